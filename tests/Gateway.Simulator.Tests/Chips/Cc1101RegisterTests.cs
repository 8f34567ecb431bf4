using System.Linq;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

// Reset values from the bit fields of SWRS061I section 29.1, field by field; the model has them as whole
// bytes.
[TestClass]
public class Cc1101RegisterTests
{
    [TestMethod]
    [DataRow(0x00, 0x29, DisplayName = "IOCFG2: CHIP_RDYn")]
    [DataRow(0x01, 0x2E, DisplayName = "IOCFG1: high impedance")]
    [DataRow(0x02, 0x3F, DisplayName = "IOCFG0: CLK_XOSC/192")]
    [DataRow(0x03, 7, DisplayName = "FIFOTHR: 32 bytes")]
    [DataRow(0x04, 211, DisplayName = "SYNC1")]
    [DataRow(0x05, 145, DisplayName = "SYNC0")]
    [DataRow(0x06, 255, DisplayName = "PKTLEN")]
    [DataRow(0x07, 1 << 2, DisplayName = "PKTCTRL1: APPEND_STATUS")]
    [DataRow(0x08, (1 << 6) | (1 << 2) | 1, DisplayName = "PKTCTRL0: WHITE_DATA, CRC_EN, variable")]
    [DataRow(0x09, 0, DisplayName = "ADDR")]
    [DataRow(0x0A, 0, DisplayName = "CHANNR")]
    [DataRow(0x0B, 15, DisplayName = "FSCTRL1: FREQ_IF 15")]
    [DataRow(0x0C, 0, DisplayName = "FSCTRL0")]
    [DataRow(0x0D, 30, DisplayName = "FREQ2")]
    [DataRow(0x0E, 196, DisplayName = "FREQ1")]
    [DataRow(0x0F, 236, DisplayName = "FREQ0")]
    [DataRow(0x10, (2 << 6) | 12, DisplayName = "MDMCFG4: CHANBW_E 2, M 0, DRATE_E 12")]
    [DataRow(0x11, 34, DisplayName = "MDMCFG3: DRATE_M 34")]
    [DataRow(0x12, 2, DisplayName = "MDMCFG2: 16/16")]
    [DataRow(0x13, (2 << 4) | 2, DisplayName = "MDMCFG1: 4 bytes of preamble, CHANSPC_E 2")]
    [DataRow(0x14, 248, DisplayName = "MDMCFG0: CHANSPC_M 248")]
    [DataRow(0x15, (4 << 4) | 7, DisplayName = "DEVIATN: E 4, M 7")]
    [DataRow(0x16, 7, DisplayName = "MCSM2: RX_TIME 7")]
    [DataRow(0x17, 3 << 4, DisplayName = "MCSM1: CCA_MODE 3")]
    [DataRow(0x18, 1 << 2, DisplayName = "MCSM0: PO_TIMEOUT 1")]
    [DataRow(0x19, (1 << 5) | (2 << 3) | (1 << 2) | 2, DisplayName = "FOCCFG")]
    [DataRow(0x1A, (1 << 6) | (2 << 4) | (1 << 3) | (1 << 2), DisplayName = "BSCFG")]
    [DataRow(0x1B, 3, DisplayName = "AGCCTRL2: MAGN_TARGET 33 dB")]
    [DataRow(0x1C, 1 << 6, DisplayName = "AGCCTRL1: AGC_LNA_PRIORITY")]
    [DataRow(0x1D, (2 << 6) | (1 << 4) | 1, DisplayName = "AGCCTRL0")]
    [DataRow(0x1E, 135, DisplayName = "WOREVT1")]
    [DataRow(0x1F, 107, DisplayName = "WOREVT0")]
    [DataRow(0x20, (1 << 7) | (7 << 4) | (1 << 3), DisplayName = "WORCTRL")]
    [DataRow(0x21, (1 << 6) | (1 << 4) | (1 << 2) | 2, DisplayName = "FREND1")]
    [DataRow(0x22, 1 << 4, DisplayName = "FREND0")]
    [DataRow(0x23, (2 << 6) | (2 << 4) | 9, DisplayName = "FSCAL3")]
    [DataRow(0x24, 10, DisplayName = "FSCAL2")]
    [DataRow(0x25, 32, DisplayName = "FSCAL1")]
    [DataRow(0x26, 13, DisplayName = "FSCAL0")]
    [DataRow(0x27, 65, DisplayName = "RCCTRL1")]
    [DataRow(0x28, 0, DisplayName = "RCCTRL0")]
    [DataRow(0x29, 0x59, DisplayName = "FSTEST")]
    [DataRow(0x2A, 127, DisplayName = "PTEST")]
    [DataRow(0x2B, 63, DisplayName = "AGCTEST")]
    [DataRow(0x2C, 0x88, DisplayName = "TEST2")]
    [DataRow(0x2D, 0x31, DisplayName = "TEST1")]
    [DataRow(0x2E, (2 << 2) | (1 << 1) | 1, DisplayName = "TEST0")]
    public void Register_AfterReset_HasDatasheetValue(int address, int value)
    {
        var bench = new Cc1101Bench();
        Assert.AreEqual(value, bench.Read(address), "power-on");
        bench.Write(address, (byte)~value);
        bench.Strobe(0x30);
        bench.Wait(200);
        Assert.AreEqual(value, bench.Read(address), "SRES");
    }

