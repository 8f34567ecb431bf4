using Gateway.Core;

namespace Gateway.Uplink
{
    /// <summary>Connections: begun over the link of the hour, ended, given up.</summary>
    public sealed partial class MqttUplink
    {
        private MqttConnectStatus _said;
        private string _toSay;

        /// <summary>Whether a connection stands and the broker has its "online": the gateway is
        /// reached.</summary>
        public bool IsAnnounced => State == UplinkState.Online && _window.IsAnnounced;

        /// <summary>Sets the tenants, by their number in records, null where there is none; before
        /// <see cref="Start"/>.</summary>
        public void SetTenants(string[] tenants)
        {
            _window.SetTenants(tenants);
        }

        /// <summary>Sets the retained states; before <see cref="Start"/>.</summary>
        public void SetStates(IStateSource[] states)
        {
            _window.SetStates(states);
        }

        /// <summary>A state has changed: it is published as soon as the connection allows.</summary>
        public void PublishStates()
        {
            _window.NoteStates();
            _wakeUs = _isOnline ? _stepUs : _wakeUs;
        }

        private void Begin(int kind)
        {
            _job.Kind = kind;
            _startPending = true;
        }

        private void BeginConnect(long nowUs)
        {
            _links.Choose(nowUs);
            _worker = _links.Current.Worker;
            _listener = new SessionListener(WakeLoop);
            _job.Session = null;
            _job.Factory = _links.Current;
            _job.Listener = _listener;
            State = UplinkState.Connecting;
            Begin(UplinkJob.Connect);
        }

        // Of failures in a row only the first of its kind is said.
        private void SayFailed(MqttConnectStatus status)
        {
            if (_said != status)
            {
                Say("failed", status);
            }
        }

        // It is said in the next slice.
        private void Say(string state, MqttConnectStatus status)
        {
            _said = status;
            _toSay = _options.Events == null ? null : state;
        }

        // What TLS or the broker's door refuses is a matter of security: it is kept until a headend can be
        // told.
        private void SayNow(long nowUs)
        {
            bool isTls = ConnectText.IsTls(_said);
            bool isSecurity = isTls || _said == MqttConnectStatus.NotAuthorized;
            IEventLog events = _options.Events;
            JsonWriter json = isSecurity ? events.Begin("security", EventLevel.Alarm)
                : events.Begin("link", EventLevel.Note);
            json.Name(isSecurity ? "what" : "state");
            json.Word(isTls ? "tls_refused" : isSecurity ? "login_refused" : _toSay);
            json.Name("link");
            json.Word(_links.Current.Name);
            string reason = ConnectText.Of(_said);
            if (reason != null)
            {
                json.Name("reason");
                json.Word(reason);
            }

            events.End(nowUs);
            _toSay = null;
        }

        private void StepPending(long nowUs)
        {
            if (_listener.TryTakeConnected(out MqttConnectStatus status))
            {
                EndConnect(nowUs, status, false);
            }
            else if (nowUs >= _dueUs)
            {
                EndConnect(nowUs, MqttConnectStatus.TimedOut, false);
            }
        }

        private void EndConnect(long nowUs, MqttConnectStatus status, bool faulted)
        {
            // A fault says nothing about its reason; the session may be half open and is closed as any other.
            _connectPending = false;
            LastStatus = status;
            Counters.ConnectsByStatus[(int)status]++;
            if (status != MqttConnectStatus.Ok)
            {
                SayFailed(status);
                LastFailure = status;
                _links.OnFailed(faulted ? MqttConnectStatus.Unreachable : status);
                CloseSession(nowUs);
                return;
            }

            Say("up", MqttConnectStatus.Ok);
            _links.OnConnected(nowUs);
            _onlineUs = nowUs;
            _window.Restart();
            State = UplinkState.Online;
        }

        private void CloseSession(long nowUs)
        {
            bool wasOnline = State == UplinkState.Online;
            if (wasOnline && nowUs - _onlineUs >= _options.StableMs * 1000L)
            {
                _backOff.Reset();
            }

            if (wasOnline && _links.WantsChange(nowUs))
            {
                // Nothing has failed but the way. Not at once all the same: a district may share the cause.
                Counters.LastDelayMs = 1 + _random.Next(_options.BackOffBaseMs);
            }
            else
            {
                Counters.LastDelayMs = _backOff.NextMs();
            }

            if (wasOnline && !_stopping)
            {
                Say("down", MqttConnectStatus.Ok);
            }

            _links.OnClosed();
            _dueUs = nowUs + (Counters.LastDelayMs * 1000L);
            _window.Restart();
            State = UplinkState.Closing;
            if (!_jobRunning)
            {
                Begin(UplinkJob.Close);
            }
        }
    }
}
