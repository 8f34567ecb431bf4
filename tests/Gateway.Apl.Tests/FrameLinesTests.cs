using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Decoding;

namespace Gateway.Apl.Tests;

/// <summary>What `decode` prints: JSON lines, and messages that name file and line.</summary>
[TestClass]
public sealed class FrameLinesTests
{
    [TestMethod]
    public void Wired_Record_HasItsFields()
    {
        var json = One(new WiredText(new KeyRing()), Long("08 02 72 78563412 2440 01 07 13 00 0000 8C1013 78563412"));
        Assert.AreEqual("mbus", json.GetProperty("link").GetString());
        Assert.AreEqual("08", json.GetProperty("c").GetString());
        Assert.AreEqual(2, json.GetProperty("address").GetInt32());
        Assert.AreEqual("PAD", json.GetProperty("manufacturer").GetString());
        Assert.AreEqual("12345678", json.GetProperty("id").GetString());
        Assert.AreEqual(7, json.GetProperty("type").GetInt32());
        Assert.AreEqual(19, json.GetProperty("acc").GetInt32());
        Assert.AreEqual("00", json.GetProperty("sts").GetString());
        var record = json.GetProperty("records")[0];
        Assert.AreEqual("12345.678", record.GetProperty("value").GetRawText());
        Assert.AreEqual("m3", record.GetProperty("unit").GetString());
        Assert.AreEqual("volume", record.GetProperty("quantity").GetString());
        Assert.AreEqual("instantaneous", record.GetProperty("function").GetString());
        Assert.AreEqual(0, record.GetProperty("storage").GetInt64());
        Assert.AreEqual(1, record.GetProperty("tariff").GetInt32());
        Assert.AreEqual(0, record.GetProperty("subunit").GetInt32());
        Assert.AreEqual("8C1013", record.GetProperty("dif_vif").GetString());
        Assert.IsFalse(record.TryGetProperty("error", out _));
    }

    [TestMethod]
    [DataRow("0413FFFFFFFF", "-0.001")]
    [DataRow("010605", "5000")]
    [DataRow("07FD0FFFFFFFFFFFFFFFFF", "18446744073709551615")]
    [DataRow("0513CDCC4C3E", "0.0002")]
    [DataRow("052E00002041", "10000")]
    [DataRow("0513000080FF", "null")]
    [DataRow("0D780363E261", "\"aâc\"")]
    [DataRow("426CBF1C", "\"2013-12-31\"")]
    [DataRow("426CE1F1", "\"*-01-01\"")]
    [DataRow("046D0B0BCD13", "\"2014-03-13T11:11\"")]
    [DataRow("0A13A112", "null")]
    [DataRow("046D00000000", "\"2000-00-00T00:00\"")]
    [DataRow("426C0000", "\"2000-00-00\"")]
    [DataRow("426CFFFF", "null")]
    public void Wired_Value_IsExact(string record, string value)
    {
        var json = One(new WiredText(new KeyRing()), Long("08 02 78" + record));
        Assert.AreEqual(value, json.GetProperty("records")[0].GetProperty("value").GetRawText());
    }

    [TestMethod]
    public void Wired_ManufacturerDataAndBadValues_KeepTheirBytes()
    {
        var records = One(new WiredText(new KeyRing()), Long("08 02 78 0A13A112 0193180F 0F 0102"))
            .GetProperty("records");
        Assert.AreEqual("A112", records[0].GetProperty("raw").GetString());
        Assert.AreEqual("invalid BCD digit", records[0].GetProperty("error").GetString());
        Assert.AreEqual("data error", records[1].GetProperty("error").GetString());
        Assert.AreEqual("manufacturer data", records[2].GetProperty("quantity").GetString());
        Assert.AreEqual("0102", records[2].GetProperty("raw").GetString());
    }

    [TestMethod]
    [DataRow("E5", "acknowledge")]
    [DataRow("1040014116", "short")]
    [DataRow("680B0B6873FD5278563412FFFFFFFFD216", "long")]
    [DataRow("6804046853FE5010B116", "long")]
    public void Wired_FramesWithoutRecords_AreNoErrors(string hex, string frame)
    {
        var json = One(new WiredText(new KeyRing()), hex);
        Assert.AreEqual(frame, json.GetProperty("frame").GetString());
    }

