// Runs the town of town-30k.json with other numbers of meters and other intervals, the firmware and all, for as many
// frames as are asked for but at most an hour of simulated time. Each cell depends on the seed alone.
//
// The arithmetic with capture: a frame is received when the receiver is free at its sync word, which of a stream of
// arrivals of mean G in a frame's length it is with 1/(1+G), and when no frame that begins while it lasts is stronger
// than itself less the capture ratio: e^(−qG), with q from the powers of these very meters.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Capacity;

/// <summary>The grid of runs.</summary>
public sealed class CapacityGrid(Scenario town, ulong seed, int frames)
{
    /// <summary>Intervals, in seconds.</summary>
    public static readonly int[] IntervalsS = [16, 96, 300, 900];

    /// <summary>Numbers of meters.</summary>
    public static readonly int[] MeterCounts = [5_000, 10_000, 20_000, 30_000, 45_000, 64_000];

    private const long SecondNs = 1_000_000_000;

    // Boot, first connection; meters that send meanwhile are not counted.
    private const long SettleNs = 5 * SecondNs;
    private const int HourS = 3_600;
    private const int PowerSamples = 2_000;

    /// <summary>Runs one cell.</summary>
    public CapacityCell Run(int intervalS, int meters)
    {
        var group = town.Meters[0] with { Count = meters, IntervalNs = intervalS * SecondNs };
        var scenario = town with { Meters = [group] };
        using var world = new TownWorld(
            scenario, seed, new CpuModel(),
            (time, random, _, prefix) => new ModelBrokerSide(
                time, random.Get(prefix + "network"), new NetworkLatency(80_000_000, 60_000_000)),
            null);
        world.Start();
        var windowS = (long)Math.Clamp(frames * (double)intervalS / meters, 10, HourS);
        RunTo(world, SettleNs);
        var before = Counts(world);
        var read = new HashSet<int>();
        world.Gateways[0].MeterRead += (_, frame, _) => read.Add(frame.Meter.Settings.Index);
        RunTo(world, SettleNs + (windowS * SecondNs));
        var after = Counts(world);

        var sent = after.Sent - before.Sent;
        var load = sent / (double)windowS * AirTimeS(world.Scene.Meters[0]);
        var received = (after.Received - before.Received) / (double)sent;
        var chances = WithCapture(world, load);
        var isWhole = windowS == HourS;
        return new CapacityCell(
            intervalS, meters, windowS, load, Math.Exp(-2 * load), chances.Average(),
            (after.Perfect - before.Perfect) / (double)sent, received,
            isWhole ? read.Count / (double)meters : ReadInAnHour(chances, received, intervalS), isWhole);
    }

    private static void RunTo(TownWorld world, long toNs)
    {
        while (world.NowNs < toNs)
        {
            world.RunUntil(Math.Min(toNs, world.NowNs + SecondNs));
        }
    }

    private static (long Sent, long Perfect, long Received) Counts(TownWorld world) => (
        world.Gateways[0].Medium.SentCount,
        world.Gateways[0].Chip.Receiver.Count(AirOutcome.Delivered),
        world.Reads.Telegrams);

    private static double AirTimeS(RadioMeter meter) =>
        meter.Send(long.MaxValue / 4).Air.DurationNs / 1e9;

    /// <summary>Share of meters read within an hour, each with its own chance, brought to the mean that was
    /// measured.</summary>
    private static double ReadInAnHour(double[] chances, double received, int intervalS)
    {
        var scale = received / chances.Average();
        return 1 - chances.Average(chance => Math.Pow(1 - Math.Min(1, chance * scale), HourS / (double)intervalS));
    }

    /// <summary>The chance of a telegram of each of some meters.</summary>
    private static double[] WithCapture(TownWorld world, double load)
    {
        var gateway = world.Gateways[0];
        var powers = world.Scene.Meters.Take(PowerSamples)
            .Select(meter => meter.Settings.PlaceMetres)
            .Select(place => -gateway.Medium.PathLossDb(new Position(place.X, place.Y, place.Z), gateway.Chip.Receiver))
            .Order().ToArray();
        return powers.Select(own =>
        {
            var index = Array.BinarySearch(powers, own - gateway.Medium.CaptureDb);
            var weaker = index >= 0 ? index : ~index;
            return Math.Exp(-load * (powers.Length - weaker) / powers.Length) / (1 + load);
        }).ToArray();
    }
}
