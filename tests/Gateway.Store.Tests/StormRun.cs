using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

/// <summary>A storm: lives in a row, each cut at a random place, one in four during recovery.</summary>
internal static class StormRun
{
    /// <summary>Runs the storm of a seed; returns what the oracle has counted.</summary>
    /// <param name="kind">File system.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="isBroken">The log believes every byte on file, as one without checks would.</param>
    /// <param name="profile">Sizes; null = small ones, by the seed.</param>
    /// <exception cref="OracleException">A promise was broken.</exception>
    public static LogOracle Run(FileSystemKind kind, ulong seed, bool isBroken, StoreProfile profile = null)
    {
        var random = new RandomStreams(seed).Get("storm");
        var rig = new StoreRig(kind, profile ?? StoreRig.SmallProfile(8 + random.Next(9)), isBroken);
        if (random.Next(8) != 0)
        {
            // Otherwise the first cuts strike while the log is being made.
            rig.Boot();
        }

        var ackPercent = random.Next(3) * 12;
        var workload = new StormWorkload(rig, random);
        var cuts = 1 + random.Next(8);
        for (var cut = 0; cut < cuts; cut++)
        {
            var isDuringRecovery = random.Next(4) == 0;
            rig.PlannedCut = isDuringRecovery ? () => Arm(rig, random, 8, 600) : null;
            if (workload.Recover())
            {
                var isLong = random.Next(4) == 0;
                Arm(rig, random, isLong ? 200 : 40, isLong ? 25_000 : 5000);
                workload.Live(10 + random.Next(isLong ? 700 : 120), ackPercent);
            }

            rig.Storage.PowerCut(random, (PowerCutMode)random.Next(3));
        }

        rig.Storage.Reboot();
        if (!workload.Recover())
        {
            throw new OracleException("power went without a cut");
        }

        workload.Live(20, ackPercent);
        workload.Drain();
        return workload.Oracle;
    }

    private static void Arm(StoreRig rig, RandomStream random, int maxOperations, int maxBytes)
    {
        // Torn writes are what a log is afraid of: more than half of the cuts.
        var mode = random.Next(2) == 0 ? PowerCutMode.Torn : (PowerCutMode)random.Next(3);
        if (random.Next(2) == 0)
        {
            rig.Storage.CutAfterOperations(random.Next(maxOperations), mode, random);
        }
        else
        {
            rig.Storage.CutAfterBytes(random.Next(maxBytes), mode, random);
        }
    }
}
