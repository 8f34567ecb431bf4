using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Decoding;
using Gateway.Link.Dlt645;

namespace Gateway.Apl.Tests;

/// <summary>What `decode dlt645` prints.</summary>
[TestClass]
public sealed class Dlt645TextTests
{
    [TestMethod]
    public void Answer_Register_HasItsFields()
    {
        var json = One("FEFE6812907856341268910833333433896745335416");

        Assert.AreEqual("dlt645", json.GetProperty("link").GetString());
        Assert.AreEqual("2007", json.GetProperty("edition").GetString());
        Assert.AreEqual("91", json.GetProperty("c").GetString());
        Assert.AreEqual("read answer", json.GetProperty("frame").GetString());
        Assert.AreEqual("123456789012", json.GetProperty("address").GetString());
        Assert.AreEqual("00010000", json.GetProperty("identifier").GetString());
        var record = json.GetProperty("records").EnumerateArray().Single();
        Assert.AreEqual("1234.56", record.GetProperty("value").GetRawText());
        Assert.AreEqual("kWh", record.GetProperty("unit").GetString());
        Assert.AreEqual("active energy forward", record.GetProperty("quantity").GetString());
        Assert.AreEqual("instantaneous", record.GetProperty("function").GetString());
        Assert.AreEqual(0, record.GetProperty("storage").GetInt32());
        Assert.AreEqual(0, record.GetProperty("tariff").GetInt32());
        Assert.AreEqual(0, record.GetProperty("subunit").GetInt32());
    }

    [TestMethod]
    [DataRow(0x91, "00000101 563412 1509230826", "12.3456", "maximum", "2026-08-23T09:15")]
    [DataRow(0x91, "02010004 563412", "\"12:34:56\"", "instantaneous", null)]
    [DataRow(0x91, "01010004 04221126", "\"2026-11-22\"", "instantaneous", null)]
    [DataRow(0x91, "0B040004 00003030312D53595A44", "\"DZYS-100\"", "instantaneous", null)]
    [DataRow(0x91, "01040004 129078563412", "\"123456789012\"", "instantaneous", null)]
    [DataRow(0x81, "10A0 563412", "12.3456", "maximum", null)]
    [DataRow(0x91, "00000100 FFFFFFFF", "null", "instantaneous", null)]
    public void Answer_Value_IsExact(int control, string data, string value, string function, string time)
    {
        var record = One(control, data).GetProperty("records")[0];

        Assert.AreEqual(value, record.GetProperty("value").GetRawText());
        Assert.AreEqual(function, record.GetProperty("function").GetString());
        Assert.AreEqual(time, record.TryGetProperty("time", out var text) ? text.GetString() : null);
    }

    [TestMethod]
    public void Answer_BadValue_KeepsItsBytesAndSaysWhy()
    {
        var records = One(0x91, "00FF0100 01000000 0000000E 0102").GetProperty("records");

        Assert.AreEqual("0.01", records[0].GetProperty("value").GetRawText());
        Assert.AreEqual("invalid digit", records[1].GetProperty("error").GetString());
        Assert.AreEqual("0000000E", records[1].GetProperty("raw").GetString());
        Assert.AreEqual("00010100", records[1].GetProperty("identifier").GetString());
        Assert.AreEqual("wrong length", records[2].GetProperty("error").GetString());
        Assert.AreEqual("0102", records[2].GetProperty("raw").GetString());
    }

    [TestMethod]
    public void Answer_FollowUp_LeavesItsNumberOut()
    {
        var json = One(0xB2, "00000100 01000000 07");

        Assert.IsTrue(json.GetProperty("more").GetBoolean());
        Assert.AreEqual("0.01", json.GetProperty("records").EnumerateArray().Single().GetProperty("value").GetRawText());
    }

    [TestMethod]
    [DataRow(0xD1, "04", "read refused", "password")]
    [DataRow(0xC1, "02", "read refused", "no such data")]
    [DataRow(0xC5, "B6CE02", "unknown refused", "no such data")]
    [DataRow(0xDC, "", "control refused", "none")]
    public void Refusal_ErrorWord_IsNamed(int control, string data, string frame, string reason)
    {
        var json = One(control, data);

        Assert.AreEqual(frame, json.GetProperty("frame").GetString());
        Assert.AreEqual(reason, json.GetProperty("reason").GetString());
    }

    [TestMethod]
    [DataRow(0x08, "511022050617", "time", "170605221051")]
    [DataRow(0x16, "99999999", "time", "99999999")]
    [DataRow(0x15, "129078563412", "meter", "123456789012")]
    [DataRow(0x11, "00000100", "identifier", "00010000")]
    [DataRow(0x01, "1090", "identifier", "9010")]
    [DataRow(0x1C, "02 563412 01221126 1A 00 000030150126", "action", "trip")]
    [DataRow(0x1C, "02 563412 01221126 1A 00 000030150126", "valid_until", "260115300000")]
    [DataRow(0x1C, "02 563412 01221126 1C 00 000030150126", "operator", "26112201")]
    [DataRow(0x14, "02010400 02 563412 01221126 001234", "raw", "001234")]
    [DataRow(0x04, "11C0 02 563412 001234", "raw", "001234")]
    public void Request_Parts_AreWritten(int control, string data, string name, string value)
    {
        Assert.AreEqual(value, One(control, data).GetProperty(name).GetString());
    }

    [TestMethod]
    [DataRow(0x17, "08", 2400)]
    [DataRow(0x0C, "20", 9600)]
    public void Request_Speed_IsInBaud(int control, string data, int baud)
    {
        Assert.AreEqual(baud, One(control, data).GetProperty("baud").GetInt32());
    }

