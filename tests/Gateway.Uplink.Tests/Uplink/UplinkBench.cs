using System;
using Gateway.Core;

namespace Gateway.Uplink.Tests;

/// <summary>An uplink with a scripted broker, a log in memory and a clock that jumps from wake to wake.</summary>
internal sealed class UplinkBench
{
    public const long SecondUs = 1_000_000;

    public UplinkBench(Action<UplinkOptions> configure = null, IStatsSource stats = null, IMessageSink sink = null)
    {
        Options = new UplinkOptions
        {
            GatewayId = "gw-7",
            FirmwareVersion = "1.2.3",
            BootCount = 5,
            BrokerHost = "broker.example",
            UserName = "user",
            Password = "secret",
        };
        configure?.Invoke(Options);
        Uplink = new MqttUplink(Options, Queue, Broker, Worker, new RandomSource(3), stats, sink);
    }

    public UplinkOptions Options { get; }

    public FakeQueue Queue { get; } = new();

    public ScriptedBroker Broker { get; } = new();

    public FakeWorker Worker { get; } = new();

    public MqttUplink Uplink { get; }

    public long NowUs { get; private set; }

    /// <summary>Steps taken: shows a loop that spins.</summary>
    public int Steps { get; private set; }

    /// <summary>Starts and runs until "online" is acknowledged.</summary>
    public UplinkBench GoOnline()
    {
        Uplink.Start(NowUs);
        RunFor(SecondUs * 3);
        Assert.AreEqual(UplinkState.Online, Uplink.State);
        return this;
    }

    /// <summary>Runs as the loop does: whenever the uplink or the worker wants to be woken.</summary>
    public void RunFor(long us)
    {
        var untilUs = NowUs + us;
        for (var spins = 0; ;)
        {
            Worker.NowUs = NowUs;
            Worker.Step(NowUs);
            Uplink.Step(NowUs);
            Steps++;
            var wakeUs = Math.Min(Uplink.NextWakeUs, Worker.NextWakeUs);
            spins = wakeUs <= NowUs ? spins + 1 : 0;
            Assert.IsLessThan(5_000, spins, $"the loop spins at {NowUs} µs in {Uplink.State}");
            if (wakeUs > untilUs)
            {
                NowUs = untilUs;
                return;
            }

            NowUs = Math.Max(NowUs, wakeUs);
        }
    }

    public void RunUntilOnline()
    {
        RunFor(1);
        for (var i = 0; i < 10_000 && (Uplink.State != UplinkState.Online || !Uplink.IsDrained); i++)
        {
            RunFor(SecondUs / 10);
        }

        Assert.AreEqual(UplinkState.Online, Uplink.State);
    }

    public void RunSeconds(double seconds) => RunFor((long)(seconds * SecondUs));
}
