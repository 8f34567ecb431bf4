// SWRS061I: access types of section 10, tables 23 (status byte), 41 (GDO), 42 (strobes), 43 and 45 (addresses);
// equations of sections 12 (rate), 13 (bandwidth), 16.1 (deviation), 21 (frequency). Transcribed apart from the driver
// and from the chip model.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>A CC1101 with a 26 MHz crystal.</summary>
internal sealed class Cc1101RegisterFile : RegisterFile
{
    private const double CrystalHz = 26e6;
    private const int StatusIdle = 0x00;
    private const int StatusRx = 0x10;
    private static readonly string[] FirstNames =
        ("IOCFG2 IOCFG1 IOCFG0 FIFOTHR SYNC1 SYNC0 PKTLEN PKTCTRL1 PKTCTRL0 ADDR CHANNR FSCTRL1 FSCTRL0 FREQ2 " +
        "FREQ1 FREQ0 MDMCFG4 MDMCFG3 MDMCFG2 MDMCFG1 MDMCFG0 DEVIATN MCSM2 MCSM1 MCSM0 FOCCFG BSCFG AGCCTRL2 " +
        "AGCCTRL1 AGCCTRL0 WOREVT1 WOREVT0 WORCTRL FREND1 FREND0 FSCAL3 FSCAL2 FSCAL1 FSCAL0 RCCTRL1 RCCTRL0 " +
        "FSTEST PTEST AGCTEST TEST2 TEST1 TEST0").Split(' ');

    private static readonly Dictionary<int, string> Strobes = new()
    {
        [0x30] = "SRES", [0x34] = "SRX", [0x36] = "SIDLE", [0x3A] = "SFRX", [0x3D] = "SNOP",
    };

    private static readonly Dictionary<int, string> StatusNames = new()
    {
        [0x30] = "PARTNUM", [0x31] = "VERSION", [0x32] = "FREQEST", [0x33] = "LQI", [0x34] = "RSSI",
        [0x35] = "MARCSTATE", [0x3B] = "RXBYTES",
    };

    private int _state;

    /// <inheritdoc/>
    public override string Component => "cc1101";

    /// <inheritdoc/>
    public override string Source => "Texas Instruments SWRS061I";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, string> Names { get; } =
        FirstNames.Select((name, address) => (name, address)).ToDictionary(pair => pair.address, pair => pair.name);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, string> Remarks { get; } = new Dictionary<int, string>
    {
        [0x02] = "in the tail of a frame: 46",
        [0x03] = "behind the first chunk: 07",
        [0x06] = "in the tail of a frame: its length",
        [0x08] = "in the tail of a frame: 00",
        [0x18] = "08 but for the re-arm that calibrates",
        [0x23] = "the chip's own after a calibration",
        [0x24] = "the chip's own after a calibration",
        [0x25] = "the chip's own after a calibration",
    };

    // Shown by the register that selects the signal: 0x2F is low, bit 6 inverts. Nothing is received here.
    /// <inheritdoc/>
    public override bool Pin(string signal) => Get(signal == "GDO2" ? 0x00 : 0x02) == 0x6F;

    /// <inheritdoc/>
    public override ChannelFacts Facts()
    {
        int word = (Get(0x0D) << 16) | (Get(0x0E) << 8) | Get(0x0F);
        int mdmcfg4 = Get(0x10);
        int deviatn = Get(0x15);
        double rate = (256 + Get(0x11)) * Math.Pow(2, mdmcfg4 & 0x0F) * CrystalHz / Math.Pow(2, 28);
        double bandwidth = CrystalHz / (8 * (4 + ((mdmcfg4 >> 4) & 3)) * Math.Pow(2, mdmcfg4 >> 6));
        double deviation = (8 + (deviatn & 7)) * Math.Pow(2, (deviatn >> 4) & 7) * CrystalHz / Math.Pow(2, 17);
        string sync = $"{Get(0x04):X2}{Get(0x05):X2}";
        bool isTwice = (Get(0x12) & 3) == 3; // SYNC_MODE: the word twice
        return new ChannelFacts(word * CrystalHz / 65536, rate, deviation, bandwidth, isTwice ? sync + sync : sync);
    }

    /// <inheritdoc/>
    public override string Describe(SpiTransfer transfer)
    {
        List<string> words = [];
        byte[] mosi = transfer.Mosi;
        for (int i = 0; i < mosi.Length;)
        {
            int address = mosi[i] & 0x3F;
            if (IsStrobe(mosi[i]))
            {
                words.Add(Strobes[address]);
                i++;
            }
            else if (address >= 0x30)
            {
                words.Add("read " + StatusNames[address]);
                i += 2;
            }
            else
            {
                bool isBurst = (mosi[i] & 0x40) != 0;
                int count = isBurst ? mosi.Length - i - 1 : 1;
                string names = count == 1 ? Names[address] : $"{Names[address]} .. {Names[address + count - 1]}";
                words.Add(((mosi[i] & 0x80) != 0 ? "read " : "write ") + names);
                i += count + 1;
            }
        }

        return string.Join(", ", words);
    }

    /// <inheritdoc/>
    protected override void Exchange(byte[] mosi, byte[] miso)
    {
        for (int i = 0; i < mosi.Length;)
        {
            int address = mosi[i] & 0x3F;
            miso[i] = Status(mosi[i]);
            if (IsStrobe(mosi[i]))
            {
                Strobe(address);
                i++;
                continue;
            }

            bool isBurst = (mosi[i] & 0x40) != 0 && address < 0x30;
            int end = isBurst ? mosi.Length : i + 2;
            for (int at = i + 1; at < end; at++, address++)
            {
                miso[at] = Access(mosi[i], address, mosi[at]);
            }

            i = end;
        }
    }

    // Low nibble: bytes in the RX FIFO behind a read, room in the TX FIFO (15 = enough) behind a write.
    private byte Status(byte header) => (byte)(_state | ((header & 0x80) != 0 ? 0 : 0x0F));

    private static bool IsStrobe(byte header) => (header & 0x3F) is >= 0x30 and <= 0x3D && (header & 0x40) == 0;

    private void Strobe(int address)
    {
        if (address == 0x30)
        {
            Written.Clear();
        }

        _state = address == 0x34 ? StatusRx : address == 0x3D || address == 0x3A ? _state : StatusIdle;
    }

    private byte Access(byte header, int address, byte value)
    {
        if (address >= 0x30)
        {
            return address switch
            {
                0x31 => 0x14,
                0x35 => (byte)(_state == StatusRx ? 0x0D : 0x01),
                _ => 0x00,
            };
        }

        if ((header & 0x80) != 0)
        {
            return (byte)Get(address);
        }

        byte status = Status(header);
        Written[address] = value;
        return status;
    }
}
