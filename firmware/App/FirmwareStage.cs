// The field update in the loop, and what the broker keeps of it: state/fw is written when the update has
// moved, and "online" on a connection of the new version is the proof that ends its trial.
using Gateway.Core;
using Gateway.Update;
using Gateway.Uplink;

namespace Gateway.App
{
    /// <summary>Steps the update and speaks for it.</summary>
    public sealed class FirmwareStage : IStage, IStateSource
    {
        private const int MaxBytes = 256;
        private const long ProofPollUs = 1000000;
        private const int NeverTold = -1;

        private readonly FieldUpdate _update;
        private readonly MqttUplink _uplink;
        private readonly string _version;
        private byte[] _payload;
        private int _told = NeverTold;
        private long _stepUs;

        /// <summary>Joins them.</summary>
        /// <param name="update">null where the firmware has one slot.</param>
        /// <param name="uplink">Publishes the state.</param>
        /// <param name="version">What runs.</param>
        public FirmwareStage(FieldUpdate update, MqttUplink uplink, string version)
        {
            _update = update;
            _uplink = uplink;
            _version = version;
        }

        /// <inheritdoc/>
        public string Name
        {
            get { return "fw"; }
        }

        /// <inheritdoc/>
        public byte[] Payload
        {
            get
            {
                int revision = _update == null ? 0 : _update.Revision;
                if (_told != revision)
                {
                    _told = revision;
                    _payload = Write();
                }

                return _payload;
            }
        }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                if (_told != _update.Revision)
                {
                    return 0;
                }

                long pollUs = _update.State == UpdateState.Trial ? _stepUs + ProofPollUs : long.MaxValue;
                long updateUs = _update.NextWakeUs;
                return pollUs < updateUs ? pollUs : updateUs;
            }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _stepUs = nowUs;
            if (_told != _update.Revision)
            {
                // A slice of its own; the uplink asks for what it is.
                _payload = Payload;
                _uplink.PublishStates();
                return;
            }

            if (_update.State == UpdateState.Trial && !_update.IsBusy && _uplink.IsAnnounced)
            {
                _update.Prove();
            }

            _update.Step(nowUs);
        }

        private byte[] Write()
        {
            JsonWriter json = new JsonWriter(new byte[MaxBytes]);
            json.BeginObject();
            if (_update != null)
            {
                _update.WriteState(json);
            }
            else
            {
                json.Name("slot");
                json.Word("primary");
                json.Name("version");
                json.String(_version);
                json.Name("status");
                json.Word("unavailable");
            }

            json.EndObject();
            return json.ToArray();
        }
    }
}
