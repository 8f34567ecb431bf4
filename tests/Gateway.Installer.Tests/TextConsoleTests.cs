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

    private sealed class Line : ISerialPort
    {
        private readonly Queue<byte> _in = new();
        private readonly List<byte> _out = [];
        private readonly InstallerStage _stage;

        public Line(FakeFacts facts)
        {
            var access = new InstallerAccess(PageBench.Code, 15, new FakeEvents());
            access.Open("start", NowUs);
            _stage = new InstallerStage(facts, access, null, this, 0);
        }

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
            _out.AddRange(buffer[offset..(offset + count)]);
            return true;
        }

        public void Discard() => _in.Clear();
    }
}
