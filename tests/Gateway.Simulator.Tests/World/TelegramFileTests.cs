using System;
using System.IO;
using System.Linq;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Tests.Meters;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

[TestClass]
public class TelegramFileTests
{
    private const string Telegram = "0F44AE0C785634120107780B13436587";

    [TestMethod]
    [DataRow(Telegram)]
    [DataRow(Telegram + "\tsome/origin\twater\t\t")]
    [DataRow("\t" + Telegram)]
    [DataRow("0f44ae0c785634120107780b13436587 ")]
    public void Parse_Telegram_IsCodedAsAsked(string text)
    {
        foreach (var mode in new[] { AirMode.T1, AirMode.C1A, AirMode.C1B })
        {
            var line = TelegramFile.Parse("f.tsv", ["# head", "", text], mode).Single();
            Assert.AreEqual(3, line.LineNumber);
            Assert.AreEqual(FeedExpectation.Telegram, line.Expectation);
            Assert.AreEqual(Telegram, Convert.ToHexString(line.Expected));
            Assert.AreEqual(Telegram, Convert.ToHexString(TestFrameDecoder.Decode(line.Air)));
        }
    }

    [TestMethod]
    [DataRow("C1\t543D13442D2C785634120132A000010203040506C3C0\t11442D2C785634120132A000010203040506\tx")]
    [DataRow("T1\t5A971C3B13B44EC65A2DC34E58D2CE6A9D2999659658D58E58B59C4DA4EC\t0F442D2C785634120132A00001020304")]
    [DataRow("B\t13442D2C785634120132A000010203040506C3C0\t11442D2C785634120132A000010203040506")]
    [DataRow("A\t0F44AE0C7856341201074447780B134365871E6D\t0F44AE0C785634120107780B13436587")]
    public void Parse_FrameWithCrc_GoesOnTheAirAsItIs(string text)
    {
        var line = TelegramFile.Parse("f.tsv", [text], null).Single();
        Assert.AreEqual(FeedExpectation.Telegram, line.Expectation);
        CollectionAssert.AreEqual(line.Expected, TestFrameDecoder.Decode(line.Air));
    }

    [TestMethod]
    [DataRow("T1raw-badsym\t3A971C6A", "3A971C6A")]
    [DataRow("noise\tF2B6655A26615850\tfalse sync (8 bytes)", "F2B6655A26615850")]
    [DataRow("false-T1\tC65CA92F49", "C65CA92F49")]
    [DataRow("B+crc-bad\t3024372C", "543D3024372C")]
    [DataRow("ff-filled\t1E44", "37271C")]
    public void Parse_DamagedKind_IsSentRawAndMustNotArrive(string text, string afterSync)
    {
        var line = TelegramFile.Parse("f.tsv", [text], null).Single();
        Assert.AreEqual(FeedExpectation.Nothing, line.Expectation);
        var sent = string.Concat(Enumerable.Range(0, afterSync.Length * 4)
            .Select(i => line.Air[FrameEncoder.DataStart + i]));
        var wanted = string.Concat(afterSync.Select(digit =>
            Convert.ToInt32(digit.ToString(), 16).ToString("b4")));
        Assert.AreEqual(wanted, sent);
    }

    [TestMethod]
    public void Parse_ChipsWithoutKnownTelegram_MayLeadToAnything()
    {
        var line = TelegramFile.Parse("f.tsv", ["T1\t3A971C6A\t\torigin"], null).Single();
        Assert.AreEqual(FeedExpectation.Anything, line.Expectation);
        Assert.IsNull(line.Expected);
    }

    [TestMethod]
    [DataRow("0F44XE0C785634120107780B13436587", "f.tsv:2:5: 'X' is not a hex digit")]
    [DataRow("0F44AE0C785634120107780B1343658", "f.tsv:2:31: 31 hex digits are not whole bytes")]
    [DataRow("T1\t3A97G", "f.tsv:2:8: 'G' is not a hex digit")]
    [DataRow("T1\t", "f.tsv:2:1: 'T' is not a hex digit")]
    [DataRow("noise\t\tnote", "f.tsv:2:7: hex is missing")]
    [DataRow("N1\t3A97", "f.tsv:2:1: mode N1 cannot be sent; T1, C1, S1 and LIQ can")]
    [DataRow("S2\t3A97", "f.tsv:2:1: mode S2 cannot be sent; T1, C1, S1 and LIQ can")]
    public void Parse_MalformedLine_NamesFileLineAndColumn(string text, string error)
    {
        var lines = TelegramFile.Parse("f.tsv", [Telegram, text, Telegram], AirMode.T1);
        Assert.AreEqual(error, lines[1].Error);
        Assert.IsTrue(lines[1].IsMalformed);
        Assert.IsNull(lines[1].Air);
        Assert.IsNotNull(lines[2].Air, "the line after it is read");
    }

    [TestMethod]
    public void Parse_TelegramWithoutMode_AsksForAs()
    {
        var line = TelegramFile.Parse("f.tsv", [Telegram], null).Single();
        StringAssert.StartsWith(line.Error, "f.tsv:1:1: a telegram without CRCs: --as");
    }

    [TestMethod]
    public void Parse_LengthFieldTooLong_IsAnErrorOfThatLineOnly()
    {
        var tooLong = "FC" + new string('0', 2 * 252);
        var lines = TelegramFile.Parse("f.tsv", [Telegram, tooLong], AirMode.C1B);
        Assert.IsNull(lines[0].Error);
        StringAssert.StartsWith(lines[1].Error, "f.tsv:2:1: L-field 252 is too long for frame format B");
        Assert.IsFalse(lines[1].IsMalformed);
        Assert.IsNull(TelegramFile.Parse("f.tsv", [tooLong], AirMode.C1A).Single().Error);
    }

    [TestMethod]
    [DataRow("telegrams.tsv", AirMode.T1)]
    [DataRow("telegrams.tsv", AirMode.C1A)]
    [DataRow("telegrams.tsv", AirMode.C1B)]
    [DataRow("frames-with-crc.tsv", null)]
    [DataRow("chips.tsv", null)]
    public void Read_SharedData_EveryKnownTelegramIsOnTheAir(string file, AirMode? mode)
    {
        var lines = TelegramFile.Read(SharedFile(file), mode);
        Assert.IsTrue(lines.Count > 2);
        foreach (var line in lines)
        {
            Assert.IsNull(line.Error);
            if (line.Expectation == FeedExpectation.Telegram)
            {
                CollectionAssert.AreEqual(line.Expected, TestFrameDecoder.Decode(line.Air),
                    $"{file}:{line.LineNumber}");
            }
        }
    }

    [TestMethod]
    public void Read_SharedNastyFile_NothingMayArriveAndNothingDecodes()
    {
        foreach (var line in TelegramFile.Read(SharedFile("nasty.tsv"), null))
        {
            Assert.AreEqual(FeedExpectation.Nothing, line.Expectation, line.Error);
            try
            {
                TestFrameDecoder.Decode(line.Air);
                Assert.Fail($"line {line.LineNumber} decodes");
            }
            catch (Exception e) when (e is InvalidOperationException or IndexOutOfRangeException
                or ArgumentException)
            {
                Assert.IsTrue(line.Kind.Length > 0);
            }
        }
    }

    private static string SharedFile(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder.Parent!.FullName, "shared", "data", "wmbus", name);
        if (!File.Exists(path))
        {
            Assert.Inconclusive($"../shared/data/wmbus/{name} is not here");
        }

        return path;
    }
}
