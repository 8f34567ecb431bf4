// What records of one kind, and of one second, have in common in JSON, kept as text from record to record.
// One object for all who write records.

using System.Text;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>The pieces of a record's JSON that are not its own.</summary>
    internal sealed class RecordTexts
    {
        // Kinds of record whose words are kept.
        private const int KindSlots = 8;

        public readonly byte[] SeqName = Encoding.UTF8.GetBytes("{\"seq\":");
        public readonly byte[] TimeName = Encoding.UTF8.GetBytes("\"ts\":");
        public readonly byte[] RssiName = Encoding.UTF8.GetBytes("\"rssi_dbm\":");
        public readonly byte[] LqiName = Encoding.UTF8.GetBytes("\"lqi\":");
        public readonly byte[] OffsetName = Encoding.UTF8.GetBytes("\"foff_hz\":");
        public readonly byte[] FreshEnd = Encoding.UTF8.GetBytes("\"h\":0}");
        public readonly byte[] BacklogEnd = Encoding.UTF8.GetBytes("\"h\":1}");

        /// <summary>Resolves stamps; may be null.</summary>
        public WallClock Clock;

        /// <summary>Decodes wired frames; null = records have the raw frame only.</summary>
        public IValueWriter Values;

        /// <summary>From "tq" to the name of the payload, of the record that was prepared for.</summary>
        public byte[] Kind;

        /// <summary>The seconds of its time; null in the first second of an unset clock.</summary>
        public byte[] Second;

        /// <summary>The milliseconds behind them.</summary>
        public int Millisecond;

        private readonly int[] _kinds = new int[KindSlots];
        private readonly byte[][] _kindTexts = new byte[KindSlots][];
        private long _secondS;

        /// <summary>Turns the stamp of a record as the log has it into what is published: the time, worked
        /// out from what is known by now, or the time since a start.</summary>
        public void Resolve(LogRecord record)
        {
            record.Boot = 0;
            long stamp = record.TimeMs;
            if (stamp >= 0 || Clock == null)
            {
                return;
            }

            bool isKnown = Clock.TryResolve(stamp, out record.TimeMs);
            record.Quality = isKnown ? TimeQuality.Corrected : TimeQuality.None;
            record.Boot = isKnown ? 0 : WallClock.BootOf(stamp);
        }

        /// <summary>Makes the pieces fit a record.</summary>
        /// <returns>false when one had to be made first: a slice of its own, after which to ask
        /// again.</returns>
        public bool Prepare(LogRecord record)
        {
            int mode = (int)record.Mode;
            int recordClass = (int)record.Class;
            int kind = 1 | (mode << 1) | (recordClass << 8) | ((int)record.Protocol << 16)
                | ((int)record.Quality << 24);
            int slot = (mode + (3 * recordClass)) & (KindSlots - 1);
            if (_kinds[slot] != kind)
            {
                _kinds[slot] = kind;
                _kindTexts[slot] = KindText(record);
                return false;
            }

            Kind = _kindTexts[slot];
            long timeS = record.TimeMs / 1000;
            if (timeS != _secondS)
            {
                _secondS = timeS;
                Second = timeS > 0 ? Encoding.UTF8.GetBytes(timeS.ToString()) : null;
                return false;
            }

            Millisecond = (int)(record.TimeMs - (timeS * 1000));
            return true;
        }

        private static byte[] KindText(LogRecord record)
        {
            // Joined by native code: a JsonWriter takes five times as long.
            string text = "\"tq\":\"" + TimeQualityWord(record.Quality) + "\",\"cls\":\"";
            text = text + ClassWord(record.Class) + "\",\"proto\":\"";
            text = text + ProtocolWord(record.Protocol) + "\",\"";
            if (record.Mode != LinkMode.None)
            {
                text = text + "mode\":\"" + ModeWord(record.Mode) + "\",\"";
            }

            return Encoding.UTF8.GetBytes(text + PayloadName(record.Protocol) + "\":");
        }

        private static string TimeQualityWord(TimeQuality quality)
        {
            return quality == TimeQuality.Ntp ? "ntp" : quality == TimeQuality.Rtc ? "rtc"
                : quality == TimeQuality.Corrected ? "corrected" : "none";
        }

        private static string ClassWord(RecordClass value)
        {
            switch (value)
            {
                case RecordClass.Alarm:
                    return "alarm";
                case RecordClass.Priority:
                    return "priority";
                case RecordClass.Event:
                    return "event";
                default:
                    return "regular";
            }
        }

        private static string ProtocolWord(Protocol protocol)
        {
            switch (protocol)
            {
                case Protocol.Wmbus:
                    return "wmbus";
                case Protocol.LinkIq:
                    return "linkiq";
                case Protocol.MBus:
                    return "mbus";
                case Protocol.Dlt645:
                    return "dlt645";
                default:
                    return "gateway";
            }
        }

        private static string ModeWord(LinkMode mode)
        {
            return mode == LinkMode.T1 ? "T1"
                : mode == LinkMode.C1 ? "C1"
                : mode == LinkMode.S1 ? "S1"
                : "LIQ";
        }

        /// <summary>Field that carries the payload: a telegram from the air, a frame from a wire, or
        /// data.</summary>
        private static string PayloadName(Protocol protocol)
        {
            bool wired = protocol == Protocol.MBus || protocol == Protocol.Dlt645;
            return wired ? "frame" : protocol == Protocol.Gateway ? "data" : "telegram";
        }
    }
}
