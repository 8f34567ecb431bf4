using System.Linq;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

// Times in microseconds as printed in Semtech rev. 4 sections 2.5.2 and 4.2.5 (table 22), 7.2.
[TestClass]
public class Sx1276TimingTests
{
    private const double Osc = 250;
    private const double Fs = 60;

    /// <summary>Register value, RxBw in kHz (table 40), TS_RE in µs (table 22).</summary>
    private static readonly (byte Register, double SideKhz, double StartUs)[] Filters =
    [
        (0x17, 2.6, 2330), (0x0F, 3.1, 1940), (0x07, 3.9, 1560), (0x16, 5.2, 1180), (0x0E, 6.3, 984),
        (0x06, 7.8, 791), (0x15, 10.4, 601), (0x0D, 12.5, 504), (0x05, 15.6, 407), (0x14, 20.8, 313),
        (0x0C, 25.0, 264), (0x04, 31.3, 215), (0x13, 41.7, 169), (0x0B, 50.0, 144), (0x03, 62.5, 119),
        (0x12, 83.3, 97), (0x0A, 100.0, 84), (0x02, 125.0, 71), (0x11, 166.7, 85), (0x09, 200.0, 74),
        (0x01, 250.0, 63),
    ];

    [TestMethod]
    public void StandbyToRx_EachFilter_TakesTheTablesTime()
    {
        foreach (var (register, sideKhz, startUs) in Filters)
        {
            var bench = new Sx1276Bench();
            bench.Configure(0x12, register);
            Assert.AreEqual(Fs + startUs, UntilReady(bench, 0x05), 0.1, "RxBw " + sideKhz);
        }
    }

    [TestMethod]
    public void StandbyToRx_AfcOn_TakesTheTimeOfAfcBw()
    {
        var bench = new Sx1276Bench();
        bench.Configure(0x12, 0x02, 0x13, 0x12, 0x0D, 0x1E);
        Assert.AreEqual(Fs + 97, UntilReady(bench, 0x05), 0.1);
    }

    [TestMethod]
    public void NoiseFloor_EachFilter_IsThatOfItsBandwidth()
    {
        foreach (var (register, sideKhz, _) in Filters)
        {
            var bench = new Sx1276Bench();
            bench.Listen(0x12, register, 0x0E, 0x00);
            bench.Wait(3000);
            var sum = 0.0;
            for (var i = 0; i < 200; i++)
            {
                bench.Wait(500);
                sum += bench.Read(0x11) / -2.0;
            }

            var expected = -174 + (10 * System.Math.Log10(2000 * sideKhz)) + bench.Medium.NoiseFigureDb;
            Assert.AreEqual(expected, sum / 200, 0.25, "RxBw " + sideKhz);
        }
    }

    [TestMethod]
    public void Modes_FromSleep_NeedTheCrystalFirst()
    {
        var bench = new Sx1276Bench();
        bench.Configure();
        bench.Write(0x01, 0x00);
        Assert.AreEqual(Osc, UntilReady(bench, 0x01), 0.1);
        bench.Write(0x01, 0x00);
        Assert.AreEqual(Osc + Fs, UntilReady(bench, 0x04), 0.1);
        bench.Write(0x01, 0x00);
        Assert.AreEqual(Osc + Fs + 71, UntilReady(bench, 0x05), 0.1);
    }

    [TestMethod]
    public void FsrxToRx_NeedsNoLockAgain()
    {
        var bench = new Sx1276Bench();
        bench.Configure();
        bench.Write(0x01, 0x04);
        bench.Wait(50);
        Assert.AreEqual(0x00, bench.Read(0x3E) & 0x90, "neither ModeReady nor PllLock yet");
        bench.Wait(20);
        Assert.AreEqual(0x90, bench.Read(0x3E) & 0x90);
        Assert.AreEqual(71, UntilReady(bench, 0x05), 0.1);
    }

    [TestMethod]
    [DataRow(0x40, 71.0, DisplayName = "without lock")]
    [DataRow(0x20, 121.0, DisplayName = "with lock: TS_HOP first")]
    public void Restart_InRx_IsDeafForTheStartupTime(int bit, double expectedUs)
    {
        var bench = new Sx1276Bench();
        bench.Listen();
        bench.Write(0x0D, (byte)bit);
        Assert.AreEqual(0, bench.Read(0x3E) & 0xC0, "ModeReady, RxReady");
        Assert.AreEqual(expectedUs, 2 + Until(bench), 0.1);
        Assert.AreEqual(0xC0, bench.Read(0x3E) & 0xC0);
    }

    [TestMethod]
    public void Restart_BeforeModeReady_IsIgnoredAndWarns()
    {
        var bench = new Sx1276Bench();
        bench.Configure();
        bench.Write(0x01, 0x05);
        bench.Wait(100);
        bench.Write(0x0D, 0x40);
        Assert.AreEqual(29, Until(bench), 0.1);
        Assert.AreEqual(1, bench.Warnings.Count(line => line.Contains("RestartRx")));
    }

    [TestMethod]
    public void Frf_WrittenInRx_CountsFromRestartWithLockOn()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x06, 0x6C, 0x07, 0x80, 0x08, 0x00);
        bench.Write(0x06, 0xD9, 0x3C, 0xCD);
        bench.Write(0x0D, 0x40);
        Receive(bench, ReceptionOutcome.MissedNoSync);
        bench.Write(0x0D, 0x20);
        Receive(bench, ReceptionOutcome.ReceivedIntoFifo);
    }

    [TestMethod]
    public void Reset_Pin_NeedsFiveMilliseconds()
    {
        var bench = new Sx1276Bench();
        bench.Listen();
        bench.Chip.Reset(true);
        Assert.IsFalse(bench.Chip.Dio5, "ModeReady");
        bench.Wait(120);
        bench.Chip.Reset(false);
        bench.Wait(4900);
        Assert.AreEqual(0, bench.Read(0x42));
        bench.Wait(100);
        Assert.AreEqual(0x12, bench.Read(0x42));
        Assert.AreEqual(1, bench.Warnings.Count);
        Assert.AreEqual(0x55, bench.Read(0x28));
    }

    [TestMethod]
    public void Reset_PinTooShort_Warns()
    {
        var bench = new Sx1276Bench();
        bench.Chip.Reset(true);
        bench.Wait(50);
        bench.Chip.Reset(false);
        Assert.IsTrue(bench.Warnings.Single().Contains("100"));
    }

    [TestMethod]
    public void ImageCal_InStandby_RunsTenMilliseconds()
    {
        var bench = new Sx1276Bench();
        bench.Write(0x3B, 0x42);
        bench.Wait(9_900);
        Assert.AreEqual(0x20, bench.Read(0x3B) & 0x60);
        bench.Wait(100);
        Assert.AreEqual(0x00, bench.Read(0x3B) & 0x60);
    }

    private static void Receive(Sx1276Bench bench, ReceptionOutcome expected)
    {
        bench.Wait(200);
        bench.Send(ChipBench.Bytes(10));
        bench.Wait(3000);
        Assert.AreEqual(expected, bench.Outcomes[^1]);
    }

    private static double UntilReady(Sx1276Bench bench, byte mode)
    {
        bench.Write(0x01, mode);
        return Until(bench);
    }

    private static double Until(Sx1276Bench bench)
    {
        var startNs = bench.Time.NowNs;
        while (!bench.Chip.IsModeReady && bench.Time.NowNs < startNs + 10_000_000)
        {
            bench.Wait(0.05);
        }

        return (bench.Time.NowNs - startNs) / 1000.0;
    }
}
