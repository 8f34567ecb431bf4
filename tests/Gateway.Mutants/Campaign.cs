namespace Gateway.Mutants;

/// <summary>Tries the mutants of a target, some at a time.</summary>
internal static class Campaign
{
    private const double UntouchedSeconds = 300;

    // What takes so many times as long as the firmware without a fault hangs.
    private const double Patience = 3;

    /// <summary>Chooses mutants: the named ones, and of the systematic ones a seeded sample.</summary>
    /// <param name="target">Which part of the firmware.</param>
    /// <param name="count">How many systematic ones; beyond what there is: all.</param>
    /// <param name="seed">Of the sample.</param>
    /// <param name="available">How many systematic ones there are.</param>
    public static List<Mutant> Choose(Target target, int count, int seed, out int available)
    {
        using var module = MutantContext.ReadFirmware(target);
        List<Mutant> named = NamedMutants.Find(module, target);
        Mutant[] all = [.. Mutator.Find(module, target)];
        available = all.Length;
        Random random = new(seed);
        random.Shuffle(all);
        return [.. named, .. all.Take(count).OrderBy(mutant => mutant.Place, StringComparer.Ordinal)];
    }

    /// <summary>Tries mutants.</summary>
    /// <param name="target">Which part of the firmware.</param>
    /// <param name="mutants">Which ones.</param>
    /// <param name="jobs">How many processes.</param>
    /// <param name="without">Tests that do not count, as <see cref="Worker.Run"/> has it.</param>
    /// <param name="tried">Gets each as it is done.</param>
    public static void Run(
        Target target, List<Mutant> mutants, int jobs, string without, Action<Mutant, Outcome> tried)
    {
        double timeoutSeconds;
        using (var worker = new WorkerProcess(target, without, UntouchedSeconds))
        {
            Outcome untouched = worker.Try("");
            timeoutSeconds = (Patience * worker.ProcessorSeconds) + 5;
            if (untouched.IsKilled || untouched.TestCount == 0)
            {
                throw new InvalidOperationException(
                    untouched.IsKilled
                        ? $"{target.Name}: {untouched.Test} fails without any fault: {untouched.Message}"
                        : $"{target.Name}: no tests");
            }
        }

        int next = -1;
        object gate = new();
        Parallel.For(0, jobs, new ParallelOptions { MaxDegreeOfParallelism = jobs }, _ =>
        {
            using var worker = new WorkerProcess(target, without, timeoutSeconds);
            for (int i = Interlocked.Increment(ref next); i < mutants.Count; i = Interlocked.Increment(ref next))
            {
                Outcome outcome = worker.Try(mutants[i].Key);
                lock (gate)
                {
                    tried(mutants[i], outcome);
                }
            }
        });
    }
}
