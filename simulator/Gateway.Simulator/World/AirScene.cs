using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Air;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>The senders of a scenario and the list of what they send: what all gateways of a town share.</summary>
public sealed class AirScene
{
    /// <summary>Builds the meters.</summary>
    /// <param name="scenario">Groups, start time.</param>
    /// <param name="random">Randomness of the run.</param>
    /// <param name="recorded">What went into the gateway in another run; null = the meters send.</param>
    public AirScene(Scenario scenario, RandomStreams random, RecordedInput recorded = null)
    {
        Recorded = recorded;
        Scenario = scenario;
        Random = random;
        Meters = new MeterFleet(scenario, random).Meters;
        Traffic = new AirTraffic(recorded != null ? [new RecordedInput.Sender(recorded.Air(Meters))] : [
            .. Meters.Select(meter => new MeterSender(meter)),
            .. scenario.Interferers.Select(interferer => new InterfererSender(interferer, random)),
        ]);
        Sent = new SentLedger(Traffic, Meters);
        DutyCycle = new DutyCycleLedger(Traffic, Meters);
    }

    /// <summary>The air as the scenario describes it, for one gateway's clock.</summary>
    public Medium CreateMedium(EventQueue time)
    {
        var air = Scenario.Air;
        return new Medium(time, Random)
        {
            PathLossExponent = air.PathLossExponent,
            ShadowingDb = air.ShadowingDb,
            AntennaCorrelation = air.AntennaCorrelation,
            NoiseFigureDb = air.NoiseFigureDb,
            CaptureDb = air.CaptureDb,
            CollectorHeightMetres = air.CollectorHeightMetres,
            MeterHeightMetres = air.MeterHeightMetres,
            NoiseFalseSyncs = air.NoiseFalseSyncs,
        };
    }

    /// <summary>What is simulated.</summary>
    public Scenario Scenario { get; }

    /// <summary>What goes into the gateway in place of the meters; null = nothing.</summary>
    public RecordedInput Recorded { get; }

    /// <summary>Randomness of the run.</summary>
    public RandomStreams Random { get; }

    /// <summary>All meters, in the order of the groups.</summary>
    public IReadOnlyList<RadioMeter> Meters { get; }

    /// <summary>What they send.</summary>
    public AirTraffic Traffic { get; }

    /// <summary>What they have sent.</summary>
    public SentLedger Sent { get; }

    /// <summary>How much of their time on air they have used up.</summary>
    public DutyCycleLedger DutyCycle { get; }
}
