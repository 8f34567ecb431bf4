using System.Linq;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

// What the receiver does after a packet: AutoRestartRxMode, restart by the host, and the preamble trigger
// that loses every second packet (public report: RadioLib issue 505, all four triggers measured there).
[TestClass]
public class Sx1276RestartTests
{
    private const int Packets = 20;

    [TestMethod]
    [DataRow(0x00, 0x51, Packets, DisplayName = "no trigger, without lock")]
    [DataRow(0x00, 0x91, Packets, DisplayName = "no trigger, with lock")]
    [DataRow(0x19, 0x91, Packets, DisplayName = "Rssi")]
    [DataRow(0x1E, 0x91, Packets / 2, DisplayName = "PreambleDetect")]
    [DataRow(0x1F, 0x91, Packets / 2, DisplayName = "Rssi and PreambleDetect")]
    [DataRow(0x0E, 0x51, Packets / 2, DisplayName = "PreambleDetect, AGC only, without lock")]
    [DataRow(0x00, 0x11, 1, DisplayName = "automatic restart off")]
    [DataRow(0x1E, 0x11, 1, DisplayName = "automatic restart off, PreambleDetect")]
    public void AutomaticRestart_EachTrigger_ReceivesAsManyAsOnHardware(int config, int sync, int expected)
    {
        Assert.AreEqual(expected, Received((byte)config, (byte)sync, 0));
    }

    [TestMethod]
    [DataRow(0x00, 0x40)]
    [DataRow(0x19, 0x20)]
    [DataRow(0x1E, 0x20)]
    [DataRow(0x1F, 0x20)]
    [DataRow(0x0E, 0x40)]
    public void RestartByHost_EachTrigger_ReceivesAll(int config, int restart)
    {
        Assert.AreEqual(Packets, Received((byte)config, 0x11, (byte)restart));
        var received = Received((byte)config, 0x91, (byte)restart);
        Assert.AreEqual(Packets, received, "also over an automatic restart");
    }

    [TestMethod]
    public void RestartByHost_WhileTheAutomaticOneRuns_IsTooEarly()
    {
        Assert.AreEqual(Packets / 2, Received(0x1E, 0x91, 0x20, 0));
    }

    [TestMethod]
    public void AutomaticRestart_WaitsForTheFifoAndTheDelay()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x27, 0x51, 0x23, 10);
        bench.Send(ChipBench.Bytes(10));
        bench.Wait(3000);
        Assert.AreEqual(0xC0, bench.Read(0x3E) & 0xC0, "not before the FIFO is read");
        bench.ReadFifo(10);
        bench.Wait(390);
        Assert.IsTrue(bench.Chip.IsModeReady, "10 x 4 bits");
        bench.Wait(15);
        Assert.IsFalse(bench.Chip.IsModeReady);
        bench.Wait(71);
        Assert.IsTrue(bench.Chip.IsModeReady);
    }

    [TestMethod]
    public void Trigger_Preamble_FrameWithTooShortAPreamble_IsMissed()
    {
        foreach (var (bytes, detector, expected) in new[]
        {
            (4, 0xAA, ReceptionOutcome.ReceivedIntoFifo),
            (2, 0xAA, ReceptionOutcome.MissedNoSync),
            (4, 0xCA, ReceptionOutcome.MissedNoSync),
        })
        {
            var bench = new Sx1276Bench();
            bench.Listen(0x0D, 0x1E, 0x1F, (byte)detector);
            bench.Send([0x11, 0x88, .. ChipBench.Bytes(8)], preambleBytes: bytes);
            bench.Wait(3000);
            Assert.AreEqual(expected, bench.Outcomes[0], $"{bytes} bytes, {detector:X2}");
        }
    }

    [TestMethod]
    public void Trigger_Rssi_WeakFrameDoesNotSetItOff()
    {
        foreach (var (powerDbm, expected) in new[]
        {
            (-15, ReceptionOutcome.ReceivedIntoFifo),
            (-25, ReceptionOutcome.MissedNoSync),
        })
        {
            var bench = new Sx1276Bench();
            bench.Listen(0x0D, 0x19, 0x10, 160);
            bench.Send(ChipBench.Bytes(10), powerDbm: powerDbm);
            bench.Wait(3000);
            Assert.AreEqual(expected, bench.Outcomes[0], "at " + powerDbm);
        }
    }

    [TestMethod]
    public void RxReady_WithTrigger_ComesAfterAgcAndAfc()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x0D, 0x1E, 0x40, 0x04);
        Assert.AreEqual(0x80, bench.Read(0x3E) & 0xC0);
        bench.Pins.Clear();
        var sent = bench.Send(ChipBench.Bytes(10));
        bench.Wait(300);
        var rise = bench.Pins.First(change => change.Pin == 2);
        var bit = (rise.AtNs - sent.StartNs) / 10_000;
        Assert.IsTrue(rise.Level && bit is >= 20 and <= 26, "bit " + bit);
    }

    private static int Received(byte config, byte sync, byte restart, double waitUs = 300)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x0D, config, 0x27, sync, 0x10, 160);
        for (var i = 0; i < Packets; i++)
        {
            bench.Send(ChipBench.Bytes(10, i + 1));
            bench.Wait(2500);
            bench.Drain();
            if (restart != 0)
            {
                bench.Wait(waitUs);
                bench.Write(0x0D, (byte)(config | restart));
            }

            bench.Wait(1000);
        }

        return bench.Outcomes.Count(outcome => outcome == ReceptionOutcome.ReceivedIntoFifo);
    }
}
