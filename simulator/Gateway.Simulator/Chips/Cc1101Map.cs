namespace Gateway.Simulator.Chips;

// Register map of the CC1101, transcribed from TI SWRS061I: addresses and reset values from table 43 and
// sections 29.1 and 29.2, strobes from table 42, status registers from section 29.3. Bits marked R0 or R read
// as their reset value (0) and ignore writes. Deliberately shares nothing with any driver.

/// <summary>Addresses, reset values and writable bits.</summary>
internal static class Cc1101Map
{
    public const int Iocfg2 = 0x00;
    public const int Iocfg1 = 0x01;
    public const int Iocfg0 = 0x02;
    public const int Fifothr = 0x03;
    public const int Sync1 = 0x04;
    public const int Sync0 = 0x05;
    public const int Pktlen = 0x06;
    public const int Pktctrl1 = 0x07;
    public const int Pktctrl0 = 0x08;
    public const int Channr = 0x0A;
    public const int Fsctrl0 = 0x0C;
    public const int Freq2 = 0x0D;
    public const int Freq1 = 0x0E;
    public const int Freq0 = 0x0F;
    public const int Mdmcfg4 = 0x10;
    public const int Mdmcfg3 = 0x11;
    public const int Mdmcfg2 = 0x12;
    public const int Mdmcfg1 = 0x13;
    public const int Mdmcfg0 = 0x14;
    public const int Deviatn = 0x15;
    public const int Mcsm2 = 0x16;
    public const int Mcsm1 = 0x17;
    public const int Mcsm0 = 0x18;
    public const int Foccfg = 0x19;
    public const int Bscfg = 0x1A;
    public const int Agcctrl2 = 0x1B;
    public const int Agcctrl1 = 0x1C;
    public const int Agcctrl0 = 0x1D;
    public const int Fscal3 = 0x23;
    public const int Ptest = 0x2A;
    public const int Test2 = 0x2C;
    public const int Test1 = 0x2D;
    public const int Test0 = 0x2E;
    public const int ConfigurationCount = 0x2F;

    public const int Sres = 0x30;
    public const int Sfstxon = 0x31;
    public const int Sxoff = 0x32;
    public const int Scal = 0x33;
    public const int Srx = 0x34;
    public const int Stx = 0x35;
    public const int Sidle = 0x36;
    public const int Swor = 0x38;
    public const int Spwd = 0x39;
    public const int Sfrx = 0x3A;
    public const int Sftx = 0x3B;
    public const int Sworrst = 0x3C;
    public const int Snop = 0x3D;

    public const int Partnum = 0x30;
    public const int Version = 0x31;
    public const int Freqest = 0x32;
    public const int Lqi = 0x33;
    public const int Rssi = 0x34;
    public const int Marcstate = 0x35;
    public const int Pktstatus = 0x38;
    public const int VcoVcDac = 0x39;
    public const int Txbytes = 0x3A;
    public const int Rxbytes = 0x3B;
    public const int LastStatus = 0x3D;

    public const int Patable = 0x3E;
    public const int Fifo = 0x3F;

    /// <summary>First entry of PATABLE after reset (section 24); the others are 0.</summary>
    public const byte PatableReset = 0xC6;

    /// <summary>Reset values of 0x00..0x2E. FOCCFG: the bit fields of page 83 give 0x36; chips have been seen
    /// to read 0x76. UNVERIFIED-HW: which one.</summary>
    public static readonly byte[] Reset =
    [
        0x29, 0x2E, 0x3F, 0x07, 0xD3, 0x91, 0xFF, 0x04, // IOCFG2..0 FIFOTHR SYNC1 SYNC0 PKTLEN PKTCTRL1
        0x45, 0x00, 0x00, 0x0F, 0x00, 0x1E, 0xC4, 0xEC, // PKTCTRL0 ADDR CHANNR FSCTRL1..0 FREQ2..0
        0x8C, 0x22, 0x02, 0x22, 0xF8, 0x47, 0x07, 0x30, // MDMCFG4..0 DEVIATN MCSM2 MCSM1
        0x04, 0x36, 0x6C, 0x03, 0x40, 0x91, 0x87, 0x6B, // MCSM0 FOCCFG BSCFG AGCCTRL2..0 WOREVT1 WOREVT0
        0xF8, 0x56, 0x10, 0xA9, 0x0A, 0x20, 0x0D, 0x41, // WORCTRL FREND1 FREND0 FSCAL3..0 RCCTRL1
        0x00, 0x59, 0x7F, 0x3F, 0x88, 0x31, 0x0B,       // RCCTRL0 FSTEST PTEST AGCTEST TEST2..0
    ];

    /// <summary>Bits of 0x00..0x2E that a write changes.</summary>
    public static readonly byte[] Writable =
    [
        0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xEF,
        0x77, 0xFF, 0xFF, 0x3F, 0xFF, 0x3F, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xF3, 0xFF, 0x77, 0x1F, 0x3F,
        0x3F, 0x3F, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF,
        0xFB, 0xFF, 0x37, 0xFF, 0x3F, 0x3F, 0x7F, 0x7F,
        0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ];
}
