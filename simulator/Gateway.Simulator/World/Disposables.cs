using System;
using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>Things that end together, the last one first.</summary>
internal sealed class Disposables : IDisposable
{
    private readonly Stack<IDisposable> _all = new();

    /// <summary>One more; null is none.</summary>
    public void Add(IDisposable one)
    {
        if (one != null)
        {
            _all.Push(one);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_all.TryPop(out var one))
        {
            one.Dispose();
        }
    }
}
