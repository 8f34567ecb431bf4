// A restart that somebody asks for, after the answer has gone out and the log is on file.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>reboot</c>: restarts the gateway.</summary>
    public sealed class RebootCommand : Command
    {
        private const int MaxReasonChars = 40;
        private const int MaxDelayS = 3600;
        private const long UsPerS = 1000000;

        private readonly string[] _keys = { "delay_s", "reason" };

        private readonly IRestart _restart;
        private readonly RefusalLog _log;
        private int _delayS;
        private string _cause;
        private bool _isTold;

        /// <summary>The command.</summary>
        /// <param name="restart">Does it.</param>
        /// <param name="log">Told of it.</param>
        public RebootCommand(IRestart restart, RefusalLog log)
            : base("reboot", true, true)
        {
            _restart = restart;
            _log = log;
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            string reason = null;
            _delayS = 0;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    body.Int("delay_s", 0, MaxDelayS, ref _delayS);
                }
                else
                {
                    body.Text("reason", 1, MaxReasonChars, ref reason);
                    body.Check(reason == null || ConfigCursor.IsPrintable(reason), "reason",
                        "must be printable ASCII");
                }
            }

            _cause = reason == null ? "reboot" : "reboot: " + reason;
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            if (!_restart.TryRestart(_cause, nowUs + (_delayS * UsPerS)))
            {
                Reason = "a restart is due already";
                return CommandStatus.Busy;
            }

            _isTold = false;
            return CommandStatus.Running;
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            if (_isTold)
            {
                return CommandStatus.Ok;
            }

            // A slice of its own.
            _isTold = true;
            JsonWriter json = _log.Events.Begin("reboot");
            json.Name("step");
            json.Word("accepted");
            json.Name("reason");
            json.String(_cause);
            _log.Events.End(nowUs);
            return CommandStatus.Running;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            json.Name("delay_s");
            json.Number(_delayS);
            return false;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            _log.Add(Name, request, status, reason, nowUs);
        }
    }
}
