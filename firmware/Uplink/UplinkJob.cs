using Gateway.Core;

namespace Gateway.Uplink
{
    /// <summary>The blocking call that the network worker makes for the uplink; one object, used again and
    /// again.</summary>
    internal sealed class UplinkJob : IJob
    {
        public const int Connect = 1;
        public const int Publish = 2;
        public const int Close = 3;

        private readonly MqttUplink _owner;
        public UplinkJob(MqttUplink owner)
        {
            _owner = owner;
        }

        /// <summary>Which call.</summary>
        public int Kind;

        /// <summary>Connect: makes the session.</summary>
        public IMqttSessionFactory Factory;

        /// <summary>Session of the call; made by Connect.</summary>
        public IMqttSession Session;

        /// <summary>Connect: the request and who listens.</summary>
        public MqttConnectRequest Request;

        /// <summary>Connect: who listens.</summary>
        public IMqttListener Listener;

        /// <summary>Connect: subscribed to afterwards, unless null.</summary>
        public string TopicFilter;

        /// <summary>Connect: the result.</summary>
        public MqttConnectStatus Status;

        /// <summary>Publish: topic.</summary>
        public string Topic;

        /// <summary>Publish: payload.</summary>
        public byte[] Payload;

        /// <summary>Publish: whether the broker keeps it.</summary>
        public bool Retain;

        /// <summary>Publish: the result.</summary>
        public int PacketId;

        /// <inheritdoc/>
        public void Run()
        {
            if (Kind == Connect)
            {
                Session = Factory.Create();
                Status = Session.Connect(Request, Listener);
                bool isGood = Status == MqttConnectStatus.Ok || Status == MqttConnectStatus.Pending;
                if (isGood && TopicFilter != null && !Session.Subscribe(TopicFilter))
                {
                    Status = MqttConnectStatus.Refused;
                    isGood = false;
                }

                if (!isGood)
                {
                    Session.Close();
                    Session = null;
                }
            }
            else if (Kind == Publish)
            {
                PacketId = Session.Publish(Topic, Payload, Retain);
            }
            else if (Session != null)
            {
                Session.Close();
            }
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            _owner.OnJobCompleted(nowUs, faulted);
        }
    }
}
