using Gateway.Core;
using Gateway.Store;

namespace Gateway.App
{
    /// <summary>The gateway's own events as records of the log: the payload is the event's JSON
    /// object.</summary>
    public sealed class EventLog : IEventLog
    {
        private const int MaxBytes = 480;

        private readonly LogStore _store;
        private readonly WallClock _clock;
        private readonly LogRecord _record = new LogRecord(MaxBytes);
        private readonly JsonWriter _json;

        /// <summary>Appends to <paramref name="store"/>.</summary>
        public EventLog(LogStore store, WallClock clock)
        {
            _store = store;
            _clock = clock;
            _json = new JsonWriter(_record.Payload);
        }

        /// <summary>Events appended.</summary>
        public uint Appended { get; private set; }

        /// <summary>Events that did not fit or that the log refused.</summary>
        public uint Refused { get; private set; }

        /// <inheritdoc/>
        public JsonWriter Begin(string kind)
        {
            _json.Reset();
            _json.BeginObject();
            _json.Name("event");
            _json.Word(kind);
            return _json;
        }

        /// <inheritdoc/>
        public void End(long nowUs)
        {
            _json.EndObject();
            LogRecord record = _record;
            record.PayloadLength = _json.Length;
            record.TimeMs = _clock.ToUnixMs(nowUs);
            record.Quality = _clock.Quality;
            record.Class = RecordClass.Event;
            record.Protocol = Protocol.Gateway;
            record.Mode = LinkMode.None;
            record.RssiDbm = -128;
            record.Lqi = 255;
            record.FrequencyOffsetHz = 0;
            if (_json.Overflow || !_store.Append(record))
            {
                Refused++;
            }
            else
            {
                Appended++;
            }
        }
    }
}
