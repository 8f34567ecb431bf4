using Gateway.Simulator.Storage;
using Gateway.Standins;

namespace Gateway.Store.Tests;

/// <summary>A simulated board that has files and nothing else.</summary>
internal sealed class StorageHost(FlashStorage storage) : StandinHost
{
    public override IStandinStorage Storage => storage;
}
