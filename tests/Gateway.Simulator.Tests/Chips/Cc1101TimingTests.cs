using System.Linq;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

// Times in microseconds as printed in SWRS061I tables 34 and 35; the model has crystal periods.
[TestClass]
public class Cc1101TimingTests
{
    [TestMethod]
    [DataRow(0xA9, 0x0B, 799.0, DisplayName = "reset values")]
    [DataRow(0xEA, 0x09, 787.0, DisplayName = "TEST0 = 9")]
    [DataRow(0x8A, 0x09, 220.0, DisplayName = "charge pump calibration off")]
    [DataRow(0x8A, 0x0B, 232.0, DisplayName = "charge pump calibration off, TEST0 = 0x0B")]
    public void IdleToRx_WithCalibration_TakesTheTablesTime(int fscal3, int test0, double expectedUs)
    {
        var bench = new Cc1101Bench();
        bench.Configure(0x23, (byte)fscal3, 0x2E, (byte)test0);
        Assert.AreEqual(expectedUs, Until(bench, 0x34, MarcState.Receive), 1.0);
    }

    [TestMethod]
    public void IdleToRx_WithoutCalibration_Takes75Us()
    {
        var bench = new Cc1101Bench();
        bench.Configure(0x18, 0x08);
        Assert.AreEqual(75.1, Until(bench, 0x34, MarcState.Receive), 0.2);
    }

    [TestMethod]
    public void IdleToFstxon_ThenRx_IsASwitch()
    {
        var bench = new Cc1101Bench();
        bench.Configure();
        Assert.AreEqual(787, Until(bench, 0x31, MarcState.FastTransmitReady), 1.0);
        Assert.AreEqual(30.1, Until(bench, 0x34, MarcState.Receive), 0.2);
    }

    [TestMethod]
    public void ManualCalibration_Takes735Us()
    {
        var bench = new Cc1101Bench();
        Assert.AreEqual(735, Until(bench, 0x33, MarcState.Idle), 1.0);
    }

    [TestMethod]
    public void RxToIdle_AutocalAfter_CalibratesOnTheWayBack()
    {
        var bench = new Cc1101Bench();
        bench.Configure(0x18, 0x28);
        bench.Strobe(0x33);
        bench.Wait(800);
        bench.Strobe(0x34);
        bench.Wait(100);
        var sent = bench.Send(Cc1101Bench.Bytes(10));
        bench.Time.AdvanceTo(sent.EndNs);

        Assert.AreEqual(MarcState.EndCalibration, bench.Chip.State);
        bench.Wait(711);
        Assert.AreEqual(MarcState.EndCalibration, bench.Chip.State);
        bench.Wait(2);
        Assert.AreEqual(MarcState.Idle, bench.Chip.State);
    }

    [TestMethod]
    public void Rx_NeverCalibrated_IsDeafAndWarns()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x18, 0x08);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);

        CollectionAssert.AreEqual(new[] { ReceptionOutcome.MissedNoSync }, bench.Outcomes);
        Assert.AreEqual(1, bench.Warnings.Count(line => line.Contains("calibrated")));
    }

    [TestMethod]
    public void Sidle_DuringCalibration_LeavesItUncalibrated()
    {
        var bench = new Cc1101Bench();
        bench.Configure();
        bench.Strobe(0x34);
        bench.Wait(300);
        bench.Strobe(0x36);
        Assert.AreEqual(MarcState.Idle, bench.Chip.State);
        bench.Wait(1000);
        Assert.AreEqual(MarcState.Idle, bench.Chip.State);
        bench.Write(0x18, 0x08);
        bench.Strobe(0x34);
        bench.Wait(100);

        Assert.AreEqual(1, bench.Warnings.Count(line => line.Contains("calibrated")));
    }

    private static double Until(Cc1101Bench bench, int strobe, MarcState state)
    {
        bench.Strobe(strobe);
        var startNs = bench.Time.NowNs;
        while (bench.Chip.State != state && bench.Time.NowNs < startNs + 2_000_000)
        {
            bench.Wait(0.05);
        }

        return (bench.Time.NowNs - startNs) / 1000.0;
    }
}