    [TestMethod]
    [DataRow(0x14, "02010400 02 563412 01221126 00")]
    [DataRow(0x1C, "02 563412 01221126 1A 00 000030150126")]
    [DataRow(0x19, "02 563412 01221126")]
    [DataRow(0x1B, "02 563412 01221126 FFFFFFFF")]
    [DataRow(0x18, "030C0004 02 563412 02 563412")]
    [DataRow(0x04, "11C0 02 563412 00")]
    [DataRow(0x0F, "02 563412 02 563412")]
    [DataRow(0x10, "02 563412")]
    [DataRow(0x14, "030C0004 02 000000 01221126 563412 02")]
    [DataRow(0x04, "12C2 02 000000 563412")]
    [DataRow(0x14, "02010400 02 563412 012211")]
    [DataRow(0x1C, "02 563412 01221126 1A 00 0000301501")]
    [DataRow(0x19, "02 563412 0122")]
    [DataRow(0x18, "030C0004 02 563412")]
    [DataRow(0x10, "02 563412 00")]
    public void Request_Password_IsNotWritten(int control, string data)
    {
        var text = One(control, data).GetRawText();

        Assert.DoesNotContain("563412", text);
        Assert.DoesNotContain("123456", text);
    }

    [TestMethod]
    [DataRow("6812907856341268910833333433896745335516", "bad check sum: byte 18 is 55, computed 54")]
    [DataRow("6812907856341268910833333433896745335417", "no 16 where the frame ends: byte 19 is 17")]
    [DataRow("FEFE", "no frame: there is no 68 with another one seven bytes behind it")]
    [DataRow("6812907856341268910833333433", "the frame from byte 0 on is cut off: 6 bytes are missing")]
    [DataRow("FE68AAAAAAAAAAAA6813", "the frame from byte 1 on is cut off: 3 bytes are missing at least")]
    [DataRow("FEFE68AA", "the frame from byte 2 on is cut off: 10 bytes are missing at least")]
    [DataRow("68 AA AA AA AA AA AA 68 13 01 33 13 16", "wrong length: byte 9 says 1 bytes of data, read address has 0")]
    [DataRow("68 01 00 00 00 00 00 68 91 03 33 33 34 FF 16",
        "wrong length: byte 9 says 3 bytes of data, read has 4 or more")]
    [DataRow("68 01 X0", "not an even number of hex digits: character 7 is 'X'")]
    [DataRow("68 0", "not an even number of hex digits: there are 3")]
    public void Frame_Bad_SaysWhy(string hex, string error)
    {
        using var errors = new StringWriter();
        var lines = new FrameLines(new Dlt645Text(), TextWriter.Null, errors);
        lines.DecodeHex(hex);

        Assert.AreEqual(1, lines.Bad);
        Assert.AreEqual("error: " + error, errors.ToString().Trim());
    }

    [TestMethod]
    public void Answer_InSeveralFrames_IsOne()
    {
        var frames = Frame(0xB1, "00FF0100 00010000 0002") + Frame(0xB2, "00FF0100 0000 000300 01") +
            Frame(0x92, "00FF0100 00 02");
        var answer = One(frames + "FE");

        Assert.AreEqual(3, answer.GetProperty("frames").GetInt32());
        Assert.IsFalse(answer.TryGetProperty("more", out _));
        Assert.AreEqual("1.00 2.00 3.00", string.Join(' ', answer.GetProperty("records").EnumerateArray()
            .Select(record => record.GetProperty("value").GetRawText())));
        Assert.AreEqual(1, answer.GetProperty("bytes_behind").GetInt32());
    }

    [TestMethod]
    public void Answer_OtherFramesBehind_AreCountedOnly()
    {
        var first = Frame(0xB1, "00FF0100 00010000");
        var answer = One(first + Frame(0x92, "00FF0200 00000000 01"));

        Assert.IsTrue(answer.GetProperty("more").GetBoolean());
        Assert.AreEqual(1, answer.GetProperty("records").GetArrayLength());
        Assert.AreEqual(21, answer.GetProperty("bytes_behind").GetInt32());
    }

    [TestMethod]
    public void Frames_AnyBytes_AreWritten()
    {
        const int Seed = 645;
        var random = new Random(Seed);
        for (var i = 0; i < 20_000; i++)
        {
            var data = new byte[random.Next(30)];
            random.NextBytes(data);
            if (data.Length > 3)
            {
                data[3] = (byte)random.Next(7);
                data[2] = (byte)random.Next(12);
                data[1] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(16);
            }

            Assert.IsNotNull(One(random.Next(256), Convert.ToHexString(data)).GetProperty("c").GetString(), $"seed {Seed}");
        }
    }

    private static JsonElement One(int control, string data) => One(Frame(control, data));

    private static string Frame(int control, string data)
    {
        var bytes = Convert.FromHexString(data.Replace(" ", ""));
        var frame = new byte[bytes.Length + Dlt645Codec.EmptyFrameBytes];
        Dlt645Codec.Put(frame, 0, 0, 0x000000000001, control, bytes, 0, bytes.Length);
        return Convert.ToHexString(frame);
    }

    private static JsonElement One(string hex)
    {
        using var output = new StringWriter();
        new FrameLines(new Dlt645Text(), output, TextWriter.Null).DecodeHex(hex);
        return JsonDocument.Parse(output.ToString()).RootElement;
    }
}
