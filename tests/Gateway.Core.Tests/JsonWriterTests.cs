using System;
using System.Text;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Core.Tests;

[TestClass]
public class JsonWriterTests
{
    private static string Text(JsonWriter writer) => Encoding.UTF8.GetString(writer.ToArray());

    [TestMethod]
    public void Structure_Nested_HasCommasWhereTheyBelong()
    {
        var writer = new JsonWriter(new byte[200]);
        writer.BeginObject();
        writer.Name("a");
        writer.BeginArray();
        writer.Number(1);
        writer.Number(-2);
        writer.BeginObject();
        writer.EndObject();
        writer.BeginArray();
        writer.EndArray();
        writer.EndArray();
        writer.Name("b");
        writer.Bool(true);
        writer.Name("c");
        writer.Null();
        writer.Name("d");
        writer.Word("x");
        writer.Name("e");
        writer.HexUInt(0x1A2B3C);
        writer.Name("f");
        writer.Hex([0x00, 0xAB, 0xFF], 1, 2);
        writer.EndObject();
        Assert.AreEqual(
            "{\"a\":[1,-2,{},[]],\"b\":true,\"c\":null,\"d\":\"x\",\"e\":\"001A2B3C\",\"f\":\"ABFF\"}", Text(writer));
    }

    [TestMethod]
    [DataRow(0L, 0, "0")]
    [DataRow(-1L, 0, "-1")]
    [DataRow(1234567890123L, 0, "1234567890123")]
    [DataRow(long.MaxValue, 0, "9223372036854775807")]
    [DataRow(long.MinValue, 0, "-9223372036854775808")]
    [DataRow(5L, 2, "0.05")]
    [DataRow(-5L, 1, "-0.5")]
    [DataRow(12345L, 3, "12.345")]
    [DataRow(100L, 2, "1.00")]
    public void Fixed_Value_IsWrittenExactly(long value, int decimals, string expected)
    {
        var writer = new JsonWriter(new byte[40]);
        writer.Fixed(value, decimals);
        Assert.AreEqual(expected, Text(writer));
        Assert.AreEqual(expected.Length, DecimalText.Length(value, decimals));
    }

    [TestMethod]
    [DataRow("plain")]
    [DataRow("")]
    [DataRow("\"\\/\b\f\n\r\t\u0000\u001f\u007f")]
    [DataRow("äöü € \U0001F600 \uffff")]
    public void String_AnyText_IsReadBackBySystemTextJson(string value)
    {
        var writer = new JsonWriter(new byte[200]);
        writer.String(value);
        Assert.AreEqual(value, JsonSerializer.Deserialize<string>(writer.ToArray()));
    }

    [TestMethod]
    public void String_HalfSurrogate_BecomesReplacement()
    {
        // Not as DataRow: metadata is UTF-8 and cannot hold half a pair.
        foreach (var (value, expected) in new[]
        {
            ("\ud800", "\ufffd"), ("\udc00x", "\ufffdx"), ("\ud800\ud800\udc00", "\ufffd\ud800\udc00"),
        })
        {
            var writer = new JsonWriter(new byte[40]);
            writer.String(value);
            Assert.AreEqual(expected, JsonSerializer.Deserialize<string>(writer.ToArray()));
        }
    }

    [TestMethod]
    public void AnyBuffer_TooSmallForTheText_OverflowsWithoutThrowingOrWritingBeyond()
    {
        var whole = new JsonWriter(new byte[400]);
        WriteSample(whole);
        Assert.IsFalse(whole.Overflow);
        for (var limit = 0; limit < whole.Length; limit++)
        {
            var buffer = new byte[limit + 8];
            Array.Fill(buffer, (byte)0xEE);
            var writer = new JsonWriter(buffer);
            writer.SetLimit(limit);
            WriteSample(writer);
            Assert.IsTrue(writer.Overflow, $"limit {limit}");
            Assert.IsLessThanOrEqualTo(limit, writer.Length);
            for (var i = limit; i < buffer.Length; i++)
            {
                Assert.AreEqual(0xEE, buffer[i], $"limit {limit}, byte {i}");
            }
        }

        var exact = new JsonWriter(new byte[whole.Length]);
        WriteSample(exact);
        Assert.IsFalse(exact.Overflow);
    }

    [TestMethod]
    public void Restore_AfterOverflow_ContinuesAsIfNothingHadBeenWritten()
    {
        var writer = new JsonWriter(new byte[12]);
        writer.BeginArray();
        writer.Number(1);
        var mark = writer.Mark();
        writer.String("much too long for this");
        Assert.IsTrue(writer.Overflow);
        writer.Restore(mark);
        writer.Number(2);
        writer.EndArray();
        Assert.AreEqual("[1,2]", Text(writer));
        Assert.IsFalse(writer.Overflow);
    }

    [TestMethod]
    public void HexPart_InSlices_EqualsWholeHex()
    {
        byte[] bytes = [1, 2, 0xFE, 0x80, 5];
        var writer = new JsonWriter(new byte[40]);
        Assert.IsTrue(writer.BeginHex(5));
        writer.HexPart(bytes, 0, 2);
        writer.HexPart(bytes, 2, 3);
        writer.EndHex();
        Assert.AreEqual("\"0102FE8005\"", Text(writer));
    }

    private static void WriteSample(JsonWriter writer)
    {
        writer.BeginObject();
        writer.Name("name");
        writer.String("ä\"\u0001\U0001F600");
        writer.Name("n");
        writer.Fixed(-123456, 2);
        writer.Name("h");
        writer.Hex([1, 2, 3], 0, 3);
        writer.Name("l");
        writer.HexUInt(7);
        writer.Name("b");
        writer.Bool(false);
        writer.EndObject();
    }
}
