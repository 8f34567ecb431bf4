using System;

namespace Gateway.Testing;

/// <summary>What code allocates by itself. The runtime allocates on the caller's thread as well, when it compiles a
/// method anew or loads a type, and when it does so depends on how busy the machine is. That comes once; what the
/// code allocates comes each time. So a measurement that is not nought is taken again, from the start.</summary>
internal static class Allocations
{
    private const int Runs = 3;

    /// <summary>The least that a run allocated, in bytes: 0 as soon as one run allocates nothing.</summary>
    /// <param name="run">Does the same work each time, on objects of its own, and returns the bytes that the work
    /// allocated.</param>
    public static long Least(Func<long> run)
    {
        var least = run();
        for (var i = 1; i < Runs && least != 0; i++)
        {
            least = Math.Min(least, run());
        }

        return least;
    }
}
