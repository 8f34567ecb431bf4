using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>Writes refused commands into the log, one a minute at most: whoever can publish to the topic
    /// must not be able to fill it.</summary>
    public sealed class RefusalLog
    {
        private const long PeriodUs = 60000000;

        private readonly IEventLog _events;
        private long _nextUs;
        private int _refusals;

        /// <summary>Nothing was refused yet.</summary>
        /// <param name="events">Gets them.</param>
        public RefusalLog(IEventLog events)
        {
            _events = events;
        }

        /// <summary>Where the refusals go; for what the commands themselves have to say.</summary>
        public IEventLog Events
        {
            get { return _events; }
        }

        /// <summary>A command was refused.</summary>
        /// <param name="name">The command: the event's kind.</param>
        /// <param name="request">Its envelope.</param>
        /// <param name="status">How.</param>
        /// <param name="reason">Why.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Add(
            string name, CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            Add(name, request, status, reason, null, nowUs);
        }

        /// <summary>As the other, of a command to one meter.</summary>
        /// <param name="name">The command: the event's kind.</param>
        /// <param name="request">Its envelope.</param>
        /// <param name="status">How.</param>
        /// <param name="reason">Why.</param>
        /// <param name="meter">Who wanted it of which meter; null when that is not known.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Add(
            string name, CommandRequest request, CommandStatus status, string reason, MeterRequest meter,
            long nowUs)
        {
            _refusals++;
            if (nowUs < _nextUs)
            {
                return;
            }

            _nextUs = nowUs + PeriodUs;
            JsonWriter json = _events.Begin(name);
            json.Name("step");
            json.Word("refused");
            json.Name("refusals");
            json.Number(_refusals);
            if (request.Id != null)
            {
                json.Name("id");
                json.String(request.Id);
            }

            if (meter != null && meter.Port != null && meter.Meter != null)
            {
                json.Name("port");
                json.String(meter.Port);
                json.Name("meter");
                json.String(meter.Meter);
                json.Name("who");
                json.String(meter.Who);
            }

            json.Name("code");
            json.Word(CommandCodes.Word(status));
            json.Name("reason");
            json.String(reason);
            _events.End(nowUs);
        }
    }
}
