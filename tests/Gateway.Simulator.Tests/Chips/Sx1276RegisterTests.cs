using System.Linq;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

// Reset values from the bit fields of Semtech SX1276/77/78/79 rev. 4 table 42, and from the register summary
// where its reset column differs from the default in table 42; the model has them as whole bytes.
[TestClass]
public class Sx1276RegisterTests
{
    [TestMethod]
    [DataRow(0x01, (1 << 3) | 1, DisplayName = "RegOpMode: LowFrequencyModeOn, Stdby")]
    [DataRow(0x02, 6667 >> 8, DisplayName = "RegBitrateMsb: 4.8 kb/s")]
    [DataRow(0x03, 6667 & 255, DisplayName = "RegBitrateLsb")]
    [DataRow(0x04, 0, DisplayName = "RegFdevMsb: 5 kHz")]
    [DataRow(0x05, 82, DisplayName = "RegFdevLsb")]
    [DataRow(0x06, 108, DisplayName = "RegFrfMsb: 434 MHz")]
    [DataRow(0x07, 128, DisplayName = "RegFrfMid")]
    [DataRow(0x08, 0, DisplayName = "RegFrfLsb")]
    [DataRow(0x09, (4 << 4) | 15, DisplayName = "RegPaConfig: MaxPower 4, OutputPower 15")]
    [DataRow(0x0A, 9, DisplayName = "RegPaRamp: 40 us")]
    [DataRow(0x0B, (1 << 5) | 11, DisplayName = "RegOcp: on, 100 mA")]
    [DataRow(0x0C, 1 << 5, DisplayName = "RegLna: G1")]
    [DataRow(0x0D, 1 << 3, DisplayName = "RegRxConfig: AgcAutoOn, no trigger")]
    [DataRow(0x0E, 2, DisplayName = "RegRssiConfig: 8 samples")]
    [DataRow(0x0F, 10, DisplayName = "RegRssiCollision: 10 dB")]
    [DataRow(0x10, 255, DisplayName = "RegRssiThresh: -127.5 dBm")]
    [DataRow(0x12, (2 << 3) | 5, DisplayName = "RegRxBw: 24, 5")]
    [DataRow(0x13, (1 << 3) | 3, DisplayName = "RegAfcBw: 20, 3")]
    [DataRow(0x14, (1 << 5) | (1 << 3), DisplayName = "RegOokPeak: BitSyncOn, peak")]
    [DataRow(0x15, 12, DisplayName = "RegOokFix")]
    [DataRow(0x16, (1 << 4) | 2, DisplayName = "RegOokAvg")]
    [DataRow(0x17, 0x47, DisplayName = "RegRes17")]
    [DataRow(0x18, 0x32, DisplayName = "RegRes18")]
    [DataRow(0x19, 0x3E, DisplayName = "RegRes19")]
    [DataRow(0x1A, 0, DisplayName = "RegAfcFei")]
    [DataRow(0x1B, 0, DisplayName = "RegAfcMsb")]
    [DataRow(0x1C, 0, DisplayName = "RegAfcLsb")]
    [DataRow(0x1F, 2 << 5, DisplayName = "RegPreambleDetect: off, 3 bytes (summary)")]
    [DataRow(0x20, 0, DisplayName = "RegRxTimeout1")]
    [DataRow(0x21, 0, DisplayName = "RegRxTimeout2")]
    [DataRow(0x22, 0, DisplayName = "RegRxTimeout3")]
    [DataRow(0x23, 0, DisplayName = "RegRxDelay")]
    [DataRow(0x24, 5, DisplayName = "RegOsc: ClkOut 1 MHz (summary)")]
    [DataRow(0x25, 0, DisplayName = "RegPreambleMsb")]
    [DataRow(0x26, 3, DisplayName = "RegPreambleLsb")]
    [DataRow(0x27, (2 << 6) | (1 << 4) | 3, DisplayName = "RegSyncConfig: restart, SyncOn, 4 bytes")]
    [DataRow(0x28, 85, DisplayName = "RegSyncValue1 (summary)")]
    [DataRow(0x2F, 85, DisplayName = "RegSyncValue8 (summary)")]
    [DataRow(0x30, (1 << 7) | (1 << 4), DisplayName = "RegPacketConfig1: variable, CrcOn")]
    [DataRow(0x31, 1 << 6, DisplayName = "RegPacketConfig2: packet mode")]
    [DataRow(0x32, 64, DisplayName = "RegPayloadLength")]
    [DataRow(0x33, 0, DisplayName = "RegNodeAdrs")]
    [DataRow(0x34, 0, DisplayName = "RegBroadcastAdrs")]
    [DataRow(0x35, 15, DisplayName = "RegFifoThresh: level (summary)")]
    [DataRow(0x36, 0, DisplayName = "RegSeqConfig1")]
    [DataRow(0x37, 0, DisplayName = "RegSeqConfig2")]
    [DataRow(0x38, 0, DisplayName = "RegTimerResol")]
    [DataRow(0x39, 245, DisplayName = "RegTimer1Coef")]
    [DataRow(0x3A, 32, DisplayName = "RegTimer2Coef")]
    [DataRow(0x3B, (1 << 7) | (1 << 1), DisplayName = "RegImageCal: AutoImageCalOn (summary), 10 degrees")]
    [DataRow(0x3D, 2, DisplayName = "RegLowBat: 1.835 V")]
    [DataRow(0x3E, 1 << 7, DisplayName = "RegIrqFlags1: ModeReady")]
    [DataRow(0x3F, 1 << 6, DisplayName = "RegIrqFlags2: FifoEmpty")]
    [DataRow(0x40, 0, DisplayName = "RegDioMapping1")]
    [DataRow(0x41, 0, DisplayName = "RegDioMapping2")]
    [DataRow(0x42, 18, DisplayName = "RegVersion")]
    [DataRow(0x44, 0x2D, DisplayName = "RegPllHop")]
    [DataRow(0x4B, 9, DisplayName = "RegTcxo")]
    [DataRow(0x4D, (16 << 3) | 4, DisplayName = "RegPaDac")]
    [DataRow(0x5D, 0, DisplayName = "RegBitrateFrac")]
    [DataRow(0x61, 19, DisplayName = "RegAgcRef")]
    [DataRow(0x62, 14, DisplayName = "RegAgcThresh1")]
    [DataRow(0x63, (5 << 4) | 11, DisplayName = "RegAgcThresh2")]
    [DataRow(0x64, (13 << 4) | 11, DisplayName = "RegAgcThresh3")]
    [DataRow(0x70, 3 << 6 | 16, DisplayName = "RegPll: 300 kHz")]
    public void Register_AfterReset_HasDatasheetValue(int address, int value)
    {
        var bench = new Sx1276Bench();
        Assert.AreEqual(value, bench.Read(address), "power-on");
        if (address is not (0x01 or 0x36 or 0x3B))
        {
            bench.Write(address, (byte)~value);
        }

        bench.Chip.Reset(true);
        bench.Wait(100);
        bench.Chip.Reset(false);
        bench.Wait(5000);
        Assert.AreEqual(value, bench.Read(address), "NRESET");
    }

