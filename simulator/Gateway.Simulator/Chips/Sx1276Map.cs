namespace Gateway.Simulator.Chips;

// Register map of the SX1276 in FSK mode, transcribed from the Semtech datasheet SX1276/77/78/79 rev. 4
// (March 2015), section 6: addresses and reset values from the register summary, table 41, bits from the
// FSK/OOK map, table 42. Deliberately shares nothing with any driver.

/// <summary>Addresses, reset values and writable bits.</summary>
internal static class Sx1276Map
{
    public const int Fifo = 0x00;
    public const int OpMode = 0x01;
    public const int BitrateMsb = 0x02;
    public const int BitrateLsb = 0x03;
    public const int FrfMsb = 0x06;
    public const int FrfMid = 0x07;
    public const int FrfLsb = 0x08;
    public const int Lna = 0x0C;
    public const int RxConfig = 0x0D;
    public const int RssiConfig = 0x0E;
    public const int RssiThresh = 0x10;
    public const int RssiValue = 0x11;
    public const int RxBw = 0x12;
    public const int AfcBw = 0x13;
    public const int AfcFei = 0x1A;
    public const int AfcMsb = 0x1B;
    public const int AfcLsb = 0x1C;
    public const int FeiMsb = 0x1D;
    public const int FeiLsb = 0x1E;
    public const int PreambleDetect = 0x1F;
    public const int RxTimeout1 = 0x20;
    public const int RxTimeout3 = 0x22;
    public const int RxDelay = 0x23;
    public const int Osc = 0x24;
    public const int SyncConfig = 0x27;
    public const int SyncValue1 = 0x28;
    public const int PacketConfig1 = 0x30;
    public const int PacketConfig2 = 0x31;
    public const int PayloadLength = 0x32;
    public const int FifoThresh = 0x35;
    public const int SeqConfig1 = 0x36;
    public const int ImageCal = 0x3B;
    public const int Temp = 0x3C;
    public const int IrqFlags1 = 0x3E;
    public const int IrqFlags2 = 0x3F;
    public const int DioMapping1 = 0x40;
    public const int DioMapping2 = 0x41;
    public const int Version = 0x42;
    public const int PllHop = 0x44;
    public const int BitrateFrac = 0x5D;
    public const int Count = 0x80;

    /// <summary>Reset values of 0x00..0x42, table 41, column "Reset". RegRxConfig, RegPreambleDetect, RegOsc,
    /// RegSyncValue1..8, RegFifoThresh and RegImageCal are not the recommended values of the column next to
    /// it. RegOpMode: table 42 gives LowFrequencyModeOn = 1 and Mode = 1; table 41 prints 0x01.</summary>
    // UNVERIFIED-HW: RegOpMode reads 0x09 after reset; reset values that table 41 has beside its defaults
    // (RegRxConfig 08, RegPreambleDetect 40, RegOsc 05, RegSyncValue 55, RegFifoThresh 0F, RegImageCal 82).
    private static readonly byte[] LowReset =
    [
        0x00, 0x09, 0x1A, 0x0B, 0x00, 0x52, 0x6C, 0x80, // Fifo OpMode BitrateMsb/Lsb FdevMsb/Lsb FrfMsb/Mid
        0x00, 0x4F, 0x09, 0x2B, 0x20, 0x08, 0x02, 0x0A, // FrfLsb PaConfig PaRamp Ocp Lna RxConfig RssiConfig ..
        0xFF, 0xFF, 0x15, 0x0B, 0x28, 0x0C, 0x12, 0x47, // RssiThresh RssiValue RxBw AfcBw Ook.. Res17
        0x32, 0x3E, 0x00, 0x00, 0x00, 0x00, 0x00, 0x40, // Res18..19 AfcFei Afc Fei PreambleDetect
        0x00, 0x00, 0x00, 0x00, 0x05, 0x00, 0x03, 0x93, // RxTimeout1..3 RxDelay Osc Preamble SyncConfig
        0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, // SyncValue1..8
        0x90, 0x40, 0x40, 0x00, 0x00, 0x0F, 0x00, 0x00, // PacketConfig PayloadLength Adrs FifoThresh Seq
        0x00, 0xF5, 0x20, 0x82, 0x00, 0x02, 0x80, 0x40, // Timer.. ImageCal Temp LowBat IrqFlags1..2
        0x00, 0x00, 0x12,                               // DioMapping1..2 Version
    ];

    /// <summary>Bits of 0x00..0x42 that a write stores.</summary>
    private static readonly byte[] LowWritable =
    [
        0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0x7F, 0x3F, 0xFF, 0x9F, 0xFF, 0xFF,
        0xFF, 0x00, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0x09, 0xFF, 0xFF, 0x00, 0x00, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xBF, 0x3F, 0xFF,
        0x0F, 0xFF, 0xFF, 0x87, 0x00, 0x0F, 0x00, 0x00,
        0xFF, 0xFF, 0x00,
    ];

    /// <summary>The documented registers above RegVersion: address, reset value, writable bits.</summary>
    private static readonly byte[] High =
    [
        0x44, 0x2D, 0xFF, // PllHop
        0x4B, 0x09, 0xFF, // Tcxo
        0x4D, 0x84, 0xFF, // PaDac
        0x5B, 0x00, 0x00, // FormerTemp
        0x5D, 0x00, 0x0F, // BitrateFrac
        0x61, 0x13, 0xFF, // AgcRef
        0x62, 0x0E, 0xFF, // AgcThresh1
        0x63, 0x5B, 0xFF, // AgcThresh2
        0x64, 0xDB, 0xFF, // AgcThresh3
        0x70, 0xD0, 0xFF, // Pll
    ];

    /// <summary>Fills a register file with its reset values.</summary>
    public static void Reset(byte[] registers)
    {
        System.Array.Clear(registers);
        LowReset.CopyTo(registers, 0);
        for (var i = 0; i < High.Length; i += 3)
        {
            registers[High[i]] = High[i + 1];
        }
    }

    /// <summary>Whether the datasheet documents an address in FSK mode.</summary>
    public static bool IsDocumented(int address) => address <= Version || IndexInHigh(address) >= 0;

    /// <summary>The bits that a write stores.</summary>
    public static int Writable(int address)
    {
        if (address <= Version)
        {
            return LowWritable[address];
        }

        var index = IndexInHigh(address);
        return index < 0 ? 0xFF : High[index + 2];
    }

    private static int IndexInHigh(int address)
    {
        for (var i = 0; i < High.Length; i += 3)
        {
            if (High[i] == address)
            {
                return i;
            }
        }

        return -1;
    }
}
