// The register sets of the link modes (26 MHz crystal). Values: the tables of public wM-Bus receivers,
// checked against the equations of Texas Instruments SWRS061I; README.md of this folder gives each register's
// reason. Transmission is not configured.

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    /// <summary>What the CC1101 is programmed with for one link mode.</summary>
    internal sealed class Cc1101Profile
    {
        /// <summary>First bytes of the configuration space that are written in one burst: 0x00 ..
        /// 0x26.</summary>
        public const int ConfigBytes = Cc1101Registers.FsCal0 + 1;

        /// <summary>Values of registers 0x00 .. 0x26.</summary>
        public readonly byte[] Config = new byte[ConfigBytes];

        /// <summary>Values of TEST2, TEST1, TEST0.</summary>
        public readonly byte[] Test = new byte[3];

        /// <summary>Time of one byte on the air in microseconds.</summary>
        public readonly int ByteTimeUs;

        private Cc1101Profile(int byteTimeUs)
        {
            ByteTimeUs = byteTimeUs;
            SetCommon(Config, Test);
        }

        /// <summary>RX FIFO threshold, in bytes, until the length is known. One byte may be the last
        /// packet's, and one stays: what is between them holds the first block with its CRC, 18 bytes in T1,
        /// 14 in C1, 24 in S1, 16 in the linkIQ-style mode.</summary>
        public int FirstThresholdBytes
        {
            get { return 4 * (Config[Cc1101Registers.FifoThr] + 1); }
        }

        /// <summary>The register set of a profile, or null when the driver has none.</summary>
        public static Cc1101Profile Find(RadioProfile profile)
        {
            switch (profile)
            {
                case RadioProfile.T1C1:
                    return T1C1();
                case RadioProfile.S1:
                    return S1();
                case RadioProfile.LinkIq:
                    return LinkIq();
                default:
                    return null;
            }
        }

        private static Cc1101Profile T1C1()
        {
            Cc1101Profile p = new Cc1101Profile(80);
            byte[] c = p.Config;
            c[Cc1101Registers.Sync1] = 0x54;
            c[Cc1101Registers.Sync0] = 0x3D;
            c[Cc1101Registers.Freq2] = 0x21; // 868.950 MHz
            c[Cc1101Registers.Freq1] = 0x6B;
            c[Cc1101Registers.Freq0] = 0xD0;
            c[Cc1101Registers.MdmCfg4] = 0x5C; // 325 kHz filter
            c[Cc1101Registers.MdmCfg3] = 0x04; // 103.15 kBd; BSCFG lets the clock follow the sender
            c[Cc1101Registers.Deviatn] = 0x44; // 38.1 kHz
            c[Cc1101Registers.BsCfg] = 0xBF;
            c[Cc1101Registers.AgcCtrl2] = 0x43;
            c[Cc1101Registers.AgcCtrl1] = 0x09;
            c[Cc1101Registers.AgcCtrl0] = 0xB5;
            return p;
        }

        // Raw Manchester chips at 32.768 kchip/s; the line decoder is the sink's.
        // UNVERIFIED-HW: S1 register set: transcribed from public receivers, run on the chip model only.
        private static Cc1101Profile S1()
        {
            Cc1101Profile p = new Cc1101Profile(244);
            byte[] c = p.Config;
            c[Cc1101Registers.FifoThr] = Cc1101Registers.FifoThr28;
            c[Cc1101Registers.Sync1] = 0x76;
            c[Cc1101Registers.Sync0] = 0x96;
            c[Cc1101Registers.Freq2] = 0x21; // 868.300 MHz
            c[Cc1101Registers.Freq1] = 0x65;
            c[Cc1101Registers.Freq0] = 0x6A;
            c[Cc1101Registers.MdmCfg4] = 0x6A; // 271 kHz filter
            c[Cc1101Registers.MdmCfg3] = 0x4A; // 32.73 kBd
            c[Cc1101Registers.Deviatn] = 0x47; // 47.6 kHz
            c[Cc1101Registers.BsCfg] = 0x6D;
            c[Cc1101Registers.AgcCtrl2] = 0x04;
            c[Cc1101Registers.AgcCtrl1] = 0x09;
            c[Cc1101Registers.AgcCtrl0] = 0xB2;
            return p;
        }

        // Link/LinkIq/SPEC.md at 868.1 MHz, 4.8 kBd, 5 kHz. From the equations of SWRS061I with 26 MHz:
        // FREQ = 868.1 MHz * 2^16 / 26 MHz = 0x216372 (section 21: 868.09991 MHz);
        // DRATE_E = 7, DRATE_M = 131: (256 + 131) * 2^7 * 26 MHz / 2^28 = 4.798 kBd (section 12);
        // CHANBW_E = CHANBW_M = 3: 26 MHz / (8 * 7 * 8) = 58.04 kHz, the narrowest there is (section 13);
        // DEVIATION_E = 1, DEVIATION_M = 5: 13 * 2 * 26 MHz / 2^17 = 5.157 kHz (section 16.1).
        // The signal takes 15 kHz of the filter: 21.5 kHz to either side, 24 ppm, are left for both crystals,
        // and FOC_LIMIT = 3 follows half a filter width.
        // UNVERIFIED-HW: linkIQ-style register set: derived from the datasheet, run on the chip model only.
        private static Cc1101Profile LinkIq()
        {
            Cc1101Profile p = new Cc1101Profile(1667);
            byte[] c = p.Config;
            c[Cc1101Registers.Sync1] = 0xF6;
            c[Cc1101Registers.Sync0] = 0x88;
            c[Cc1101Registers.FsCtrl1] = 0x06; // IF 152 kHz, as the datasheet's tool has it below 100 kBd
            c[Cc1101Registers.Freq2] = 0x21;
            c[Cc1101Registers.Freq1] = 0x63;
            c[Cc1101Registers.Freq0] = 0x72;
            c[Cc1101Registers.MdmCfg4] = 0xF7;
            c[Cc1101Registers.MdmCfg3] = 0x83;

            // 30 of 32 sync bits, the word twice. Noise makes that once in half an hour, so carrier sense,
            // which would cost the weakest senders, is not needed.
            c[Cc1101Registers.MdmCfg2] = 0x03;
            c[Cc1101Registers.Deviatn] = 0x15;
            c[Cc1101Registers.FocCfg] = 0x2F;
            c[Cc1101Registers.BsCfg] = 0x6D;
            c[Cc1101Registers.AgcCtrl2] = 0x03;
            c[Cc1101Registers.AgcCtrl1] = 0x40;
            c[Cc1101Registers.AgcCtrl0] = 0x91;
            c[Cc1101Registers.Frend1] = 0x56; // filters up to 101 kHz
            return p;
        }

        private static void SetCommon(byte[] c, byte[] test)
        {
            c[Cc1101Registers.Iocfg2] = Cc1101Registers.GdoSyncToEnd;
            c[Cc1101Registers.Iocfg1] = Cc1101Registers.GdoHighZ; // shares the pin with SO
            c[Cc1101Registers.Iocfg0] = Cc1101Registers.GdoFifoThreshold;
            c[Cc1101Registers.FifoThr] = Cc1101Registers.FifoThr20;
            c[Cc1101Registers.PktLen] = 0xFF;
            c[Cc1101Registers.PktCtrl1] = Cc1101Registers.AppendStatus; // no PQT, no address check
            c[Cc1101Registers.PktCtrl0] = Cc1101Registers.LengthInfinite;
            c[Cc1101Registers.Addr] = 0x00;
            c[Cc1101Registers.ChannR] = 0x00;
            c[Cc1101Registers.FsCtrl1] = 0x08; // IF 203 kHz
            c[Cc1101Registers.FsCtrl0] = 0x00;
            // Carrier sense as a further condition (06) would lose the weakest 5 dB: firmware/docs/adr/0008.
            // UNVERIFIED-HW: rate of false syncs in noise without it, 1.5 a second by arithmetic.
            c[Cc1101Registers.MdmCfg2] = 0x02; // 2-FSK, 16/16 sync bits
            c[Cc1101Registers.MdmCfg1] = 0x22;
            c[Cc1101Registers.MdmCfg0] = 0xF8;
            c[Cc1101Registers.Mcsm2] = 0x07; // no RX timeout

            // When a packet has ended the chip looks for the next sync word at once.
            // UNVERIFIED-HW: that RX restarts behind a packet as it starts from IDLE.
            c[Cc1101Registers.Mcsm1] = Cc1101Registers.Mcsm1StayInRx;
            c[Cc1101Registers.Mcsm0] = Cc1101Registers.Mcsm0Calibration;
            c[Cc1101Registers.FocCfg] = 0x2E;
            c[Cc1101Registers.WorEvt1] = 0x87; // wake-on-radio: unused, reset values
            c[Cc1101Registers.WorEvt0] = 0x6B;
            c[Cc1101Registers.WorCtrl] = 0xF8;
            c[Cc1101Registers.Frend1] = 0xB6;
            c[Cc1101Registers.Frend0] = 0x10;
            c[Cc1101Registers.FsCal3] = 0xEA;
            c[Cc1101Registers.FsCal2] = 0x2A;
            c[Cc1101Registers.FsCal1] = 0x00;
            c[Cc1101Registers.FsCal0] = 0x1F;
            test[0] = 0x81;
            test[1] = 0x35;
            test[2] = 0x09;
        }
    }
}
