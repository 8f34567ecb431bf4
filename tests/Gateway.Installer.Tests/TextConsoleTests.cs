using System.Collections.Generic;
using System.Text;
using Gateway.Core;

namespace Gateway.Installer.Tests;

[TestClass]
public sealed class TextConsoleTests
{
    [TestMethod]
    public void Console_WithTheCode_GivesThePagesAnswers()
    {
        var facts = new FakeFacts("allow *");
        facts.Hear(0x67211530, 900_000_000);
        var line = new Line(facts);
        StringAssert.Contains(line.Type("hear 1530"), "code XXXXXXXX");
        StringAssert.Contains(line.Type("code WRONG123"), "not the code");
        var echo = line.Type("code AB12CD34");
        StringAssert.Contains(echo, "Type help");
        Assert.DoesNotContain("AB12", echo, "the code is not echoed");
        StringAssert.Contains(line.Type("help"), "survey 5");
        var answer = line.Type("hear 1530");
        StringAssert.Contains(answer, " + HEARD: 67211530 KAM");
        StringAssert.Contains(answer, "-80 dBm");
        StringAssert.Contains(line.Type("listen 30 1530"), "30 s");
        StringAssert.Contains(line.Type("antenna"), "-104 dBm");
        StringAssert.Contains(line.Type("wayout"), "PUBACK");
        StringAssert.Contains(line.Type("worst"), "No meter");
        StringAssert.Contains(line.Type("live"), "No frame");
        StringAssert.Contains(line.Type("wired"), "[wired 0 1]");
        StringAssert.Contains(line.Type("wired 0 1"), "answers");
        StringAssert.Contains(line.Type("drops"), "Copies of one telegram: 0");
        StringAssert.Contains(line.Type("survey 5"), "300 s");
        StringAssert.Contains(line.Type("report"), "gw-1");
        StringAssert.Contains(line.Type("nonsense"), "No such command");
        StringAssert.Contains(line.Type("lang de"), "Offen");
        StringAssert.Contains(line.Type("hear 1530"), "WIRD GEHÖRT");
    }

    [TestMethod]
    public void Console_AfterItsTime_WantsTheCodeAgain()
    {
        var line = new Line(new FakeFacts("allow *"));
        line.Type("code AB12CD34");
        line.NowUs += 16 * 60_000_000L;
        StringAssert.Contains(line.Type("antenna"), "Press the button");
    }

    [TestMethod]
    public void Console_SurveyFile_IsTheTableAndNothingElse()
    {
        var facts = new FakeFacts("allow *");
        var line = new Line(facts);
        line.Type("code AB12CD34");
        line.Type("survey 5");
        facts.Hear(0x67211530, line.NowUs);
        var lines = line.Type("survey csv").Split("\r\n");
        Assert.HasCount(4, lines);
        StringAssert.StartsWith(lines[1], "identification_number,manufacturer,");
        StringAssert.StartsWith(lines[2], "67211530,KAM,1B,07,C1,1,0,-80,");
    }

    [TestMethod]
    public void Console_Search_BeginsOneAndTellsWhatItFinds()
    {
        var facts = new FakeFacts("allow *") { FoundMeters = ["ABC-12345678-01-07", "ABC-00000017-01-07"] };
        var line = new Line(facts);
        line.Type("code AB12CD34");
        StringAssert.Contains(line.Type("wired"), "[search 0]");
        Assert.AreEqual(-1, facts.Searched.Line, "telling starts nothing");
        var answer = line.Type("search 0 primary");
        Assert.AreEqual((0, "primary"), facts.Searched);
        StringAssert.Contains(answer, "found so far: 2");
        StringAssert.Contains(answer, "ABC-12345678-01-07");
    }

    [TestMethod]
    public void Console_AfterOpeningAnew_WantsTheCodeAgain()
    {
        var line = new Line(new FakeFacts("allow *"));
        line.Type("code AB12CD34");
        line.Access.Close(line.NowUs);
        line.Access.Open("button", line.NowUs);
        StringAssert.Contains(line.Type("antenna"), "code XXXXXXXX");
    }

    [TestMethod]
    public void Console_WrongCodes_LockThePageToo()
    {
        var line = new Line(new FakeFacts("allow *"));
        for (var i = 0; i < InstallerAccess.FreeTries; i++)
        {
            line.Type("code WRONG-000");
        }

        StringAssert.Contains(line.Type("code AB12CD34"), "Too many");
        Assert.IsGreaterThan(0, line.Access.LockedS(line.NowUs));
    }

    [TestMethod]
    public void Console_LinesTypedAhead_AreAnsweredOneAfterTheOther()
    {
        var line = new Line(new FakeFacts("allow *"));
        var answer = line.Type("\ncode AB12CD34\nantenna\r\ndrops\nexit");
        StringAssert.Contains(answer, "-104 dBm");
        StringAssert.Contains(answer, "Copies of one telegram");
        StringAssert.Contains(line.Type("drops"), "code XXXXXXXX");
    }

    [TestMethod]
    public void Console_PortThatIsFull_LosesNothing()
    {
        var line = new Line(new FakeFacts("allow *")) { RefusesEverySecond = true };
        line.Type("code AB12CD34");
        StringAssert.Contains(line.Type("drops"), "Copies of one telegram: 0");
    }

    private sealed class Line : ISerialPort
    {
        private readonly Queue<byte> _in = new();
        private readonly List<byte> _out = [];
        private readonly InstallerStage _stage;
        private int _writes;

        public Line(FakeFacts facts)
        {
            Access = new InstallerAccess(PageBench.Code, 15, new FakeEvents());
            Access.Open("start", NowUs);
            _stage = new InstallerStage(facts, Access, null, this, 0);
        }

        public InstallerAccess Access { get; }

        public bool RefusesEverySecond { get; init; }

        public long NowUs { get; set; } = 1_000_000_000;

        public string Type(string text)
        {
            foreach (var b in Encoding.ASCII.GetBytes(text + "\r"))
            {
                _in.Enqueue(b);
            }

            _out.Clear();
            for (var i = 0; i < 40_000; i++)
            {
                _stage.Step(NowUs);
                NowUs += 100;
            }

            return Encoding.UTF8.GetString([.. _out]);
        }

        public bool Configure(SerialSettings settings) => true;

        public int Read(byte[] buffer, int offset, int count)
        {
            var read = 0;
            while (read < count && _in.TryDequeue(out var b))
            {
                buffer[offset + read++] = b;
            }

            return read;
        }

        public bool Write(byte[] buffer, int offset, int count)
        {
            if (RefusesEverySecond && _writes++ % 2 == 0)
            {
                return false;
            }

            _out.AddRange(buffer[offset..(offset + count)]);
            return true;
        }

        public void Discard() => _in.Clear();
    }
}
