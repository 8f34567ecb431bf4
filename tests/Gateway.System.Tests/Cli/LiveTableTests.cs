using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Simulator.Cli;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;
using Spectre.Console;

namespace Gateway.System.Tests.Cli;

[TestClass]
public class LiveTableTests
{
    [TestMethod]
    public void Draw_SomeMeters_ShowsThemAndTheCounters()
    {
        var text = Render(new FakeProgress(), ["broker: [127.0.0.1]:1883"], height: 40);
        StringAssert.Contains(text, "00:01:05");
        StringAssert.Contains(text, "back-off 4 s");
        StringAssert.Contains(text, "17 received, 0 bad");
        StringAssert.Contains(text, "broker: [127.0.0.1]:1883");
        var heard = text.Split('\n').Single(line => line.Contains("KAM 67211530", StringComparison.Ordinal));
        StringAssert.Contains(heard, "-71");
        StringAssert.Contains(heard, "5 s");
        StringAssert.Contains(heard, "0102");
        Assert.IsTrue(text.Contains("KAM 67211531", StringComparison.Ordinal),
            "a meter that was never heard has its line");
    }

    [TestMethod]
    public void Draw_SmallTerminal_ShowsFewerMeters()
    {
        Assert.AreEqual(5, CountMeters(Render(new FakeProgress(), [], height: 10)));
        Assert.AreEqual(20, CountMeters(Render(new FakeProgress(), [], height: 100)));
    }

    [TestMethod]
    [DataRow(80)]
    [DataRow(100)]
    public void Draw_NarrowTerminal_KeepsOneLineForEachMeter(int width)
    {
        var wide = Render(new FakeProgress(), [], height: 40);
        var narrow = Render(new FakeProgress(), [], height: 40, width);
        Assert.AreEqual(wide.Split('\n').Length, narrow.Split('\n').Length, narrow);
    }

    private static int CountMeters(string text) => text.Split('\n').Count(line =>
        line.Contains("KAM ", StringComparison.Ordinal));

    private static string Render(IRunProgress progress, string[] notices, int height, int width = 140)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Write(LiveTable.Draw(progress, notices, height, width));
        return writer.ToString();
    }

    private sealed class FakeProgress : IRunProgress
    {
        public long SimTimeNs => 65_000_000_000;

        public long DurationNs => 100_000_000_000;

        public string UplinkState => "back-off 4 s";

        public Report Counters()
        {
            var report = new Report();
            report.Radio.ReceivedOk = 17;
            return report;
        }

        public IReadOnlyList<MeterProgress> Meters(int most) =>
            Enumerable.Range(0, Math.Min(most, 20)).Select(i =>
                i == 0
                    ? new MeterProgress(Meter(i), 3, 60_000_000_000, -71, [1, 2, .. new byte[28]])
                    : new MeterProgress(Meter(i), 0, -1, 0, null))
            .ToList();

        private static WmbusMeter Meter(int index) => new(
            new MeterSettings
            {
                Identity = new MeterIdentity("KAM", 67_211_530 + index, 27, 2),
                Mode = AirMode.C1B,
                IntervalNs = 16_000_000_000,
                Encryption = MeterEncryption.Ell,
                StartUtc = new DateTime(2026, 1, 15, 0, 0, 0, DateTimeKind.Utc),
            },
            new RandomStreams(1));
    }
}
