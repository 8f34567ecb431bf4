namespace Gateway.Cost;

/// <summary>What the instrumented firmware has cost so far. The calls to it are written into the firmware's code by
/// <see cref="Instrumenter"/>; they cost nothing themselves.</summary>
public static class Counter
{
    /// <summary>IL-op equivalents since the process began.</summary>
    public static long Ops { get; private set; }

    /// <summary>The same by the method that was charged, by its index in
    /// <see cref="CountingContext.Methods"/>.</summary>
    public static long[] ByMethod { get; } = new long[Instrumenter.MaxMethods];

    /// <summary>A run of instructions without a branch begins.</summary>
    public static void Add(int ops, int method)
    {
        Ops += ops;
        ByMethod[method] += ops;
    }

    /// <summary>Array.Copy or Array.Clear is called, and this is its last argument.</summary>
    public static void AddCopy(int count) => Ops += Prices.CopyOps(count);

    /// <summary>Ops of one call from outside, the call itself included.</summary>
    public static long Of(Action call)
    {
        var before = Ops;
        call();
        return Ops - before + Prices.ManagedCall;
    }
}
