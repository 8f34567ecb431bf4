using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>One address that a survey has met, for showing it.</summary>
    public sealed class SurveyEntry
    {
        /// <summary>Address as <see cref="MeterTable.KeyOf"/> has it.</summary>
        public long Key;

        /// <summary>Link mode of the last frame.</summary>
        public LinkMode Mode;

        /// <summary>Telegrams, copies included; 65,535 = so many or more.</summary>
        public int Count;

        /// <summary>Damaged frames with this address.</summary>
        public int Bad;

        /// <summary>Whether a CRC ever covered the address: true with any telegram. Else it may be anybody's
        /// or nobody's.</summary>
        public bool IsSound;

        /// <summary>Power of the last frame, in dBm.</summary>
        public int RssiDbm;

        /// <summary>Sender's carrier minus the receiver's of the last telegram, in hertz.</summary>
        public int FrequencyOffsetHz;

        /// <summary>Whether the last telegram was encrypted.</summary>
        public bool IsEncrypted;

        /// <summary>Seconds from the survey's start to the last frame.</summary>
        public int LastS;
    }
}
