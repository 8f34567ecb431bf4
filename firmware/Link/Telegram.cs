using Gateway.Core;

namespace Gateway.Link
{
    /// <summary>
    /// One decoded telegram: the data-link frame without its CRCs, the L-field counting what follows it.
    /// Taken from a pool that is filled at start; whoever took it gives it back.
    /// </summary>
    public sealed class Telegram
    {
        /// <summary>Most bytes of a telegram: L-field 255 and the L-field itself.</summary>
        public const int MaxBytes = 256;

        /// <summary>Value of <see cref="SecondRssiDbm"/> when there is none.</summary>
        public const int NoSecondRssi = 0;

        /// <summary>[0, Length): L-, C-, M-field (2, little endian), A-field (6), CI-field,
        /// payload.</summary>
        public readonly byte[] Bytes = new byte[MaxBytes];

        /// <summary>Number of valid bytes = Bytes[0] + 1.</summary>
        public int Length;

        /// <summary>Link mode by which it came.</summary>
        public LinkMode Mode;

        /// <summary>Frame format by which it came.</summary>
        public FrameFormat Format;

        /// <summary>What identifies a packet of its meter, whichever repeat it is: the
        /// <see cref="PacketType"/> in bits 31 .. 24, the sequence in bits 23 .. 8, the part in bits
        /// 7 .. 0; 0 = the link mode has no packets.</summary>
        public int PacketKey;

        /// <summary>Microseconds since boot of its sync word.</summary>
        public long ReceivedUs;

        /// <summary>Index of the radio by which it came.</summary>
        public int RadioIndex;

        /// <summary>Received power in dBm.</summary>
        public int RssiDbm;

        /// <summary>Received power in dBm at the next best radio on the same channel, −127 .. −1 or 1 ..
        /// 127; <see cref="NoSecondRssi"/> = no other radio had this frame.</summary>
        public int SecondRssiDbm;

        /// <summary>Link quality as <see cref="IFrameSink.End"/> has it.</summary>
        public int Lqi;

        /// <summary>Sender's carrier minus the receiver's, in hertz.</summary>
        public int FrequencyOffsetHz;
    }
}