    [TestMethod]
    [DataRow(0x02, 0xFF)]
    [DataRow(0x0B, 0x3F)]
    [DataRow(0x12, 0x7F)]
    [DataRow(0x0D, 0x9F, DisplayName = "restart bits read 0")]
    [DataRow(0x1A, 0x09)]
    [DataRow(0x24, 0x07)]
    [DataRow(0x31, 0x7F)]
    [DataRow(0x35, 0xBF)]
    [DataRow(0x5D, 0x0F)]
    public void Register_WriteOnes_UnusedAndTriggerBitsReadZero(int address, int expected)
    {
        var bench = new Sx1276Bench();
        bench.Write(address, 0xFF);
        Assert.AreEqual(expected, bench.Read(address));
        bench.Write(address, 0x00);
        Assert.AreEqual(0, bench.Read(address));
    }

    [TestMethod]
    public void Register_ReadOnly_IsNotWrittenAndWarns()
    {
        var bench = new Sx1276Bench();
        bench.Write(0x42, 0x55);
        Assert.AreEqual(0x12, bench.Read(0x42));
        Assert.AreEqual(1, bench.Warnings.Count);
    }

    [TestMethod]
    public void Burst_WriteAndRead_AddressGoesUpAndOldContentComesOut()
    {
        var bench = new Sx1276Bench();
        var old = bench.Spi(0x80 | 0x06, 0xD9, 0x3C, 0xCD);
        CollectionAssert.AreEqual(new byte[] { 0x6C, 0x80, 0x00 }, old[1..]);
        CollectionAssert.AreEqual(new byte[] { 0xD9, 0x3C, 0xCD, 0x4F }, bench.Spi(0x06, 0, 0, 0, 0)[1..]);
    }

