// The register sets of the link modes, computed from hertz and baud (32 MHz crystal). Equations: Semtech
// SX1276/77/78/79 datasheet rev. 4 sections 3.3.3 (frequency), 4.2.1 (bit rate), 4.2.2 (deviation), 5.5.6
// (bandwidth). README.md of this folder gives each register's reason. Transmission is not configured.

using Gateway.Core;

namespace Gateway.Radio.Sx1276
{
    /// <summary>What the SX1276 is programmed with for one link mode.</summary>
    internal sealed class Sx1276Profile
    {
        /// <summary>Receiver's own frequency error that the filter allows for, in hertz: a crystal of 10 ppm
        /// at 868 MHz.</summary>
        public const int ReceiverOffsetHz = 8690;

        private const long CrystalHz = 32000000;
        private const int MaxSyncBytes = 8;
        private const int LongPreambleBits = 64;

        /// <summary>Register values, indexed by address; valid where <see cref="Runs"/> says so.</summary>
        public readonly byte[] Image = new byte[Sx1276Registers.BitrateFrac + 1];

        /// <summary>The written registers: first address and number of each run of them.</summary>
        public readonly byte[] Runs =
        {
            Sx1276Registers.BitrateMsb, 7,
            Sx1276Registers.Lna, 5,
            Sx1276Registers.RxBw, 3,
            Sx1276Registers.AfcFei, 1,
            Sx1276Registers.PreambleDetector, 23,
            Sx1276Registers.DioMapping2, 1,
            Sx1276Registers.DioMapping1, 1,
            Sx1276Registers.BitrateFrac, 1,
        };

        /// <summary>Time of one byte on the air in microseconds.</summary>
        public readonly int ByteTimeUs;

        /// <summary>Bytes that hold the first block with its CRC: the first chunk.</summary>
        public readonly int FirstBytes;

        /// <summary>Longest time from a preamble's detection to its sync word, in microseconds.</summary>
        public readonly int PreambleUs;

        private Sx1276Profile(
            int centreHz, int chipRateHz, int deviationHz, int senderOffsetHz, int preambleBits,
            int firstBytes)
        {
            PreambleUs = (int)(preambleBits * 1000000L / chipRateHz);
            ByteTimeUs = ((8 * 1000000) + (chipRateHz / 2)) / chipRateHz;
            FirstBytes = firstBytes;
            SetCommon();

            // Bit rate = crystal / (Bitrate + BitrateFrac / 16).
            int rate = (int)(((CrystalHz * 16) + (chipRateHz / 2)) / chipRateHz);
            Image[Sx1276Registers.BitrateMsb] = (byte)(rate >> 12);
            Image[Sx1276Registers.BitrateLsb] = (byte)(rate >> 4);
            Image[Sx1276Registers.BitrateFrac] = (byte)(rate & 0x0F);

            // Frequencies in steps of crystal / 2^19.
            int deviation = Steps(deviationHz);
            Image[Sx1276Registers.FdevMsb] = (byte)(deviation >> 8);
            Image[Sx1276Registers.FdevLsb] = (byte)deviation;
            int centre = Steps(centreHz);
            Image[Sx1276Registers.FrfMsb] = (byte)(centre >> 16);
            Image[Sx1276Registers.FrfMid] = (byte)(centre >> 8);
            Image[Sx1276Registers.FrfLsb] = (byte)centre;

            // Until the AFC has measured, the filter holds the signal and both crystals' errors; then the
            // signal and a tenth for what the AFC leaves. A filter that is narrower takes longer, for which a
            // short preamble has no time. README.md has the sums.
            int signalHz = deviationHz + (chipRateHz / 2);
            byte wide = Bandwidth(signalHz + senderOffsetHz + ReceiverOffsetHz);
            Image[Sx1276Registers.AfcBw] = wide;
            Image[Sx1276Registers.RxBw] = preambleBits < LongPreambleBits
                ? wide
                : Bandwidth(signalHz + (signalHz / 10));
        }

