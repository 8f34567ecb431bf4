using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>Writes refused commands of one name into the log, one a minute at most: whoever can publish
    /// to the topic must not be able to fill it.</summary>
    internal sealed class RefusalLog
    {
        private const long PeriodUs = 60000000;

        private readonly string _kind;
        private readonly IEventLog _events;
        private long _nextUs;
        private int _refusals;

        /// <summary>Nothing was refused yet.</summary>
        /// <param name="kind">Kind of the event.</param>
        /// <param name="events">Gets them.</param>
        public RefusalLog(string kind, IEventLog events)
        {
            _kind = kind;
            _events = events;
        }

        /// <summary>A command was refused.</summary>
        public void Add(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            _refusals++;
            if (nowUs < _nextUs)
            {
                return;
            }

            _nextUs = nowUs + PeriodUs;
            JsonWriter json = _events.Begin(_kind);
            json.Name("step");
            json.Word("refused");
            json.Name("refusals");
            json.Number(_refusals);
            if (request.Id != null)
            {
                json.Name("id");
                json.String(request.Id);
            }

            json.Name("code");
            json.Word(CommandCodes.Word(status));
            json.Name("reason");
            json.String(reason);
            _events.End(nowUs);
        }
    }
}
