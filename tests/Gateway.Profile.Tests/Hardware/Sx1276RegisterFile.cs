// SX1276/77/78/79 datasheet rev. 4: sections 2.2 and 4.3 (SPI), 6.2 (registers), table 30 (DIO in packet mode);
// equations of sections 4.2.1 (rate), 4.2.2 (deviation), 3.3.3 (frequency), 5.5.6 (bandwidth). Transcribed apart from
// the driver and from the chip model.
using System;
using System.Collections.Generic;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>An SX1276 in FSK mode with a 32 MHz crystal.</summary>
internal sealed class Sx1276RegisterFile : RegisterFile
{
    private const double CrystalHz = 32e6;
    private const int OpMode = 0x01;
    private const int RxConfig = 0x0D;
    private const int ImageCal = 0x3B;
    private const int IrqFlags1 = 0x3E;
    private const int IrqFlags2 = 0x3F;
    private const int DioMapping1 = 0x40;
    private const int Version = 0x42;
    private const int FifoBytes = 64;
    private const byte FifoOverrun = 0x10;
    private int _fifoCount;

    /// <inheritdoc/>
    public override string Component => "sx1276";

    /// <inheritdoc/>
    public override string Source => "Semtech SX1276/77/78/79 rev. 4";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, string> Names { get; } = MakeNames();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, string> Remarks { get; } = new Dictionary<int, string>
    {
        [RxConfig] = "bits 6 and 5 (restart) read as 0",
        [0x35] = "changes within a frame",
        [ImageCal] = "bit 6 starts a calibration and reads as 0; bit 3 tells a change of temperature",
    };

    private bool IsReceiving => (Get(OpMode) & 7) == 5;

    /// <inheritdoc/>
    public override bool Pin(string signal) => signal switch
    {
        "DIO1" => ((Get(DioMapping1) >> 4) & 3) == 1, // FifoEmpty; FifoLevel and FifoFull are low
        "DIO2" => ((Get(DioMapping1) >> 2) & 3) switch
        {
            0 => _fifoCount == FifoBytes, // FifoFull
            1 => IsReceiving, // RxReady
            _ => false,
        },
        _ => false,
    };

    /// <inheritdoc/>
    public override ChannelFacts Facts()
    {
        double step = CrystalHz / (1 << 19);
        int rate = (Get(0x02) << 8) | Get(0x03);
        int bandwidth = Get(0x12);
        double singleSide = CrystalHz / ((16 + (4 * ((bandwidth >> 3) & 3))) * Math.Pow(2, (bandwidth & 7) + 2));
        string sync = "";
        for (int i = 0; i <= (Get(0x27) & 7); i++)
        {
            sync += $"{Get(0x28 + i):X2}";
        }

        return new ChannelFacts(
            ((Get(0x06) << 16) | (Get(0x07) << 8) | Get(0x08)) * step,
            CrystalHz / (rate + (Get(0x5D) / 16.0)),
            (((Get(0x04) & 0x3F) << 8) | Get(0x05)) * step,
            2 * singleSide,
            sync);
    }

    /// <inheritdoc/>
    public override string Describe(SpiTransfer transfer)
    {
        int first = transfer.Mosi[0] & 0x7F;
        int count = transfer.Mosi.Length - 1;
        bool isWrite = (transfer.Mosi[0] & 0x80) != 0;
        bool isPoll = !isWrite && first + count > 0x41 && count > 3;
        string last = isPoll ? $"{first + count - 1:X2}, the first one matters" : Names[first + count - 1];
        return (isWrite ? "write " : "read ") + (count == 1 ? Names[first] : $"{Names[first]} .. {last}");
    }

    // While a register is written, MISO shows what it held before (section 4.3): after a reset, not known here.
    /// <inheritdoc/>
    public override bool IsAnswerKnown(SpiTransfer transfer) => (transfer.Mosi[0] & 0x80) == 0;

    /// <inheritdoc/>
    protected override void Exchange(byte[] mosi, byte[] miso)
    {
        int address = mosi[0] & 0x7F;
        bool isWrite = (mosi[0] & 0x80) != 0;
        if (address == 0)
        {
            // The FIFO's address does not count on.
            _fifoCount = isWrite ? Math.Min(FifoBytes, _fifoCount + mosi.Length - 1) : 0;
            return;
        }

        for (int i = 1; i < mosi.Length; i++, address++)
        {
            if (isWrite && address == IrqFlags2 && (mosi[i] & FifoOverrun) != 0)
            {
                _fifoCount = 0;
            }

            if (isWrite && address is not (IrqFlags1 or IrqFlags2))
            {
                Written[address] = (byte)(mosi[i] & ~SelfClearing(address));
            }

            miso[i] = Read(address);
        }
    }

    private static int SelfClearing(int address) => address switch
    {
        RxConfig => 0x60,
        ImageCal => 0x40,
        _ => 0,
    };

    private byte Read(int address) => address switch
    {
        Version => 0x12,
        IrqFlags1 => (byte)(IsReceiving ? 0xD0 : 0x80), // ModeReady; RxReady and PllLock
        IrqFlags2 => 0x40, // FifoEmpty
        _ => (byte)Get(address),
    };

    private static Dictionary<int, string> MakeNames()
    {
        string[] names =
            ("Fifo OpMode BitrateMsb BitrateLsb FdevMsb FdevLsb FrfMsb FrfMid FrfLsb PaConfig PaRamp Ocp Lna " +
            "RxConfig RssiConfig RssiCollision RssiThresh RssiValue RxBw AfcBw OokPeak OokFix OokAvg - - - AfcFei " +
            "AfcMsb AfcLsb FeiMsb FeiLsb PreambleDetect RxTimeout1 RxTimeout2 RxTimeout3 RxDelay Osc PreambleMsb " +
            "PreambleLsb SyncConfig SyncValue1 SyncValue2 SyncValue3 SyncValue4 SyncValue5 SyncValue6 SyncValue7 " +
            "SyncValue8 PacketConfig1 PacketConfig2 PayloadLength NodeAdrs BroadcastAdrs FifoThresh SeqConfig1 " +
            "SeqConfig2 TimerResol Timer1Coef Timer2Coef ImageCal Temp LowBat IrqFlags1 IrqFlags2 DioMapping1 " +
            "DioMapping2 Version").Split(' ');
        Dictionary<int, string> map = [];
        for (int address = 0; address < names.Length; address++)
        {
            map[address] = "Reg" + names[address];
        }

        map[0x44] = "RegPllHop";
        map[0x4B] = "RegTcxo";
        map[0x4D] = "RegPaDac";
        map[0x5B] = "RegFormerTemp";
        map[0x5D] = "RegBitrateFrac";
        map[0x61] = "RegAgcRef";
        map[0x70] = "RegPll";
        return map;
    }
}
