// The retained state beside "online": each part once a connection, and again when it has changed.

namespace Gateway.Uplink
{
    /// <content>States.</content>
    internal sealed partial class UplinkWindow
    {
        private IStateSource[] _states = new IStateSource[0];
        private byte[][] _statesSent = new byte[0][];
        private bool _statesDue;
        private bool _areStatesOld;
        private int _state;

        /// <summary>Whether the broker has the "online" of this connection.</summary>
        public bool IsAnnounced
        {
            get { return _announced; }
        }

        /// <summary>Sets what is published; before the start.</summary>
        public void SetStates(IStateSource[] states)
        {
            _states = states;
            _statesSent = new byte[states.Length][];
            _statesDue = true;
        }

        /// <summary>One of them may have changed.</summary>
        public void NoteStates()
        {
            _statesDue = true;
        }

        private bool PublishState()
        {
            // The next broker knows nothing of them, or has what another gateway left there.
            for (int i = 0; i < _states.Length && _areStatesOld; i++)
            {
                _statesSent[i] = null;
            }

            _areStatesOld = false;
            for (int i = 0; i < _states.Length; i++)
            {
                byte[] payload = _states[i].Payload;
                if (payload != null && payload != _statesSent[i])
                {
                    _state = i;
                    return Publish(MessageKind.State, _topics.StateRoot + _states[i].Name, payload, true);
                }
            }

            _statesDue = false;
            return false;
        }
    }
}
