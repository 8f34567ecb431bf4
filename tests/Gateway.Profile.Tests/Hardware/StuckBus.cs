using System;
using System.Collections.Generic;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>No chip: MISO stays at one level.</summary>
internal sealed class StuckBus(byte level) : RegisterFile
{
    /// <inheritdoc/>
    public override string Component => "none";

    /// <inheritdoc/>
    public override string Source => "none";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, string> Names { get; } = new Dictionary<int, string>();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, string> Remarks => Names;

    /// <inheritdoc/>
    public override bool Pin(string signal) => false;

    /// <inheritdoc/>
    public override ChannelFacts Facts() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string Describe(SpiTransfer transfer) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Exchange(byte[] mosi, byte[] miso) => Array.Fill(miso, level);
}
