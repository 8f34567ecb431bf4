using System;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>Runs in which a gateway whose link is a serial port has a bridge at its cable.</summary>
internal static class BridgedSimulation
{
    /// <summary>A new simulation.</summary>
    public static ISimulation Create() => new Simulation { Bridge = world => new Joined(world) };

    private sealed class Joined : IDisposable
    {
        private readonly ScratchFolder _folder = new();
        private readonly BridgedGateway _bridge;

        public Joined(GatewayWorld world)
        {
            _bridge = new BridgedGateway(world, _folder.PathOf("bridge.db")).Start();
        }

        public void Dispose()
        {
            _bridge.Dispose();
            _folder.Dispose();
        }
    }
}
