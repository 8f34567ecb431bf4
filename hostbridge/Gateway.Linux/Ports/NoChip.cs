using System;
using Gateway.Core;

namespace Gateway.Linux.Ports;

/// <summary>A place without a radio: the firmware always has one, and finds none here.</summary>
public sealed class NoChip : ISpiPort, IInterruptPin
{
    /// <inheritdoc/>
    public void Transfer(byte[] write, byte[] read, int count) => Array.Clear(read, 0, count);

    /// <inheritdoc/>
    public bool Read() => false;

    /// <inheritdoc/>
    public bool TakeEdge() => false;
}
