using System;
using System.Collections.Generic;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.World;

/// <summary>A world on the broker model, for tests that reach into it.</summary>
internal sealed class TestWorld : IDisposable
{
    public const long SecondNs = 1_000_000_000;

    private readonly Dictionary<ReceptionOutcome, int> _outcomes = [];

    public TestWorld(
        Scenario scenario, ulong seed = 1, CpuModel cpu = null, PinMap pins = null,
        Func<IBrokerSide, IBrokerSide> wrap = null)
    {
        World = new GatewayWorld(
            scenario,
            seed,
            cpu ?? new CpuModel(),
            (time, random) =>
            {
                Broker = new ModelBrokerSide(time, random.Get("network"), NetworkLatency.Wired);
                return wrap == null ? Broker : wrap(Broker);
            },
            null,
            pins);
        World.Warned += Warnings.Add;
        World.Chip.ReceptionEnded += (_, outcome) => _outcomes[outcome] = Outcomes(outcome) + 1;
    }

    public GatewayWorld World { get; }

    public ModelBrokerSide Broker { get; private set; }

    public List<string> Warnings { get; } = [];

    /// <summary>Transmissions of which the chip made this.</summary>
    public int Outcomes(ReceptionOutcome outcome) => _outcomes.GetValueOrDefault(outcome);

    public TestWorld Start()
    {
        World.Start();
        return this;
    }

    public void RunFor(double seconds) => World.RunUntil(World.Time.NowNs + (long)(seconds * SecondNs));

    /// <summary>Ends the traffic, lets the gateway finish, and closes the books.</summary>
    public Report Finish()
    {
        World.Drain();
        return World.CreateReport(isFinal: true);
    }

    public void Dispose() => World.Dispose();
}
