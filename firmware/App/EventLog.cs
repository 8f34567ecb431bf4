// Where the gateway's own events go: all into the event ring, and as records into the log what a headend
// should hear of. Of alarms only a few a minute become records, so that who knocks at the door cannot fill
// the log.
using Gateway.Core;
using Gateway.Diagnostics;
using Gateway.Store;

namespace Gateway.App
{
    /// <summary>The gateway's own events; the payload of a record is the event's JSON object.</summary>
    public sealed class EventLog : IEventLog
    {
        /// <summary>Alarms that may come at once; after that one a minute.</summary>
        public const int AlarmBurst = 5;

        private const long AlarmPeriodUs = 60000000;

        // What the count of missed alarms takes: ,"missed":4294967295
        private const int ReserveBytes = 24;

        private readonly byte[] _eventName = System.Text.Encoding.UTF8.GetBytes("\"event\":");
        private readonly LogStore _store;
        private readonly WallClock _clock;
        private readonly LogRecord _record;
        private readonly JsonWriter _json;
        private EventLevel _level;
        private long _alarmsUs = -AlarmBurst * AlarmPeriodUs;
        private uint _missed;

        /// <summary>Appends to <paramref name="store"/> and <paramref name="ring"/>.</summary>
        public EventLog(LogStore store, EventRing ring, WallClock clock)
        {
            _store = store;
            Ring = ring;
            _clock = clock;
            _record = new LogRecord(EventEntry.MaxTextBytes);
            _json = new JsonWriter(_record.Payload);
        }

        /// <summary>The events of late.</summary>
        public EventRing Ring { get; private set; }

        /// <summary>Events that became records.</summary>
        public uint Appended { get; private set; }

        /// <summary>Events that did not fit or that the log refused.</summary>
        public uint Refused { get; private set; }

        /// <summary>Alarms that were too many to become records.</summary>
        public uint Missed { get; private set; }

        /// <inheritdoc/>
        public JsonWriter Begin(string kind)
        {
            return Begin(kind, EventLevel.Event);
        }

        /// <inheritdoc/>
        public JsonWriter Begin(string kind, EventLevel level)
        {
            _level = level;
            _json.Reset();
            _json.SetLimit(EventEntry.MaxTextBytes - ReserveBytes);
            _json.BeginObject();
            _json.Raw(_eventName, false);
            _json.Word(kind);
            return _json;
        }

        /// <inheritdoc/>
        public void End(long nowUs)
        {
            bool isRecord = _level == EventLevel.Event || (_level == EventLevel.Alarm && MayAlarm(nowUs));
            _json.SetLimit(EventEntry.MaxTextBytes);
            if (isRecord && _level == EventLevel.Alarm && _missed > 0)
            {
                _json.Name("missed");
                _json.Number(_missed);
                _missed = 0;
            }

            _json.EndObject();
            if (_json.Overflow)
            {
                Refused++;
                return;
            }

            long stamp = _clock.Stamp(nowUs);
            Ring.Append(stamp, _clock.Quality, _level, _record.Payload, _json.Length, nowUs);
            if (isRecord)
            {
                Append(stamp);
            }
        }

        private bool MayAlarm(long nowUs)
        {
            long earliestUs = nowUs - (AlarmBurst * AlarmPeriodUs);
            _alarmsUs = _alarmsUs < earliestUs ? earliestUs : _alarmsUs;
            if (_alarmsUs + AlarmPeriodUs > nowUs)
            {
                _missed++;
                Missed++;
                return false;
            }

            _alarmsUs += AlarmPeriodUs;
            return true;
        }

        private void Append(long stamp)
        {
            LogRecord record = _record;
            record.PayloadLength = _json.Length;
            record.TimeMs = stamp;
            record.Quality = _clock.Quality;
            record.Class = _level == EventLevel.Alarm ? RecordClass.Alarm : RecordClass.Event;
            record.Protocol = Protocol.Gateway;
            record.Mode = LinkMode.None;
            record.RssiDbm = -128;
            record.SecondRssiDbm = 0;
            record.Lqi = 255;
            record.FrequencyOffsetHz = 0;
            record.IsBacklog = false;
            if (_store.Append(record))
            {
                Appended++;
            }
            else
            {
                Refused++;
            }
        }
    }
}
