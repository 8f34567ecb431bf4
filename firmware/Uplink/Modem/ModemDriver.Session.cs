namespace Gateway.Uplink.Modem
{
    /// <summary>The MQTT side: one session at a time.</summary>
    public sealed partial class ModemDriver
    {
        private const int PacketIds = 65_535;
        private const int FileTries = 5;

        private ModemSession _session;
        private IMqttListener _listener;
        private bool _isAttemptRunning;
        private long _attemptDueUs;
        private bool _isPublishing;
        private int _packetId;
        private bool _isDirty = true;
        private bool _startsAfterCleanup;

        internal MqttConnectStatus Connect(
            ModemSession session, MqttConnectRequest request, IMqttListener listener)
        {
            bool isUsable = AtOutput.IsUsable(request.Host) && AtOutput.IsUsable(request.ClientId)
                && AtOutput.IsUsable(request.UserName) && AtOutput.IsUsable(request.Password)
                && (request.Tls == null
                    || (request.Tls.Authority != null && request.Tls.Authority.Length > 0));
            if (!isUsable)
            {
                LastTrouble = ModemTrouble.BadSettings;
                return ModemTroubleText.StatusOf(LastTrouble);
            }

            if (State == ModemState.Resting)
            {
                return ModemTroubleText.StatusOf(LastTrouble);
            }

            _session = session;
            _listener = listener;
            _commands.Request = request;
            _commands.TopicFilter = null;
            if (request.Tls != null)
            {
                _commands.NameFiles();
            }

            _isAttemptRunning = true;
            _attemptDueUs = _nowUs + (_options.ConnectMs * 1000L);
            Wake();
            return MqttConnectStatus.Pending;
        }

        internal bool Subscribe(ModemSession session, string topicFilter)
        {
            if (session != _session || !_isAttemptRunning)
            {
                return false;
            }

            _commands.TopicFilter = AtOutput.Bytes(topicFilter);
            return true;
        }

        internal int Publish(ModemSession session, string topic, byte[] payload, bool retain)
        {
            bool fits = payload.Length > 0 && payload.Length <= ModemOptions.MaxPayloadBytes;
            if (session != _session || State != ModemState.Online || _commands.Payload != null || !fits)
            {
                return 0;
            }

            _packetId = (_packetId % PacketIds) + 1;
            _commands.Topic = AtOutput.Bytes(topic);
            _commands.Payload = payload;
            _commands.Retain = retain;
            Wake();
            return _packetId;
        }

        internal void Close(ModemSession session)
        {
            if (session != _session)
            {
                return;
            }

            bool isOpen = State == ModemState.Connecting || State == ModemState.Online;
            Forget();
            if (isOpen)
            {
                GiveUpConnection();
            }
        }

        /// <summary>The session is over as far as this driver is concerned.</summary>
        private void Forget()
        {
            _session = null;
            _listener = null;
            _isAttemptRunning = false;
            _isPublishing = false;
            _commands.Payload = null;
            _inbox.Reset();
        }

        /// <summary>Whatever stands is closed as soon as the modem can be spoken to.</summary>
        private void GiveUpConnection()
        {
            State = ModemState.Closing;
            if (_channel.IsAwaitingResult)
            {
                _channel.GiveUpResult();
            }

            // Whatever was to come next belonged to the connection.
            Go(ModemStep.None, 0);
        }

        private void Wake()
        {
            if (_nextUs > _nowUs && _next == ModemStep.None)
            {
                _nextUs = _nowUs;
            }
        }

        private void BeginCleanup(bool starts)
        {
            _startsAfterCleanup = starts;
            if (_isDirty)
            {
                Go(ModemStep.Disconnect, 0);
            }
            else
            {
                EndCleanup();
            }
        }

        private void EndCleanup()
        {
            _isDirty = false;
            if (_startsAfterCleanup && State == ModemState.Connecting)
            {
                Go(ModemStep.Start, 0);
                return;
            }

            State = ModemState.Standby;
            Go(ModemStep.None, 0);
        }

        private void GoToConnect()
        {
            if (_commands.Request.Tls != null)
            {
                Go(ModemStep.CertificateList, 0);
            }
            else
            {
                BeginCleanup(true);
            }
        }

        private void DoneConnecting(ModemStep step)
        {
            TlsFiles tls = _commands.Request == null ? null : _commands.Request.Tls;
            switch (step)
            {
                case ModemStep.CertificateList:
                    GoToFiles(tls);
                    break;
                case ModemStep.Authority:
                case ModemStep.Certificate:
                case ModemStep.PrivateKey:
                    // Listed again: what counts is what the modem says that it has.
                    Go(ModemStep.CertificateList, 0);
                    break;
                case ModemStep.TlsAuthority:
                    Go(tls.Certificate == null ? ModemStep.TlsTime : ModemStep.TlsCertificate, 0);
                    break;
                case ModemStep.TlsName:
                    BeginCleanup(true);
                    break;
                case ModemStep.Stop:
                    EndCleanup();
                    break;
                case ModemStep.Start:
                    _isDirty = true;
                    Go(ModemStep.Acquire, 0);
                    break;
                case ModemStep.Acquire:
                    Go(tls == null ? AfterTls() : ModemStep.UseTls, 0);
                    break;
                case ModemStep.UseTls:
                    Go(AfterTls(), 0);
                    break;
                case ModemStep.Connect:
                    if (_commands.TopicFilter != null)
                    {
                        Go(ModemStep.Subscribe, 0);
                        break;
                    }

                    Connected();
                    break;
                case ModemStep.Subscribe:
                    Connected();
                    break;
                case ModemStep.Publish:
                    EndPublish(true);
                    break;
                default:
                    Go(step + 1, 0);
                    break;
            }
        }

        private ModemStep AfterTls()
        {
            return _commands.Request.WillTopic == null ? ModemStep.Connect : ModemStep.WillTopic;
        }

        private void GoToFiles(TlsFiles tls)
        {
            ModemStep missing = !_facts.HasAuthority ? ModemStep.Authority
                : tls.Certificate != null && !_facts.HasCertificate ? ModemStep.Certificate
                : tls.Certificate != null && !_facts.HasPrivateKey ? ModemStep.PrivateKey
                : ModemStep.None;
            if (missing == ModemStep.None)
            {
                _tries = 0;
                Go(ModemStep.TlsVersion, 0);
            }
            else if (!Retry(missing, FileTries, 0))
            {
                FailAttempt(ModemTrouble.CertificateMissing);
            }
        }

        private void Connected()
        {
            IMqttListener listener = _listener;
            State = ModemState.Online;
            LastTrouble = ModemTrouble.None;
            Counters.Connects++;
            _cycleWaitUs = _options.CycleMs * 1000L;
            _resyncs = 0;
            _isAttemptRunning = false;
            _heartbeatUs = _nowUs + (_options.HeartbeatMs * 1000L);
            Go(ModemStep.None, 0);
            if (listener != null)
            {
                listener.OnConnected(MqttConnectStatus.Ok);
            }
        }

        private void EndPublish(bool acknowledged)
        {
            IMqttListener listener = _listener;
            bool wasPublishing = _isPublishing;
            _isPublishing = false;
            _commands.Payload = null;
            Go(ModemStep.None, 0);
            if (wasPublishing && listener != null)
            {
                listener.OnPublished(_packetId, acknowledged);
            }
        }
    }
}