    [TestMethod]
    [DataRow("A", 60, "block 4: the CRC at byte 64 is")]
    [DataRow("A", 3, "block 1: the CRC at byte 10 is")]
    [DataRow("A", 27, "block 2: the CRC at byte 28 is")]
    public void Wireless_BadCrc_IsNamedWithBothNumbers(string format, int flipped, string message)
    {
        // Three full blocks behind the first one.
        var bytes = Enumerable.Range(0, 10 + 48).Select(i => (byte)i).ToArray();
        bytes[0] = 57;
        bytes[1] = 0x44;
        List<byte> frame = [];
        foreach (var block in new[] { bytes[..10], bytes[10..26], bytes[26..42], bytes[42..58] })
        {
            var crc = new Link.Apl.FormatCache(1, 8).CrcOf(block, 0, block.Length);
            frame.AddRange([.. block, (byte)(crc >> 8), (byte)crc]);
        }

        var good = frame[flipped];
        frame[flipped] ^= 0x10;
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, format + "\t" + Convert.ToHexString([.. frame]) + "\n");
            var (lines, _, errors) = Decode(new WirelessText(new KeyRing()), decoder => decoder.DecodeFile(path));
            Assert.AreEqual(1, lines.Bad, good.ToString());
            StringAssert.Contains(errors, message);
            StringAssert.Contains(errors, ", computed ");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void File_KeyColumnAndFormatColumn_AreUsed()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path,
                "2A442D2C998734761B168D2091D37CAC21E1D68CDAFFCD3DC452BD802913FF7B1706CA9E355D6C2701CC24" +
                "\torigin\tmeter\t28F64A24988064A079AA2C807D6102AE\n" +
                "B\t23442D2C721478631B168D208471D7CE24B0ADCD4ADF3E59D71FEAAA77146269ED6F8742\n" +
                "T1\t3AD5\n");
            var (lines, output, errors) = Decode(new WirelessText(new KeyRing()), decoder => decoder.DecodeFile(path));
            var printed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            Assert.AreEqual(5, printed[0].GetProperty("records").GetArrayLength());
            Assert.AreEqual("63781472", printed[1].GetProperty("id").GetString());
            Assert.IsTrue(printed[1].GetProperty("locked").GetBoolean());
            Assert.AreEqual(1, lines.Bad);
            StringAssert.Contains(errors, ":3: T1: bits of the air");
            Assert.DoesNotContain("28F64A", output + errors);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Wireless_CompactFrameBeforeItsFullFrame_IsReadInAFile()
    {
        // A format of its own: volume and a date; the compact frame stands first.
        var full = Payload.Bytes("0C13 78563412 426C BF1C");
        var cache = new Link.Apl.FormatCache(1, 8);
        var signature = cache.CrcOf(Payload.Bytes("0C13426C"), 0, 4);
        var crc = cache.CrcOf(full, 0, full.Length);
        var head = "44 2D2C 78563412 1B16";
        var compact = Telegram($"{head} 79 {Low(signature)} {Low(crc)} 78563412 BF1C");
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, compact + "\n" + Telegram($"{head} 78 0C13 78563412 426C BF1C") + "\n");
            var (lines, output, errors) = Decode(new WirelessText(new KeyRing()), decoder => decoder.DecodeFile(path));
            Assert.AreEqual("", errors);
            Assert.AreEqual(2, lines.Good);
            var printed = output.Split('\n');
            var first = JsonDocument.Parse(printed[0]).RootElement.GetProperty("records").GetRawText();
            Assert.AreEqual(JsonDocument.Parse(printed[1]).RootElement.GetProperty("records").GetRawText(), first);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void RecordedFrames_EveryLine_GivesAJsonLine()
    {
        foreach (var (file, protocol) in new (string, IFrameText)[]
        {
            ("mbus/frames.tsv", new WiredText(new KeyRing())),
            ("wmbus/telegrams.tsv", new WirelessText(new KeyRing())),
        })
        {
            var (lines, output, errors) = Decode(protocol, decoder => decoder.DecodeFile(SharedData.Find(file)));
            var printed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.HasCount(SharedData.Read(file).Count, printed);
            Assert.HasCount(lines.Bad, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            foreach (var line in printed)
            {
                JsonDocument.Parse(line).Dispose();
            }
        }
    }

    private static string Low(int value) => $"{value & 0xFF:X2}{value >> 8:X2}";

    private static string Telegram(string body)
    {
        var bytes = Payload.Bytes(body);
        return bytes.Length.ToString("X2") + Convert.ToHexString(bytes);
    }

    private static string Long(string body)
    {
        var bytes = Payload.Bytes(body);
        var sum = (byte)bytes.Sum(value => value);
        return $"68{bytes.Length:X2}{bytes.Length:X2}68{Convert.ToHexString(bytes)}{sum:X2}16";
    }

    private static JsonElement One(IFrameText protocol, string hex)
    {
        var (lines, output, errors) = Decode(protocol, decoder => decoder.DecodeHex(hex));
        Assert.AreEqual("", errors);
        Assert.AreEqual(1, lines.Good);
        return JsonDocument.Parse(output).RootElement;
    }

    private static (FrameLines Lines, string Output, string Errors) Decode(
        IFrameText protocol, Action<FrameLines> decode)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var lines = new FrameLines(protocol, output, errors);
        decode(lines);
        return (lines, output.ToString(), errors.ToString());
    }
}
