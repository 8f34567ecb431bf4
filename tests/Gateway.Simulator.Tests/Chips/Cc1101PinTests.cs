using System.Linq;

namespace Gateway.Simulator.Tests.Chips;

// Pin functions of SWRS061I table 41 and FIFO thresholds of table 36.
[TestClass]
public class Cc1101PinTests
{
    [TestMethod]
    [DataRow(0, 4)]
    [DataRow(1, 8)]
    [DataRow(7, 32)]
    [DataRow(14, 60)]
    [DataRow(15, 64)]
    public void Gdo00_FifoFills_RisesWithTheThresholdByte(int fifoThr, int threshold)
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x03, (byte)fifoThr, 0x06, 64);
        bench.Pins.Clear();
        var sent = bench.Send(Cc1101Bench.Bytes(64));
        bench.Wait(7000);

        var rise = bench.Pins.First(change => change.Pin == 0);
        Assert.IsTrue(rise.Level);
        Assert.AreEqual(sent.BitNs(sent.SyncEndBit + (8 * threshold)), rise.AtNs);
    }

    [TestMethod]
    public void Gdo00_FifoDrainedBelowThreshold_Falls()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x03, 0x00);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);
        bench.ReadFifo(6);
        Assert.IsTrue(bench.Chip.Gdo0);
        bench.ReadFifo(1);
        Assert.IsFalse(bench.Chip.Gdo0);
    }

    [TestMethod]
    public void Gdo00_DrainedDuringReception_RisesAgain()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x03, 0x01, 0x06, 40);
        bench.Pins.Clear();
        bench.Send(Cc1101Bench.Bytes(40));
        bench.Wait(480 + (8 * 80) + 10);
        bench.ReadFifo(7);
        bench.Wait(7 * 80);

        CollectionAssert.AreEqual(
            new[] { true, false, true }, bench.Pins.Where(c => c.Pin == 0).Select(c => c.Level).ToArray());
    }

    [TestMethod]
    public void Gdo01_EndOfShortPacket_RisesAndStaysUntilEmpty()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x02, 0x01);
        var sent = bench.Send(Cc1101Bench.Bytes(10));
        bench.Time.AdvanceTo(sent.EndNs - 1);
        Assert.IsFalse(bench.Chip.Gdo0);
        bench.Wait(10);
        Assert.IsTrue(bench.Chip.Gdo0);
        bench.ReadFifo(9);
        Assert.IsTrue(bench.Chip.Gdo0);
        bench.ReadFifo(1);
        Assert.IsFalse(bench.Chip.Gdo0);
    }

    [TestMethod]
    public void Gdo02And03_TxFifo_FollowItsFill()
    {
        var bench = new Cc1101Bench();
        bench.Configure(0x00, 0x03, 0x02, 0x02);
        bench.Spi([0x7F, .. new byte[32]]);
        Assert.IsFalse(bench.Chip.Gdo0);
        bench.Spi(0x7F, 0);
        Assert.IsTrue(bench.Chip.Gdo0, "33 bytes for FIFO_THR = 7");
        Assert.IsFalse(bench.Chip.Gdo2);
        bench.Spi([0x7F, .. new byte[31]]);
        Assert.IsTrue(bench.Chip.Gdo2, "full");
    }

    [TestMethod]
    public void Gdo04_Overflow_RisesUntilFlush()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x02, 0x04, 0x06, 0xFF);
        var sent = bench.Send(Cc1101Bench.Bytes(70));
        bench.Time.AdvanceTo(sent.BitNs(sent.SyncEndBit + (8 * 65)) - 1);
        Assert.IsFalse(bench.Chip.Gdo0);
        bench.Time.AdvanceTo(bench.Time.NowNs + 1);
        Assert.IsTrue(bench.Chip.Gdo0);
        Assert.IsFalse(bench.Chip.Gdo2, "0x06 falls on overflow");
        bench.Strobe(0x3A);
        Assert.IsFalse(bench.Chip.Gdo0);
    }

    [TestMethod]
    [DataRow(0, true)]
    [DataRow(1, false)]
    public void Gdo07_CrcOk_RisesAndFallsWithTheFirstByteRead(int wrongBits, bool expected)
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x02, 0x07, 0x08, 0x04);
        var sent = Cc1101Bench.Bytes(10);
        var crc = Cc1101Bench.Crc(sent) ^ wrongBits;
        bench.Send([.. sent, (byte)(crc >> 8), (byte)crc]);
        bench.Wait(3000);

        Assert.AreEqual(expected, bench.Chip.Gdo0);
        bench.ReadFifo(1);
        Assert.IsFalse(bench.Chip.Gdo0);
    }

    [TestMethod]
    public void Gdo0E_CarrierSense_FollowsTheSignal()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x02, 0x0E, 0x06, 64);
        bench.Pins.Clear();
        var sent = bench.Send(Cc1101Bench.Bytes(64));
        bench.Wait(500);
        Assert.IsTrue(bench.Chip.Gdo0);
        bench.Time.AdvanceTo(sent.EndNs + 1000);
        Assert.IsFalse(bench.Chip.Gdo0);
        Assert.AreEqual(2, bench.Pins.Count(change => change.Pin == 0));
    }

    [TestMethod]
    public void Gdo29_ChipRdyn_HighWhileCrystalStarts()
    {
        var bench = new Cc1101Bench();
        bench.Strobe(0x32);
        Assert.IsTrue(bench.Chip.Gdo2);
        bench.Strobe(0x3D);
        bench.Wait(149.5);
        Assert.IsFalse(bench.Chip.Gdo2);
    }

    [TestMethod]
    public void Gdo2F_WithInvert_IsHigh()
    {
        var bench = new Cc1101Bench();
        bench.Write(0x02, 0x2F);
        Assert.IsFalse(bench.Chip.Gdo0);
        bench.Write(0x02, 0x6F);
        Assert.IsTrue(bench.Chip.Gdo0);
        bench.Write(0x02, 0x6E);
        Assert.IsFalse(bench.Chip.Gdo0, "high impedance has no level");
    }

    [TestMethod]
    public void PktStatus_DuringPacket_ShowsSyncAndPins()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(700);
        Assert.AreEqual(0x40 | 0x08 | 0x04, bench.Status(0x38), "CS, SFD, GDO2");
        bench.Wait(2000);
        Assert.AreEqual(0x80, bench.Status(0x38) & 0xCE);
    }
}
