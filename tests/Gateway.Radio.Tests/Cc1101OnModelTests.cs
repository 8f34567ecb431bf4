using Gateway.Core;
using Gateway.Link.Wmbus;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101OnModelTests : DriverOnModelTests
{
    protected override RadioChip Kind => RadioChip.Cc1101;

    /// <summary>0.1 ms of silence between two frames, and a loop that comes to each end when the next frame is under
    /// way: the chip has not waited for it.</summary>
    [TestMethod]
    [DataRow(AirMode.T1, 700)]
    [DataRow(AirMode.T1, 800)]
    [DataRow(AirMode.C1A, 700)]
    [DataRow(AirMode.C1B, 700)]
    public void Receive_BackToBackBeforeALateLoop_AllArrive(AirMode mode, int latencyUs)
    {
        WmbusReceiver link = new(32);
        ModelBench bench = NewBench(link);
        bench.Start();
        bench.LatencyUs = latencyUs;
        long atUs = bench.NowUs + 5_000;
        for (int i = 0; i < 30; i++)
        {
            byte[] telegram = ChipBench.Frame(40 + (i * 5), i);
            telegram[0] = (byte)(telegram.Length - 1);
            telegram[1] = 0x44;
            var sent = bench.Send(FrameEncoder.Encode(telegram, mode), atUs);
            atUs = (sent.EndNs / 1000) + 100;
        }

        bench.Run(atUs + 10_000);
        Assert.AreEqual(30u, bench.Radio.Counters.Completed, bench.Last());
        Assert.AreEqual(30, link.Pool.ReadyCount);
        Assert.AreEqual(0, bench.Warnings.Count, bench.Last());
    }

    /// <summary>The driver asks for no carrier sense: noise makes sync words, and every one of them is given up. With
    /// it there are none (firmware/docs/adr/0008).</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Idle_NoiseSyncs_GivenUpWithoutRestart(bool carrierSense)
    {
        WmbusReceiver link = new(4);
        ModelBench bench = NewBench(link);
        bench.Medium.NoiseFalseSyncs = true;
        bench.Start();
        if (carrierSense)
        {
            byte[] io = [0x36, 0x12, 0x06, 0x34]; // SIDLE, MDMCFG2 = 16 of 16 sync bits and carrier sense, SRX
            ((ISpiPort)bench).Transfer(io, new byte[4], 4);
        }

        bench.Run(9_000_000); // before the driver's check finds the register changed
        long found = bench.Chip.FalseSyncCount;
        Assert.AreEqual(carrierSense, found == 0, $"{found} sync words");
        Assert.IsTrue(found < 40, $"{found} sync words, 14 by arithmetic: 16 bits of noise are right once in 0.66 s");
        Assert.AreEqual((uint)found, bench.Radio.Counters.Syncs);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts + bench.Radio.Counters.Stalled);
        Assert.AreEqual(0, link.Pool.ReadyCount);
    }

    /// <summary>−100 dBm is below the carrier sense threshold that AGCCTRL1 and 2 would set.</summary>
    [TestMethod]
    [DataRow(-97, 50, 50)]
    [DataRow(-100, 40, 50)]
    [DataRow(-108, 0, 0)]
    public void Receive_WeakSenders_DownToTheNoise(int powerDbm, int atLeast, int atMost)
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = NewBench(sink).Start();
        int heard = 0;
        for (int i = 0; i < 50; i++)
        {
            AirBits bits = FrameEncoder.FromChips(ChipBench.Frame(60, i));
            var sent = bench.Send(bits, bench.NowUs + 1_000, powerDbm + 60);
            bench.Run((sent.EndNs / 1000) + 4_000);
            heard += sink.Count >= 60 && sink.Bytes[..60].SequenceEqual(ChipBench.Frame(60, i)) ? 1 : 0;
        }

        Assert.IsTrue(heard >= atLeast && heard <= atMost, $"{heard} of 50, {bench.Last()}");
    }
}
