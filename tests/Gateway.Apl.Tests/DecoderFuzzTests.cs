using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Decoding;

namespace Gateway.Apl.Tests;

/// <summary>Mutated telegrams and frames through decryption, decoder and JSON: whatever they are, each gives a line of
/// JSON.</summary>
[TestClass]
public sealed class DecoderFuzzTests
{
    private const int Seed = 13757;
    private const int Inputs = 60_000;

    private static readonly string[] Wireless =
    [
        "2A442D2C998734761B168D2091D37CAC21E1D68CDAFFCD3DC452BD802913FF7B1706CA9E355D6C2701CC24",
        "3B4493154433221101378C2037900F002C2538070000FB96FA7024B49331727856341293158103CF00100710533057C271FFCC8A42CB3" +
        "A46A39F84AE",
        "23442D2C998734761B168D2087D19EAD217F1779EDA86AB6710008190000081900007F13",
        "1E44AE4C4455223368077A550010052F2F041389E201002F2F2F2F2F2F2F2F",
        "2744AE4C445522336807780B6E0000008204" + "6C412202" + "8B046E0302008D04EE13083BFE990000520000",
    ];

    private static readonly string[] Wired =
    [
        "683C3C680808727803491177040E160A0000000C7878034911041331D40000426C0000441300000000046D0B0BCD130227000009FD0E0209" +
        "FD0F060F00017513D316",
        "68131368080173939291901000056931650000690000003F16",
        "680404680801700881" + "16",
    ];

    [TestMethod]
    public void Decode_MutatedTelegrams_AlwaysGiveALineOfJson()
    {
        var random = new Random(Seed);
        KeyRing.TryParse("28F64A24988064A079AA2C807D6102AE", out var key);
        var wireless = new WirelessText(new KeyRing(key));
        var wired = new WiredText(new KeyRing(key));
        var records = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var isWired = i % 2 == 0;
            var seeds = isWired ? Wired : Wireless;
            var frame = Mutated(Convert.FromHexString(seeds[random.Next(seeds.Length)]), random, isWired);
            try
            {
                records += Decode(isWired ? wired : wireless, frame);
            }
            catch (Exception e)
            {
                Assert.Fail($"input {i}, seed {Seed}, {Convert.ToHexString(frame)}: {e}");
            }
        }

        Assert.IsGreaterThan(Inputs / 2, records, "the inputs reach the good path");
    }

    private static int Decode(IFrameText protocol, byte[] frame)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            protocol.Write(frame, "", null, json);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.TryGetProperty("records", out var records) ? records.GetArrayLength() : 0;
    }

    // Length and check sum are made right most of the time, or nothing behind them would be reached.
    private static byte[] Mutated(byte[] frame, Random random, bool isWired)
    {
        for (var errors = random.Next(4); errors > 0; errors--)
        {
            frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
        }

        if (random.Next(4) == 0)
        {
            var tail = isWired ? 2 : 0;
            frame = [.. frame[..random.Next(1, frame.Length - tail)], .. frame[^tail..]];
        }

        if (random.Next(8) == 0)
        {
            return frame;
        }

        if (!isWired)
        {
            frame[0] = (byte)(frame.Length - 1);
        }
        else if (frame.Length > 8)
        {
            frame[0] = frame[3] = 0x68;
            frame[1] = frame[2] = (byte)(frame.Length - 6);
            frame[^2] = (byte)frame[4..^2].Sum(value => value);
            frame[^1] = 0x16;
        }

        return frame;
    }
}
