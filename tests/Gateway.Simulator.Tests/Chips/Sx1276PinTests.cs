using System.Linq;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

// DIO mapping in packet mode, Semtech rev. 4 table 30, and the FIFO flags of section 4.2.10.
[TestClass]
public class Sx1276PinTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(15)]
    [DataRow(31)]
    [DataRow(62)]
    public void FifoLevel_Fills_RisesWithTheByteAboveTheThreshold(int threshold)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x35, (byte)(0x80 | threshold), 0x32, 64);
        bench.Pins.Clear();
        var sent = bench.Send(ChipBench.Bytes(64));
        bench.Wait(7000);

        var rise = bench.Pins.First(change => change.Pin == 1);
        Assert.IsTrue(rise.Level);
        Assert.AreEqual(sent.BitNs(sent.SyncEndBit + (8 * (threshold + 1))), rise.AtNs);
        bench.ReadFifo(64 - threshold);
        Assert.IsFalse(bench.Chip.Dio1, "threshold bytes left");
        Assert.AreEqual(0, bench.Read(0x3F) & 0x20);
    }

    [TestMethod]
    public void Fifo_Exactly64Bytes_IsFullAndNotOverrun()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x32, 64);
        bench.Send(ChipBench.Bytes(64));
        bench.Wait(7000);

        Assert.AreEqual(0x80 | 0x20 | 0x04, bench.Read(0x3F));
        Assert.AreEqual(0, bench.Chip.OverflowCount);
    }

    [TestMethod]
    public void Fifo_NotDrained_LosesWhatComesUntilItIsRead()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x32, 100);
        var sent = ChipBench.Bytes(100);
        bench.Send(sent);
        bench.Wait(480 + (80 * 80) + 20);
        Assert.AreEqual(0x80 | 0x20 | 0x10, bench.Read(0x3F), "FifoFull, FifoLevel, FifoOverrun");
        CollectionAssert.AreEqual(sent[..64], bench.ReadFifo(64));
        bench.Wait(5000);
        var rest = bench.Drain();
        CollectionAssert.AreEqual(sent[^rest.Length..], rest, "the gap does not show");
        Assert.IsTrue(rest.Length is >= 18 and <= 20, "" + rest.Length);
        Assert.AreEqual(0x10, bench.Read(0x3F) & 0x10, "stays until cleared");
        bench.Write(0x3F, 0x10);
        Assert.AreEqual(0x40, bench.Read(0x3F));
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.LostOverflow }, bench.Outcomes);
        Assert.AreEqual(1, bench.Chip.OverflowCount);
    }

    [TestMethod]
    public void FifoOverrun_WrittenWithoutOverrun_EmptiesTheFifoDuringReception()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x32, 40);
        var sent = ChipBench.Bytes(40);
        bench.Send(sent);
        bench.Wait(480 + (80 * 10) + 20);
        Assert.IsTrue(bench.Chip.Dio2, "SyncAddress");
        bench.Write(0x3F, 0x10);
        Assert.IsFalse(bench.Chip.Dio2);
        bench.Wait(5000);
        CollectionAssert.AreEqual(sent[10..], bench.Drain());
    }

    [TestMethod]
    [DataRow(0x00, 0x00, 0, DisplayName = "DIO0 00 PayloadReady")]
    [DataRow(0x40, 0x00, 0, DisplayName = "DIO0 01 CrcOk")]
    public void Dio0_PacketWithCrc_RisesAtItsEndAndFallsWithTheFifo(int mapping1, int mapping2, int pin)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x30, 0x10, 0x40, (byte)mapping1, 0x41, (byte)mapping2);
        bench.Pins.Clear();
        var payload = ChipBench.Bytes(10);
        var crc = ChipBench.Crc(payload, 0x1021, 0x1D0F) ^ 0xFFFF;
        var sent = bench.Send([.. payload, (byte)(crc >> 8), (byte)crc]);
        bench.Wait(3000);

        Assert.AreEqual((sent.EndNs, pin, true), bench.Pins.First(change => change.Pin == pin));
        bench.ReadFifo(9);
        Assert.IsTrue(bench.Chip.Dio0);
        bench.ReadFifo(1);
        Assert.IsFalse(bench.Chip.Dio0);
    }

    [TestMethod]
    [DataRow(0x10, 1, DisplayName = "DIO1 01")]
    [DataRow(0x00, 3, DisplayName = "DIO3 00")]
    [DataRow(0x02, 3, DisplayName = "DIO3 10")]
    [DataRow(0x03, 3, DisplayName = "DIO3 11")]
    public void FifoEmpty_FirstByte_Falls(int mapping1, int pin)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x40, (byte)mapping1);
        bench.Pins.Clear();
        var sent = bench.Send(ChipBench.Bytes(10));
        bench.Wait(3000);
        Assert.AreEqual(
            (sent.BitNs(sent.SyncEndBit + 8), pin, false), bench.Pins.First(change => change.Pin == pin));
    }

    [TestMethod]
    [DataRow(0x20, 1, DisplayName = "DIO1 10")]
    [DataRow(0x00, 2, DisplayName = "DIO2 00")]
    public void FifoFull_Byte64_Rises(int mapping1, int pin)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x32, 64, 0x40, (byte)mapping1);
        bench.Pins.Clear();
        var sent = bench.Send(ChipBench.Bytes(64));
        bench.Wait(7000);
        Assert.AreEqual((sent.EndNs, pin, true), bench.Pins.First(change => change.Pin == pin));
    }

    [TestMethod]
    public void Dio2_SyncAddress_RisesAfterTheLastSyncBit()
    {
        var bench = new Sx1276Bench();
        bench.Listen();
        bench.Pins.Clear();
        var sent = bench.Send(ChipBench.Bytes(10));
        bench.Wait(3000);

        Assert.AreEqual((sent.BitNs(sent.SyncEndBit), 2, true), bench.Pins.First(change => change.Pin == 2));
        Assert.IsTrue(bench.Chip.Dio2, "until the FIFO is emptied");
        bench.ReadFifo(10);
        Assert.IsFalse(bench.Chip.Dio2);
    }

    [TestMethod]
    [DataRow(0x04, 0x70, 2, 131, DisplayName = "DIO2 01 RxReady")]
    [DataRow(0x00, 0x40, 4, 60, DisplayName = "DIO4 01 PllLock")]
    [DataRow(0x00, 0x10, 5, 60, DisplayName = "DIO5 01 PllLock")]
    [DataRow(0x00, 0x30, 5, 131, DisplayName = "DIO5 11 ModeReady")]
    [DataRow(0x00, 0xF0, 4, 147, DisplayName = "DIO4 11 Rssi: noise is over -127.5 dBm")]
    public void ReadyPins_StandbyToRx_RiseInTime(int mapping1, int mapping2, int pin, double expectedUs)
    {
        var bench = new Sx1276Bench();
        bench.Configure(0x40, (byte)mapping1, 0x41, (byte)mapping2);
        bench.Pins.Clear();
        bench.Write(0x01, 0x05);
        var startNs = bench.Time.NowNs;
        bench.Wait(500);

        var rise = bench.Pins.Last(change => change.Pin == pin);
        Assert.IsTrue(rise.Level);
        Assert.AreEqual(expectedUs, (rise.AtNs - startNs) / 1000.0, 0.1);
    }

    [TestMethod]
    public void Dio4_Rssi_RisesWithASignalOverTheThreshold()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x10, 160, 0x41, 0xF0);
        bench.Pins.Clear();
        bench.Send(ChipBench.Bytes(10), powerDbm: -25);
        bench.Wait(3000);
        Assert.IsFalse(bench.Chip.Dio4, "-85 dBm under -80 dBm");
        var sent = bench.Send(ChipBench.Bytes(10), powerDbm: -15);
        bench.Wait(3000);

        Assert.AreEqual((sent.StartNs + 16_000, 4, true), bench.Pins.First(change => change.Pin == 4));
        Assert.AreEqual(0x08, bench.Read(0x3E) & 0x08, "stays when the signal is gone");
        bench.Write(0x3E, 0x08);
        Assert.IsFalse(bench.Chip.Dio4);
    }

    [TestMethod]
    public void Dio4_PreambleDetectAsTrigger_RisesInThePreamble()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x0D, 0x0E, 0x41, 0xF1);
        bench.Pins.Clear();
        Transmission sent = bench.Send(ChipBench.Bytes(10));
        bench.Wait(3000);
        var rise = bench.Pins.First(change => change.Pin == 4);
        var bit = (rise.AtNs - sent.StartNs) / 10_000;
        Assert.IsTrue(rise.Level && bit is >= 14 and <= 17, "2 bytes less 2 wrong bits: bit " + bit);
    }

    [TestMethod]
    public void Dio3_TxReady_IsLowInRx()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x40, 0x01);
        Assert.IsFalse(bench.Chip.Dio3);
    }
}
