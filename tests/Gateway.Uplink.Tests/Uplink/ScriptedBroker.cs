using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Gateway.Decoding;

namespace Gateway.Uplink.Tests;

/// <summary>Sessions whose every answer a test decides: nothing happens by itself but what is switched on.</summary>
internal sealed class ScriptedBroker : IMqttSessionFactory
{
    /// <summary>Result of the next connects.</summary>
    public MqttConnectStatus ConnectStatus { get; set; }

    public bool ConnectThrows { get; set; }

    /// <summary>Publish returns 0.</summary>
    public bool PublishFails { get; set; }

    /// <summary>PUBACK comes from within Publish, before its id is known.</summary>
    public bool AcknowledgeAtOnce { get; set; } = true;

    public bool SubscribeFails { get; set; }

    public List<Session> Sessions { get; } = [];

    public Session Last => Sessions[^1];

    /// <summary>Everything received, of all sessions.</summary>
    public List<Message> Received { get; } = [];

    public IMqttSession Create()
    {
        Sessions.Add(new Session(this));
        return Last;
    }

    public IEnumerable<Message> On(string end) => Received.Where(m => m.Topic.EndsWith(end, StringComparison.Ordinal));

    internal sealed record Message(string Topic, byte[] Payload, bool Retain, int PacketId)
    {
        public string Text => Encoding.UTF8.GetString(Payload);

        public uint[] Seqs
        {
            get
            {
                return [.. UplinkMessage.ToJson(Payload)["t"].AsArray().Select(r => (uint)(ulong)r["seq"])];
            }
        }
    }

    internal sealed class Session(ScriptedBroker broker) : IMqttSession
    {
        private int _packetId = 100;

        public MqttConnectRequest Request { get; private set; }

        public IMqttListener Listener { get; private set; }

        public bool IsConnected { get; private set; }

        public int Closes { get; private set; }

        public List<string> Subscriptions { get; } = [];

        public MqttConnectStatus Connect(MqttConnectRequest request, IMqttListener listener)
        {
            Assert.IsNull(Request, "a session is for one attempt");
            Request = request;
            Listener = listener;
            if (broker.ConnectThrows)
            {
                throw new InvalidOperationException("scripted");
            }

            IsConnected = broker.ConnectStatus == MqttConnectStatus.Ok;
            return broker.ConnectStatus;
        }

        public int Publish(string topic, byte[] payload, bool retain)
        {
            Assert.IsTrue(IsConnected, "publish without a connection");
            if (broker.PublishFails)
            {
                return 0;
            }

            broker.Received.Add(new Message(topic, payload, retain, ++_packetId));
            if (broker.AcknowledgeAtOnce)
            {
                Listener.OnPublished(_packetId, true);
            }

            return _packetId;
        }

        public bool Subscribe(string topicFilter)
        {
            Subscriptions.Add(topicFilter);
            return !broker.SubscribeFails;
        }

        public void Close()
        {
            IsConnected = false;
            Closes++;
        }
    }
}
