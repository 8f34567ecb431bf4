using System;
using System.Text;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Core.Tests;

[TestClass]
public class JsonReaderTests
{
    private static JsonReader Over(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new JsonReader();
        reader.Reset(bytes, 0, bytes.Length);
        return reader;
    }

    private static JsonToken ReadToEnd(JsonReader reader)
    {
        while (reader.Read() != JsonToken.End && reader.Token != JsonToken.Error)
        {
        }

        return reader.Token;
    }

    [TestMethod]
    public void Read_Document_GivesTokensInOrder()
    {
        var reader = Over(" {\"a\" : [1, true,false,null, \"x\\n\\u00e4\\ud83d\\ude00\"], \"b\":{}}\n");
        JsonToken[] expected =
        [
            JsonToken.BeginObject, JsonToken.Name, JsonToken.BeginArray, JsonToken.Number, JsonToken.True,
            JsonToken.False, JsonToken.Null, JsonToken.String, JsonToken.EndArray, JsonToken.Name,
            JsonToken.BeginObject, JsonToken.EndObject, JsonToken.EndObject, JsonToken.End, JsonToken.End,
        ];
        foreach (var token in expected)
        {
            Assert.AreEqual(token, reader.Read());
            if (token == JsonToken.String)
            {
                Assert.AreEqual("x\nä\U0001F600", reader.GetText());
                Assert.IsTrue(reader.TextEquals("x\nä\U0001F600"));
            }
        }
    }

    [TestMethod]
    [DataRow("", JsonError.Incomplete, 0)]
    [DataRow("{\"a\":1,}", JsonError.UnexpectedCharacter, 7)]
    [DataRow("[1,]", JsonError.UnexpectedCharacter, 3)]
    [DataRow("[1 2]", JsonError.UnexpectedCharacter, 3)]
    [DataRow("{1:2}", JsonError.UnexpectedCharacter, 1)]
    [DataRow("{\"a\" 1}", JsonError.UnexpectedCharacter, 5)]
    [DataRow("[}", JsonError.UnexpectedCharacter, 1)]
    [DataRow("{]", JsonError.UnexpectedCharacter, 1)]
    [DataRow("01", JsonError.BadNumber, 1)]
    [DataRow("[-]", JsonError.BadNumber, 2)]
    [DataRow("[1.]", JsonError.BadNumber, 3)]
    [DataRow("[1e+]", JsonError.BadNumber, 4)]
    [DataRow("+1", JsonError.UnexpectedCharacter, 0)]
    [DataRow("tru", JsonError.Incomplete, 3)]
    [DataRow("trux", JsonError.UnexpectedCharacter, 3)]
    [DataRow("\"\n\"", JsonError.UnexpectedCharacter, 1)]
    [DataRow("\"\\x\"", JsonError.BadEscape, 1)]
    [DataRow("\"\\u12g4\"", JsonError.BadEscape, 1)]
    [DataRow("\"\\ud800\"", JsonError.BadEscape, 1)]
    [DataRow("\"\\udc00\\ud800\"", JsonError.BadEscape, 1)]
    [DataRow("1 2", JsonError.TrailingData, 2)]
    [DataRow("{} x", JsonError.TrailingData, 3)]
    [DataRow("//c\n1", JsonError.UnexpectedCharacter, 0)]
    public void Read_BadText_NamesErrorAndPlace(string text, JsonError error, int offset)
    {
        var reader = Over(text);
        Assert.AreEqual(JsonToken.Error, ReadToEnd(reader), text);
        Assert.AreEqual(error, reader.Error, text);
        Assert.AreEqual(offset, reader.Offset, text);
        Assert.AreEqual(JsonToken.Error, reader.Read());
    }

