// The gateway's own events of late, newest first: those that became records too, and those that did not.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>log</c>: reads the event ring.</summary>
    public sealed class LogCommand : Command
    {
        private const int MaxEvents = 100;
        private const int DefaultEvents = 20;

        // An event's own members, and what stands behind the last one.
        private const int EntryBytes = 100;
        private const int TailBytes = 60;

        private readonly string[] _keys = { "from", "max" };

        private readonly IEventReader _events;
        private readonly WallClock _clock;
        private readonly EventEntry _entry = new EventEntry();
        private int _from;
        private int _max;
        private uint _seq;
        private int _written;

        /// <summary>The command.</summary>
        /// <param name="events">The ring.</param>
        /// <param name="clock">Knows the time of events from before the clock was set.</param>
        public LogCommand(IEventReader events, WallClock clock)
            : base("log", false, false)
        {
            _events = events;
            _clock = clock;
        }

        /// <inheritdoc/>
        public override bool IsRemembered
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            _from = 0;
            _max = DefaultEvents;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    body.Int("from", 1, int.MaxValue, ref _from);
                }
                else
                {
                    body.Int("max", 1, MaxEvents, ref _max);
                }
            }
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            uint newest = _events.NextSeq - 1;
            _seq = _from > 0 && (uint)_from < newest ? (uint)_from : newest;
            return CommandStatus.Ok;
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            return CommandStatus.Ok;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            if (part == 0)
            {
                json.Name("events");
                json.BeginArray();
                return true;
            }

            uint first = _events.FirstSeq;
            bool isThere = _written < _max && _seq >= first && _events.TryRead(_seq, _entry);
            if (isThere && json.Free > _entry.TextLength + EntryBytes + TailBytes)
            {
                WriteEntry(json);
                _written++;
                _seq--;
                return true;
            }

            json.EndArray();
            if (_seq >= first && first < _events.NextSeq)
            {
                json.Name("next");
                json.Number(_seq);
            }

            return false;
        }

        private void WriteEntry(JsonWriter json)
        {
            long unixMs;
            bool isKnown = _clock.TryResolve(_entry.Stamp, out unixMs);
            bool isLate = _entry.Stamp < 0;
            json.BeginObject();
            json.Name("seq");
            json.Number(_entry.Seq);
            json.Name("ts");
            json.Number(unixMs);
            json.Name("tq");
            json.Word(!isKnown ? "none" : isLate ? "corrected"
                : _entry.Quality == TimeQuality.Ntp ? "ntp" : "rtc");
            if (!isKnown)
            {
                json.Name("boot");
                json.Number(WallClock.BootOf(_entry.Stamp));
            }

            json.Name("level");
            json.Word(_entry.Level == EventLevel.Alarm ? "alarm"
                : _entry.Level == EventLevel.Event ? "event" : "note");
            json.Name("data");
            json.Json(_entry.Text, 0, _entry.TextLength);
            json.EndObject();
        }
    }
}
