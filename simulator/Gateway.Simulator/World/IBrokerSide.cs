using System;
using Gateway.Mqtt;
using Gateway.Simulator.Network;

namespace Gateway.Simulator.World;

/// <summary>Whatever is at the other end of the network: a model or a real broker.</summary>
public interface IBrokerSide : IDisposable
{
    /// <summary>A message with records, statistics or state reached the broker: topic, payload.</summary>
    event Action<string, byte[]> Delivered;

    /// <summary>Host name for the gateway's configuration.</summary>
    string Host { get; }

    /// <summary>TCP port for the gateway's configuration.</summary>
    int Port { get; }

    /// <summary>Certificates for the gateway's configuration; null = in the clear.</summary>
    MqttTlsOptions Tls => null;

    /// <summary>What the person should know: which broker it is.</summary>
    string Description { get; }

    /// <summary>A new connection of the gateway.</summary>
    IMqttConnection CreateConnection(IBlockingCost cost);

    /// <summary>Hands over what came from outside since the last call.</summary>
    void Poll();

    /// <summary>The broker goes away, or comes back.</summary>
    void SetUp(bool isUp);

    /// <summary>Begins or ends a fault, one of <see cref="BrokerFaults"/>; what is an instant has no end.</summary>
    /// <returns>false when this broker cannot be made to fail so.</returns>
    bool Fail(string fault, bool begins);

    /// <summary>The gateway's end of every connection is gone without a word.</summary>
    void CutConnections();

    /// <summary>Waits, in wall time and not for long, until everything that was acknowledged has been handed
    /// over.</summary>
    /// <param name="isComplete">Tells whether it has.</param>
    void Drain(Func<bool> isComplete);
}
