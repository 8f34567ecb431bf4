using System;
using System.Text;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Core.Tests;

/// <summary>Seeded fuzz of the reader, alone and against System.Text.Json as an independent judge.</summary>
[TestClass]
public class JsonFuzzTests
{
    private static readonly string[] _pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d800", "\\udc00", "\\ud83d\\ude00", "true", "false", "null",
        "0", "-", "1", ".", "e", "E+", " ", "\n", "a", "\"a\"", "\"b\":", "{}", "[1]", "\u00e4", "\U0001F600",
    ];

    [TestMethod]
    public void Reader_MillionInputs_EndsWithBoundsKeptAndNoException()
    {
        const int Seed = 20_251;
        var random = new Random(Seed);
        var reader = new JsonReader();
        var bytes = new byte[64];
        int good = 0, bad = 0;
        for (var round = 0; round < 1_000_000; round++)
        {
            var length = Fill(random, bytes);
            reader.Reset(bytes, 0, length);
            var tokens = 0;
            while (reader.Read() != JsonToken.End && reader.Token != JsonToken.Error)
            {
                reader.GetText();
                reader.TryGetLong(out _);
                if (++tokens > length || reader.Offset > length || reader.Depth > JsonReader.MaxDepth)
                {
                    Assert.Fail($"seed {Seed}, round {round}: {Convert.ToHexString(bytes, 0, length)}");
                }
            }

            good += reader.Token == JsonToken.End ? 1 : 0;
            bad += reader.Error != JsonError.Ok ? 1 : 0;
        }

        Assert.AreEqual(1_000_000, good + bad);
        Assert.IsGreaterThan(10_000, good, "the inputs are too bad to test the good paths");
    }

    [TestMethod]
    public void Reader_RandomInputs_AcceptsExactlyWhatSystemTextJsonAccepts()
    {
        const int Seed = 20_252;
        var random = new Random(Seed);
        var reader = new JsonReader();
        var bytes = new byte[64];
        for (var round = 0; round < 60_000; round++)
        {
            var length = Fill(random, bytes);
            reader.Reset(bytes, 0, length);
            while (reader.Read() != JsonToken.End && reader.Token != JsonToken.Error)
            {
            }

            if (Accepts(bytes.AsSpan(0, length)) != (reader.Token == JsonToken.End))
            {
                Assert.Fail(
                    $"seed {Seed}, round {round}: {reader.Error} for {Encoding.UTF8.GetString(bytes, 0, length)}");
            }
        }
    }

    private static bool Accepts(ReadOnlySpan<byte> text)
    {
        var judge = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = JsonReader.MaxDepth });
        try
        {
            while (judge.Read())
            {
                // Only here does it look at UTF-8 and at surrogates.
                _ = judge.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? judge.GetString() : null;
            }

            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A third of the inputs is random bytes, the rest pieces of JSON, often well formed by chance.</summary>
    private static int Fill(Random random, byte[] bytes)
    {
        var length = 0;
        if (random.Next(3) == 0)
        {
            length = random.Next(16);
            random.NextBytes(bytes.AsSpan(0, length));
            return length;
        }

        for (var i = 1 + random.Next(8); i > 0; i--)
        {
            var piece = _pieces[random.Next(_pieces.Length)];
            if (length + 12 < bytes.Length)
            {
                length += Encoding.UTF8.GetBytes(piece, bytes.AsSpan(length));
            }
        }

        return length;
    }
}
