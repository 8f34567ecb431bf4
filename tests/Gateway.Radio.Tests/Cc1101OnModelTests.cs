using Gateway.Core;
using Gateway.Link.Wmbus;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101OnModelTests : DriverOnModelTests
{
    protected override RadioChip Kind => RadioChip.Cc1101;

    /// <summary>With carrier sense as a condition noise makes no sync words; without it, every one of them is
    /// given up.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Idle_NoiseSyncs_GivenUpWithoutRestart(bool carrierSense)
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link);
        bench.Medium.NoiseFalseSyncs = true;
        bench.Start();
        if (!carrierSense)
        {
            byte[] io = [0x36, 0x12, 0x02, 0x34]; // SIDLE, MDMCFG2 = 16 of 16 sync bits, SRX
            ((ISpiPort)bench).Transfer(io, new byte[4], 4);
        }

        bench.Run(9_000_000); // before the driver's check finds the register changed
        long found = bench.Chip.FalseSyncCount;
        Assert.AreEqual(carrierSense, found == 0, $"{found} sync words");
        Assert.AreEqual((uint)found, bench.Radio.Counters.Syncs);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts + bench.Radio.Counters.Stalled);
        Assert.AreEqual(0, link.Pool.ReadyCount);
    }

    /// <summary>Down to what carrier sense lets through; below, nothing is half received.</summary>
    [TestMethod]
    [DataRow(-97, 50)]
    [DataRow(-103, 0)]
    public void Receive_WeakSenders_AllOrNoneByCarrierSense(int powerDbm, int expected)
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start();
        for (int i = 0; i < 50; i++)
        {
            AirBits bits = FrameEncoder.FromChips(ChipBench.Frame(60, i));
            var sent = bench.Send(bits, bench.NowUs + 1_000, powerDbm + 60);
            bench.Run((sent.EndNs / 1000) + 4_000);
        }

        Assert.AreEqual((uint)expected, bench.Radio.Counters.Completed, bench.Last());
        Assert.AreEqual(expected, sink.Begins);
    }
}