    [TestMethod]
    [DataRow(0x00, 0x7F)]
    [DataRow(0x07, 0xEF)]
    [DataRow(0x08, 0x77)]
    [DataRow(0x0D, 0x3F)]
    [DataRow(0x13, 0xF3)]
    [DataRow(0x15, 0x77)]
    [DataRow(0x18, 0x3F)]
    [DataRow(0x22, 0x37)]
    [DataRow(0x05, 0xFF)]
    public void Register_WriteOnes_UnusedBitsReadZero(int address, int expected)
    {
        var bench = new Cc1101Bench();
        bench.Write(address, 0xFF);
        Assert.AreEqual(expected, bench.Read(address));
        bench.Write(address, 0x00);
        Assert.AreEqual(0, bench.Read(address));
    }

    [TestMethod]
    public void Burst_WriteAndRead_AddressGoesUp()
    {
        var bench = new Cc1101Bench();
        bench.Spi(0x44, 0x54, 0x3D, 0x11);

        CollectionAssert.AreEqual(new byte[] { 0x54, 0x3D, 0x11 }, bench.Spi(0xC4, 0, 0, 0)[1..]);
        Assert.AreEqual(0x04, bench.Read(0x07), "the next register is untouched");
    }

    [TestMethod]
    public void Single_TwoAccessesInOneSelect_SecondByteIsAHeader()
    {
        var bench = new Cc1101Bench();
        bench.Spi(0x04, 0x54, 0x05, 0x3D);

        Assert.AreEqual(0x54, bench.Read(0x04));
        Assert.AreEqual(0x3D, bench.Read(0x05));
    }

    [TestMethod]
    public void Burst_BeyondLastRegister_Warns()
    {
        var bench = new Cc1101Bench();
        bench.Spi(0x6E, 0x09, 0x55);

        Assert.AreEqual(0x09, bench.Read(0x2E));
        Assert.AreEqual(1, bench.Warnings.Count);
    }

