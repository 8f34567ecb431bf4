using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>What is known of one meter, for showing it. Filled by <see cref="MeterLookup"/> and
    /// <see cref="WorstMeters"/>.</summary>
    public sealed class MeterReport
    {
        /// <summary>No rule names the meter.</summary>
        public const int NoRule = MeterList.None;

        /// <summary>Address as <see cref="MeterTable.KeyOf"/> has it.</summary>
        public long Key;

        /// <summary>Whether it is heard.</summary>
        public MeterHearing Hearing;

        /// <summary>Seconds since its last frame, up to twelve days.</summary>
        public int SilentS;

        /// <summary>Power of its last frame, in dBm.</summary>
        public int RssiDbm;

        /// <summary>Telegrams received of the last <see cref="Expected"/>.</summary>
        public int Received;

        /// <summary>Telegrams received in the last whole hour since boot. This and the further ones of
        /// hours: <see cref="TelegramFilter.ReadHours"/>.</summary>
        public int HourReceived;

        /// <summary>Telegrams due in that hour; 0 = nothing is known of it.</summary>
        public int HourExpected;

        /// <summary>Telegrams received in the last 24 whole hours, as far as they are known.</summary>
        public int DayReceived;

        /// <summary>Telegrams due in these hours; 0 = nothing is known.</summary>
        public int DayExpected;

        /// <summary>Hours that are known, 0 .. 24.</summary>
        public int DayHours;

        /// <summary>Telegrams that were due by its interval, those that are overdue now included; equal to
        /// <see cref="Received"/> while the interval is not known.</summary>
        public int Expected;

        /// <summary>Seconds between two telegrams, within 3 %; 0 = not learned yet.</summary>
        public int IntervalS;

        /// <summary>Rule that names it; <see cref="NoRule"/>.</summary>
        public int Rule;

        /// <summary>Its last clear status byte; 0 also when it has none or nobody wants the meter.</summary>
        public int Status;

        /// <summary>Damaged frames with its address lately.</summary>
        public int Bad;

        /// <summary>Whether a CRC ever covered that address.</summary>
        public bool IsAddressSound;

        /// <summary>Whether the members that follow are known: they are kept of the meters heard or asked for
        /// last.</summary>
        public bool HasDetails;

        /// <summary>Sender's carrier minus the receiver's, in hertz.</summary>
        public int FrequencyOffsetHz;

        /// <summary>Link mode.</summary>
        public LinkMode Mode;

        /// <summary>Whether its last telegram was encrypted.</summary>
        public bool IsEncrypted;

        /// <summary>Identification number as BCD.</summary>
        public uint IdentificationNumber
        {
            get { return (uint)(Key >> 16); }
        }
    }
}
