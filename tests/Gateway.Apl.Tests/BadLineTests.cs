using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Decoding;

namespace Gateway.Apl.Tests;

/// <summary>What `decode` says of input that is no frame: a JSON line and a message, with what and where.</summary>
[TestClass]
public sealed class BadLineTests
{
    [TestMethod]
    [DataRow("", "not an even number of hex digits: there are 0")]
    [DataRow("6", "not an even number of hex digits: there are 1")]
    [DataRow("68O4", "not an even number of hex digits: character 3 is 'O'")]
    [DataRow("1040014115", "no stop byte 16: byte 4 is 15")]
    [DataRow("1040014216", "bad check sum: byte 3 is 42, computed 41")]
    [DataRow("104001411600", "1 byte behind the frame")]
    [DataRow("6803046808017079", "bad long frame: the L-fields 03 and 04 differ or are too small")]
    [DataRow("10400141", "the frame is cut off: at least 1 byte is missing behind byte 3")]
    [DataRow("AABBCCDD", "no start byte 10, 68 or E5: byte 0 is AA")]
    [DataRow("68030368080170F116", "bad check sum: byte 7 is F1, computed 79")]
    [DataRow("030368080170F116", "bad check sum: byte 6 is F1, computed 79")]
    [DataRow("680303680801707917", "no stop byte 16: byte 8 is 17")]
    [DataRow("680303680801707916", "application error: unspecified error")]
    [DataRow("680303680801727B16", "the frame ends within its header: CI-field 72 wants 12 bytes behind it, and there are 0")]
    [DataRow("6804046808017A018416", "the frame ends within its header: CI-field 7A wants 4 bytes behind it, and there are 1")]
    [DataRow("68 03 03 68 08 01 X0", "not an even number of hex digits: character 19 is 'X'")]
    [DataRow("680404680801767FFE16", "CI-field 76: high byte first, withdrawn from the standard")]
    public void Wired_BadFrame_IsNamed(string hex, string message)
    {
        var (lines, output, errors) = Decode(new WiredText(new KeyRing()), decoder => decoder.DecodeHex(hex));
        Assert.AreEqual(1, lines.Bad);
        Assert.AreEqual("error: " + message + Environment.NewLine, errors);
        Assert.IsTrue(output.Contains($"\"error\":\"{message}\"", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("", "not an even number of hex digits: there are 0")]
    [DataRow("00", "the L-field is 00, and a data link header alone makes it 09")]
    [DataRow("2F44", "the L-field says 48 bytes, and there are 2")]
    [DataRow("0A44AE4C445522336807", "the L-field says 11 bytes, and there are 10")]
    [DataRow("0A44AE4C445522336807FF", "CI-field FF is not read here")]
    [DataRow("0C44AE4C4455223368077255", "the L-field says 13 bytes, and there are 12")]
    [DataRow("0B44AE4C4455223368077255", "the telegram ends within a header")]
    public void Wireless_BadTelegram_IsNamed(string hex, string message)
    {
        var (lines, output, errors) = Decode(new WirelessText(new KeyRing()), decoder => decoder.DecodeHex(hex));
        Assert.AreEqual(1, lines.Bad);
        Assert.AreEqual("error: " + message + Environment.NewLine, errors);
        Assert.Contains($"\"error\":\"{message}\"", output);
    }

    [TestMethod]
    public void File_SpacesBetweenBytes_AreTakenInEachColumn()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "10 40 01 41 16\tE5\nT1\t3A D5\n68 0\tnote\n");
            var (lines, output, errors) = Decode(new WirelessText(new KeyRing()), decoder => decoder.DecodeFile(path));
            Assert.AreEqual(3, lines.Bad);
            var told = errors.Split('\n');
            StringAssert.Contains(told[0], ":1: the L-field says 17 bytes, and there are 5");
            StringAssert.Contains(told[1], ":2: T1: bits of the air");
            StringAssert.Contains(told[2], ":3: not an even number of hex digits: there are 3");
            Assert.HasCount(3, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void File_BadLine_IsNamedAndTheOthersGoOn()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "# comment\nE5\t\n\nxyz\n1040014116\tSND_NKE\n");
            var (lines, output, errors) = Decode(new WiredText(new KeyRing()), decoder => decoder.DecodeFile(path));
            Assert.AreEqual(2, lines.Good);
            Assert.AreEqual(1, lines.Bad);
            Assert.AreEqual($"error: {path}:4: not an even number of hex digits: character 1 is 'x'{Environment.NewLine}", errors);
            var printed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            CollectionAssert.AreEqual(new[] { 2, 4, 5 }, printed.Select(line =>
                JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt32()).ToArray());
        }
        finally
        {
            File.Delete(path);
        }
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
