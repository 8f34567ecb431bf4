using System;
using Gateway.Core;
using Gateway.Linux.Ports;
using Gateway.Mqtt;
using Gateway.Uplink;

namespace Gateway.Linux;

/// <summary>What a <see cref="LinuxBoard"/> gets that does not come from the kernel; tests put their own
/// here.</summary>
public sealed class LinuxServices
{
    /// <summary>Makes a worker that calls this when a job has ended.</summary>
    public Func<Action, IWorker> MakeWorker { get; init; } = wake => new ThreadWorker(wake);

    /// <summary>Connections to the broker.</summary>
    public IMqttSessionFactory Mqtt { get; init; } = new MqttSessionFactory(MqttConnectionFactory.Create);

    /// <summary>Wall-clock time.</summary>
    public ITimeSource Time { get; init; } = new SystemTime();
}