    [TestMethod]
    public void Patable_WriteNine_WrapsAndSelectResetsIndex()
    {
        var bench = new Cc1101Bench();
        Assert.AreEqual(0xC6, bench.Read(0x3E));
        bench.Spi(0x7E, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        CollectionAssert.AreEqual(
            new byte[] { 9, 2, 3, 4, 5, 6, 7, 8 }, bench.Spi(0xFE, 0, 0, 0, 0, 0, 0, 0, 0)[1..]);
    }

    [TestMethod]
    public void StatusRegisters_AfterReset_IdentifyTheChip()
    {
        var bench = new Cc1101Bench();
        Assert.AreEqual(0x00, bench.Status(0x30), "PARTNUM");
        Assert.AreEqual(0x14, bench.Status(0x31), "VERSION");
        Assert.AreEqual(0x80, bench.Status(0x34), "RSSI");
        Assert.AreEqual(0x01, bench.Status(0x35), "MARCSTATE");
        Assert.AreEqual(0x00, bench.Status(0x3A), "TXBYTES");
        Assert.AreEqual(0x00, bench.Status(0x3B), "RXBYTES");
    }

    [TestMethod]
    public void StatusByte_TxFifoFills_FreeBytesAreCappedAt15()
    {
        var bench = new Cc1101Bench();
        Assert.AreEqual(0x0F, bench.Strobe(0x3D));
        bench.Spi([0x7F, .. new byte[54]]);

        Assert.AreEqual(10, bench.Strobe(0x3D), "write: free bytes of the TX FIFO");
        Assert.AreEqual(0, bench.Spi(0xBD)[0], "read: bytes in the RX FIFO");
        Assert.AreEqual(54, bench.Status(0x3A));
        bench.Strobe(0x3B);
        Assert.AreEqual(0, bench.Status(0x3A));
    }

    [TestMethod]
    public void StatusByte_States_AreReported()
    {
        var bench = new Cc1101Bench();
        bench.Configure();
        bench.Strobe(0x34);
        Assert.AreEqual(4, bench.Strobe(0x3D) >> 4, "CALIBRATE");
        bench.Wait(720);
        Assert.AreEqual(5, bench.Strobe(0x3D) >> 4, "SETTLING");
        bench.Wait(80);
        Assert.AreEqual(1, bench.Strobe(0x3D) >> 4, "RX");
        bench.Strobe(0x36);
        Assert.AreEqual(0, bench.Strobe(0x3D) >> 4, "IDLE");
        bench.Strobe(0x31);
        bench.Wait(800);
        Assert.AreEqual(3, bench.Strobe(0x3D) >> 4, "FSTXON");
        bench.Strobe(0x35);
        bench.Wait(40);
        Assert.AreEqual(7, bench.Strobe(0x3D) >> 4, "TXFIFO_UNDERFLOW");
    }

    [TestMethod]
    public void Reset_NotReadyYet_StatusBitIsHighAndAccessIgnored()
    {
        var bench = new Cc1101Bench();
        bench.Strobe(0x30);
        Assert.AreEqual(0x80, bench.Strobe(0x3D) & 0x80);
        Assert.IsTrue(bench.Chip.MisoWhenSelected);
        bench.Write(0x06, 12);
        bench.Wait(150);
        Assert.AreEqual(0, bench.Strobe(0x3D) & 0x80);
        Assert.IsFalse(bench.Chip.MisoWhenSelected);
        Assert.AreEqual(255, bench.Read(0x06));
        Assert.IsTrue(bench.Warnings.Count > 0);
    }

    [TestMethod]
    public void Sleep_WokenBySelect_LosesTestRegistersAndNeedsCrystal()
    {
        var bench = new Cc1101Bench();
        bench.Configure();
        bench.Strobe(0x39);
        Assert.AreEqual(MarcState.Sleep, bench.Chip.State);
        Assert.AreEqual(0x80, bench.Strobe(0x3D) & 0x80);
        bench.Wait(160);
        Assert.AreEqual(0x0B, bench.Read(0x2E), "TEST0 is not kept");
        Assert.AreEqual(0x54, bench.Read(0x04), "SYNC1 is kept");
    }

    [TestMethod]
    public void CrystalOff_WokenBySelect_KeepsRegisters()
    {
        var bench = new Cc1101Bench();
        bench.Configure();
        bench.Strobe(0x32);
        Assert.AreEqual(MarcState.CrystalOff, bench.Chip.State);
        bench.Strobe(0x3D);
        bench.Wait(160);
        Assert.AreEqual(0x09, bench.Read(0x2E));
    }

    [TestMethod]
    public void Strobe_IllegalInItsState_WarnsAndDoesNothing()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        bench.Strobe(0x3A);
        bench.Strobe(0x33);
        bench.Strobe(0x39);

        Assert.AreEqual(MarcState.Receive, bench.Chip.State);
        Assert.AreEqual(3, bench.Warnings.Count, string.Join('\n', bench.Warnings));
    }

    [TestMethod]
    public void Spi_WithoutSelect_ReadsOnesAndWarns()
    {
        var bench = new Cc1101Bench();
        Assert.AreEqual(0xFF, bench.Chip.Exchange(0x3D));
        Assert.AreEqual(1, bench.Warnings.Count);
    }

    [TestMethod]
    public void Fail_EachKind_ShowsOnTheBus()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        bench.Chip.Fail(ChipFault.StuckHigh);
        Assert.AreEqual(0xFF, bench.Status(0x31));
        bench.Chip.Fail(ChipFault.Dead);
        Assert.AreEqual(0x00, bench.Status(0x31));
        bench.Chip.Fail(ChipFault.None);
        bench.Wait(200);
        Assert.AreEqual(0x14, bench.Status(0x31));
        bench.Listen();
        bench.Chip.Fail(ChipFault.BrownOutReset);
        Assert.AreEqual(MarcState.Idle, bench.Chip.State);
        Assert.AreEqual(0xD3, bench.Read(0x04));
    }

    [TestMethod]
    public void Unmodelled_Settings_EachWarnOnce()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x12, 0x0A, 0x13, 0xA2, 0x07, 0x21, 0x1C, 0x19, 0x02, 0x0B);
        bench.Strobe(0x36);
        bench.Strobe(0x34);
        bench.Wait(1000);

        string[] words =
            ["Manchester", "error correction", "address", "preamble quality", "relative", "GDOx_CFG 0x0B"];
        foreach (var word in words)
        {
            Assert.AreEqual(1, bench.Warnings.Count(line => line.Contains(word)), word);
        }
    }
}