        /// <summary>The register set of a profile, or null when the driver has none.</summary>
        public static Sx1276Profile Find(RadioProfile profile)
        {
            Sx1276Profile p;
            switch (profile)
            {
                case RadioProfile.T1C1:
                    // First block: 12 bytes as 3-out-of-6 (T1) take 18, with the second sync word (C1) 14.
                    p = new Sx1276Profile(868950000, 100000, 50000, 50000, 48, 18);
                    p.SetSync(0x54, 0x3D);
                    return p;
                case RadioProfile.S1:
                    // First block: 12 bytes as Manchester chips take 24.
                    // UNVERIFIED-HW: S1 register set: computed, never run.
                    p = new Sx1276Profile(868300000, 32768, 50000, 50000, 640, 24);
                    p.SetSync(0x54, 0x76, 0x96);
                    return p;
                case RadioProfile.LinkIq:
                    // Link/LinkIq/SPEC.md; first block: the header and its CRC take 16 bytes.
                    // UNVERIFIED-HW: linkIQ-style register set: computed, never run.
                    p = new Sx1276Profile(868100000, 4800, 5000, 8690, 128, 16);
                    p.SetSync(0xF6, 0x88, 0xF6, 0x88);
                    return p;
                default:
                    return null;
            }
        }

        private static int Steps(int hz)
        {
            return (int)((((long)hz << 19) + (CrystalHz / 2)) / CrystalHz);
        }

        // RxBw = crystal / (mantissa * 2^(exponent + 2)), single side; mantissa 16, 20, 24 as 0, 1, 2 in bits
        // 4..3. The narrowest that is wide enough; 1 % is forgiven, as no filter is that steep.
        private static byte Bandwidth(int neededHz)
        {
            for (int exponent = 7; exponent > 0; exponent--)
            {
                for (int mantissa = 2; mantissa >= 0; mantissa--)
                {
                    long hz = CrystalHz / ((16 + (4 * mantissa)) << (exponent + 2));
                    if (hz * 100 >= neededHz * 99L)
                    {
                        return (byte)((mantissa << 3) | exponent);
                    }
                }
            }

            return 0x01; // 250 kHz, the widest
        }

        private void SetSync(params byte[] sync)
        {
            // No automatic restart (there is no packet end in unlimited length), preamble 0101.., sync on.
            Image[Sx1276Registers.SyncConfig] = (byte)(0x30 | (sync.Length - 1));
            for (int i = 0; i < MaxSyncBytes; i++)
            {
                Image[Sx1276Registers.SyncValue1 + i] = i < sync.Length ? sync[i] : (byte)0x01; // 0x01: reset
            }
        }

        private void SetCommon()
        {
            byte[] r = Image;
            r[Sx1276Registers.Lna] = 0x23; // G1 until the AGC has measured; high-frequency boost

            // UNVERIFIED-HW: that AGC and AFC are through before the shortest preamble (C1: 32 bits) is.
            r[Sx1276Registers.RxConfig] = 0x1E; // AGC and AFC at a preamble
            r[Sx1276Registers.RssiConfig] = 0x04; // mean of 32 samples, no offset
            r[Sx1276Registers.RssiCollision] = 0x0A; // reset value; the collision detector is off
            r[Sx1276Registers.OokPeak] = 0x28; // bit synchronizer on; the rest is for OOK
            r[Sx1276Registers.RssiThresh] = 0xFF; // reset value; nothing is triggered by it
            r[Sx1276Registers.AfcFei] = 0x01; // each AFC begins at the channel's centre
            r[Sx1276Registers.PreambleDetector] = 0xAA; // on, 2 bytes, 10 chips of 64 may be wrong
            r[Sx1276Registers.RxTimeout1] = 0x00; // no timeouts
            r[Sx1276Registers.RxTimeout2] = 0x00;
            r[Sx1276Registers.RxTimeout3] = 0x00;
            r[Sx1276Registers.RxDelay] = 0x00;
            r[Sx1276Registers.Osc] = 0x07; // no clock output
            r[Sx1276Registers.PreambleMsb] = 0x00; // transmission only: reset values
            r[Sx1276Registers.PreambleLsb] = 0x03;
            r[Sx1276Registers.PacketConfig1] = 0x00; // fixed format, no line code, no CRC, no address
            r[Sx1276Registers.PacketConfig2] = 0x40; // packet mode
            r[Sx1276Registers.PayloadLength] = 0x00; // with the fixed format: unlimited
            r[Sx1276Registers.NodeAdrs] = 0x00;
            r[Sx1276Registers.BroadcastAdrs] = 0x00;
            r[Sx1276Registers.FifoThresh] = (byte)FirstBytes;
            r[Sx1276Registers.DioMapping1] = Sx1276Registers.DioFifoLevelAndSync;
            r[Sx1276Registers.DioMapping2] = 0x70; // for the bench: DIO4 = PllLock, DIO5 = ModeReady
        }
    }
}