    [TestMethod]
    [DataRow("C080", 0)]
    [DataRow("EDA080", 0)]
    [DataRow("F4908080", 0)]
    [DataRow("FF", 0)]
    [DataRow("E282", -1)]
    [DataRow("E282AC", 3)]
    [DataRow("F09F9880", 4)]
    [DataRow("C3A4", 2)]
    public void Utf8_Sequence_IsJudged(string hex, int expected)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.AreEqual(expected, Utf8.SequenceLength(bytes, 0, bytes.Length));
    }

    [TestMethod]
    public void Utf8_EveryCodePoint_RoundTrips()
    {
        var bytes = new byte[4];
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            var length = Utf8.Put(bytes, 0, c);
            var expected = c is >= 0xD800 and <= 0xDFFF ? 0 : length;
            if (length != Utf8.Length(c) || Utf8.SequenceLength(bytes, 0, length) != expected)
            {
                Assert.Fail($"code point {c:X}");
            }
        }
    }

    [TestMethod]
    public void Depth_OneTooMany_IsRefused()
    {
        Assert.AreEqual(JsonToken.End, ReadToEnd(Over(new string('[', 32) + new string(']', 32))));
        var reader = Over(new string('[', 33) + new string(']', 33));
        Assert.AreEqual(JsonToken.Error, ReadToEnd(reader));
        Assert.AreEqual(JsonError.TooDeep, reader.Error);
        Assert.AreEqual(32, reader.Offset);
    }

    [TestMethod]
    [DataRow("0", 0, true, 0L)]
    [DataRow("-0", 0, true, 0L)]
    [DataRow("9223372036854775807", 0, true, long.MaxValue)]
    [DataRow("-9223372036854775808", 0, true, long.MinValue)]
    [DataRow("9223372036854775808", 0, false, 0L)]
    [DataRow("-9223372036854775809", 0, false, 0L)]
    [DataRow("92233720368547758070", 0, false, 0L)]
    [DataRow("1.0", 0, true, 1L)]
    [DataRow("1.5", 0, false, 0L)]
    [DataRow("1.5", 1, true, 15L)]
    [DataRow("-1.25", 3, true, -1250L)]
    [DataRow("1e2", 0, false, 0L)]
    public void TryGetFixed_Number_IsExactOrRefused(string text, int decimals, bool ok, long expected)
    {
        var reader = Over(text);
        Assert.AreEqual(JsonToken.Number, reader.Read());
        Assert.AreEqual(ok, reader.TryGetFixed(decimals, out var value));
        if (ok)
        {
            Assert.AreEqual(expected, value);
        }
    }

    [TestMethod]
    public void Skip_NestedValue_LandsAfterIt()
    {
        var reader = Over("{\"a\":[1,{\"b\":[]}],\"c\":7}");
        reader.Read();
        reader.Read();
        Assert.IsTrue(reader.Skip());
        Assert.AreEqual(JsonToken.Name, reader.Read());
        Assert.IsTrue(reader.TextEquals("c"));
        reader.Read();
        Assert.IsTrue(reader.TryGetLong(out var value));
        Assert.AreEqual(7L, value);
    }

    [TestMethod]
    public void Prefix_OfAnObject_IsIncompleteAndNothingElse()
    {
        var bytes = Encoding.UTF8.GetBytes("{\"a\":[-1.5e+3,true,null,\"\\n\\ud83d\\ude00ä€\U0001F600\"],\"b\":{\"c\":0}}");
        var reader = new JsonReader();
        for (var length = 0; length < bytes.Length; length++)
        {
            reader.Reset(bytes, 0, length);
            Assert.AreEqual(JsonToken.Error, ReadToEnd(reader), $"length {length}");
            Assert.AreEqual(JsonError.Incomplete, reader.Error, $"length {length}");
        }

        reader.Reset(bytes, 0, bytes.Length);
        Assert.AreEqual(JsonToken.End, ReadToEnd(reader));
    }

    [TestMethod]
    public void RoundTrip_RandomStrings_AgreeWithSystemTextJson()
    {
        const int Seed = 71;
        var random = new Random(Seed);
        var writer = new JsonWriter(new byte[4000]);
        var reader = new JsonReader();
        for (var round = 0; round < 20_000; round++)
        {
            var text = RandomText(random);
            writer.Reset();
            writer.String(text);
            var ours = writer.ToArray();
            Assert.AreEqual(text, JsonSerializer.Deserialize<string>(ours), $"seed {Seed}, round {round}");
            var theirs = JsonSerializer.SerializeToUtf8Bytes(text);
            foreach (var bytes in new[] { ours, theirs })
            {
                reader.Reset(bytes, 0, bytes.Length);
                Assert.AreEqual(JsonToken.String, reader.Read(), $"seed {Seed}, round {round}");
                Assert.AreEqual(text, reader.GetText(), $"seed {Seed}, round {round}");
                Assert.AreEqual(JsonToken.End, reader.Read(), $"seed {Seed}, round {round}");
            }
        }
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(12); i > 0; i--)
        {
            var c = random.Next(4) switch
            {
                0 => random.Next(0x80),
                1 => random.Next(0x800),
                2 => random.Next(0xD800),
                _ => 0x10000 + random.Next(0x100000),
            };
            text.Append(char.ConvertFromUtf32(c));
        }

        return text.ToString();
    }
}
