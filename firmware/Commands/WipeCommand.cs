// Back to the factory (firmware/App/Wipe.cs). The order is on file before the answer goes out; the wipe
// itself takes place at the restart that follows, before anything else.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>wipe</c>: removes everything but the firmware.</summary>
    public sealed class WipeCommand : Command
    {
        private readonly string[] _keys = { "confirm" };

        private readonly string _gatewayId;
        private readonly IWipe _wipe;
        private readonly IRestart _restart;
        private readonly RefusalLog _log;
        private bool _isAsked;

        /// <summary>The command.</summary>
        /// <param name="gatewayId">Has to be named in it.</param>
        /// <param name="wipe">Takes the order.</param>
        /// <param name="restart">Restarts afterwards.</param>
        /// <param name="log">Told of refusals; of a wipe nothing is left to tell.</param>
        public WipeCommand(string gatewayId, IWipe wipe, IRestart restart, RefusalLog log)
            : base("wipe", true, true)
        {
            _gatewayId = gatewayId;
            _wipe = wipe;
            _restart = restart;
            _log = log;
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            string confirm = null;
            while (body.NextKey(string.Empty, _keys, ref seen) >= 0)
            {
                body.Text("confirm", 1, GatewayName.MaxIdLength, ref confirm);
            }

            body.Check(confirm != null, "confirm", "is missing");
            body.Check(confirm == _gatewayId, "confirm", "has to be the id of this gateway");
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _isAsked = false;
            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            _isAsked = _isAsked || _wipe.TryOrder();
            if (!_isAsked || _wipe.IsBusy)
            {
                return CommandStatus.Running;
            }

            if (!_wipe.IsOrdered)
            {
                Reason = "the flash could not be written";
                return CommandStatus.Failed;
            }

            // One that is due already does as well.
            _restart.TryRestart("wipe", nowUs);
            return CommandStatus.Ok;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            _log.Add(Name, request, status, reason, nowUs);
        }
    }
}
