// When the uplink has something to do.

namespace Gateway.Uplink
{
    /// <content>Times.</content>
    public sealed partial class MqttUplink
    {
        private long _wakeUs = long.MaxValue;
        private uint _revision;
        private bool _isOnline;

        /// <summary>Payload bytes written as JSON, and for what stands around them so many as it costs: the
        /// work done. Wraps.</summary>
        public uint Work
        {
            get { return _window.Work; }
        }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                // Asked at each pass of the loop: only what others may have changed since the last step.
                if ((_listener != null && _listener.HasNews)
                    || (_isOnline && (_queue.Revision != _revision || _window.IsReplyDue)))
                {
                    return _stepUs;
                }

                if (!_hasLinkSteps)
                {
                    return _wakeUs;
                }

                long linksUs = _links.NextWakeUs;
                return linksUs < _wakeUs ? linksUs : _wakeUs;
            }
        }

        // When to step next, as far as the uplink knows by itself.
        private void Settle()
        {
            UplinkState state = State;
            _isOnline = state == UplinkState.Online;
            if (_toSay != null)
            {
                _wakeUs = _stepUs;
            }
            else if (_startPending)
            {
                _wakeUs = _worker.IsBusy ? _stepUs + PollUs : _stepUs;
            }
            else if (state == UplinkState.Online)
            {
                _wakeUs = _window.WakeUs(_stepUs);
            }
            else
            {
                bool isDue = state == UplinkState.BackOff || _connectPending;
                _wakeUs = !isDue ? long.MaxValue
                    : _stopping && state == UplinkState.BackOff ? _stepUs : _dueUs;
            }
        }
    }
}