    [TestMethod]
    public void Fifo_Burst_AddressStays()
    {
        var bench = new Sx1276Bench();
        bench.Write(0x00, 1, 2, 3);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, bench.ReadFifo(3));
        Assert.AreEqual(0x40, bench.Read(0x3F));
    }

    [TestMethod]
    public void LongRange_OutsideSleep_IsIgnored()
    {
        var bench = new Sx1276Bench();
        bench.Write(0x01, 0x81);
        Assert.AreEqual(0x01, bench.Read(0x01));
        bench.Write(0x01, 0x00);
        bench.Write(0x01, 0x80);
        Assert.AreEqual(0x80, bench.Read(0x01));
        Assert.IsTrue(bench.Warnings.Any(line => line.Contains("LoRa is not modelled")));
    }

    [TestMethod]
    public void Spi_WithoutSelect_ReadsOnesAndWarns()
    {
        var bench = new Sx1276Bench();
        Assert.AreEqual(0xFF, bench.Chip.Exchange(0x42));
        Assert.AreEqual(1, bench.Warnings.Count);
    }

    [TestMethod]
    public void Fail_EachKind_ShowsOnTheBus()
    {
        var bench = new Sx1276Bench();
        bench.Listen();
        bench.Chip.Fail(ChipFault.StuckHigh);
        Assert.AreEqual(0xFF, bench.Read(0x42));
        bench.Chip.Fail(ChipFault.Dead);
        Assert.AreEqual(0x00, bench.Read(0x42));
        Assert.IsFalse(bench.Chip.Dio3, "FifoEmpty of a dead chip");
        bench.Chip.Fail(ChipFault.None);
        bench.Wait(10_000);
        Assert.AreEqual(0x12, bench.Read(0x42));
        bench.Listen();
        bench.Chip.Fail(ChipFault.BrownOutReset);
        Assert.AreEqual(Sx1276Mode.Standby, bench.Chip.Mode);
        Assert.AreEqual(0x55, bench.Read(0x28));
    }

    [TestMethod]
    public void Unmodelled_Settings_EachWarnOnce()
    {
        var bench = new Sx1276Bench();
        bench.Listen(
            0x01, 0x21, 0x0D, 0x88, 0x12, 0x04, 0x13, 0x1F, 0x20, 1, 0x27, 0x00, 0x28, 0x00, 0x30, 0x62,
            0x31, 0x20, 0x44, 0xAD, 0x36, 0x80, 0x40, 0xC8, 0x41, 0x20);
        bench.Write(0x01, 0x21);
        bench.Write(0x01, 0x25);
        bench.Wait(1000);

        string[] words =
        [
            "OOK", "continuous", "SyncOn", "0x00", "RegRxBw", "2 x RxBw", "never run", "OnCollision",
            "Manchester", "address", "io-home", "FastHop", "timeouts are not modelled: Timeout", "sequencer",
            "LowBat", "ClkOut",
        ];
        foreach (var word in words)
        {
            var count = bench.Warnings.Count(line => line.Contains(word));
            Assert.AreEqual(1, count, word + "\n" + string.Join('\n', bench.Warnings));
        }
    }
}
