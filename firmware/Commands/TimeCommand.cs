// The headend's time, for gateways that reach neither a time server nor a mobile network's clock. It is the
// one command whose expiry cannot be judged by the clock that it is to set: against repeats there is the
// rising exp that the gateway remembers over restarts, and the time has to lie within the hour before exp.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>time</c>: sets the wall clock.</summary>
    public sealed class TimeCommand : Command
    {
        private const string Path = "unix_ms";

        private readonly string[] _keys = { Path };
        private readonly ITimeSetter _clock;
        private long _unixMs;

        /// <summary>The command.</summary>
        /// <param name="clock">Is set.</param>
        public TimeCommand(ITimeSetter clock)
            : base("time", true, true)
        {
            _clock = clock;
        }

        /// <inheritdoc/>
        public override bool NeedsClock
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            _unixMs = 0;
            while (body.NextKey(string.Empty, _keys, ref seen) >= 0)
            {
                body.Long(Path, ref _unixMs);
            }

            body.Check(seen != 0, Path, "is missing");
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            long aheadMs = request.ExpiresMs - _unixMs;
            if (aheadMs < 0 || aheadMs > CommandDispatcher.MaxAheadMs)
            {
                Reason = "unix_ms: is not within the hour before exp";
                return CommandStatus.BadRequest;
            }

            if (!_clock.TrySet(_unixMs, nowUs))
            {
                Reason = "a time server or the mobile network has set the clock";
                return CommandStatus.Failed;
            }

            return CommandStatus.Ok;
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            return CommandStatus.Ok;
        }
    }
}
