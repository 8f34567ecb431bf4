using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Threading;
using Gateway.Mqtt;
using Gateway.Uplink;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>Collects the events of a connection or session; waits for them, bounded.</summary>
internal sealed class Probe : IMqttListener
{
    private const int PatienceMs = 20_000;
    private readonly object _gate = new();

    internal List<int> Acknowledged { get; } = [];

    internal List<(string Topic, string Payload, bool Retained)> Messages { get; } = [];

    internal int LostCount { get; private set; }

    internal List<MqttConnectStatus> Connected { get; } = [];

    public void OnConnected(MqttConnectStatus status) => Record(() => Connected.Add(status));

    public void OnPublished(int packetId, bool acknowledged) =>
        Record(() => Acknowledged.Add(acknowledged ? packetId : -packetId));

    public void OnMessage(string topic, byte[] payload) =>
        Record(() => Messages.Add((topic, Encoding.UTF8.GetString(payload), false)));

    public void OnLost() => Record(() => LostCount++);

    internal static Probe On(IMqttConnection connection)
    {
        var probe = new Probe();
        connection.Published += id => probe.OnPublished(id, true);
        connection.MessageReceived += (topic, payload, isRetained) =>
            probe.Record(() => probe.Messages.Add((topic, Encoding.UTF8.GetString(payload), isRetained)));
        connection.Lost += probe.OnLost;
        return probe;
    }

    /// <summary>Waits until the condition on this probe's lists holds.</summary>
    internal void WaitFor(Func<Probe, bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        lock (_gate)
        {
            while (!condition(this))
            {
                var restMs = PatienceMs - (int)waited.ElapsedMilliseconds;
                if (restMs <= 0 || !Monitor.Wait(_gate, restMs))
                {
                    Assert.Fail($"not seen in {PatienceMs} ms: {what}");
                }
            }
        }
    }

    private void Record(Action action)
    {
        lock (_gate)
        {
            action();
            Monitor.PulseAll(_gate);
        }
    }
}
