// Antenna diversity at its worst: two radios that hear every telegram, one behind the other, of meters that are all new.
// Each comes twice at the same moment, and for seconds more of them than one channel ever carries. On counted
// instructions, as BoardRuns. A copy that is lost where the other one came costs a second power; a telegram of which none
// came is lost.
using System;
using System.Globalization;
using System.Linq;
using Gateway.Core;
using Gateway.Cost;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;
using SimulatedEncoder = Gateway.Simulator.Meters.FrameEncoder;

namespace Gateway.Benchmarks;

public static class CopyRuns
{
    private const int Seed = 35;
    private const int Numbers = 5;
    private const int LField = 47;
    private const int SendS = 10;

    // From here on the loop keeps up with two CC1101.
    private const int EnoughUs = 5_000;

    private const double PathLossDb = 60;
    private const long SecondNs = 1_000_000_000;
    private const long BootNs = 5 * SecondNs;
    private const long SettleNs = 100_000_000;

    private static readonly int[] _gapsUs = [3_500, 4_000, EnoughUs, 5_500];

    internal static void Run(Results results)
    {
        results.Begin($"copies: T1 telegrams of {LField + 1} bytes that two radios hear, {SendS} s each, on the modelled ESP32");
        foreach (var chip in new[] { "cc1101", "sx1276" })
        {
            foreach (var gapUs in _gapsUs)
            {
                Gap(results, chip, gapUs);
            }
        }
    }

    private static void Gap(Results results, string chip, int gapUs)
    {
        var measured = (string[])CountingRuns.Call(typeof(CopyRuns), nameof(Measure), gapUs, $"{chip} {chip}");
        var n = measured.Take(Numbers).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var (sent, none, lost, left, other) = (n[0], n[1], n[2], n[3], n[4]);
        foreach (var problem in measured.Skip(Numbers))
        {
            results.Failure(problem);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{chip}, gap {gapUs / 1000.0:F1} ms, {sent / SendS} /s");
        if (chip == "cc1101" && gapUs >= EnoughUs)
        {
            results.AtMost($"{name}: telegrams lost", none, 0, $"{none}", "0");
        }
        else
        {
            results.Line($"{name}: telegrams lost", $"{none} of {sent}");
        }

        results.Line($"{name}: copies lost", $"{lost} of {2 * sent}, {left} left to the other");
        results.AtMost($"{name}: lost without a count", other, 0, $"{other}", "0");
    }

    /// <summary>One run, on counted instructions: telegrams sent, those of which no copy came, copies that did not come,
    /// those of them that were left to the other radio, those of them that no counter of the firmware has; then what the
    /// checkers complain of.</summary>
    /// <param name="gapUs">Silence between two frames, in microseconds.</param>
    /// <param name="radios">Chips of the board, with a blank between two.</param>
    public static string[] Measure(int gapUs, string radios)
    {
        var cpu = new CpuModel { ExecutedOps = CountingRuns.ExecutedOps };
        var scenario = new Scenario
        {
            Name = "copies",
            DurationNs = SendS * SecondNs,
            StartUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Gateway = new ScenarioGateway
            {
                Id = "bench",
                ForwardAll = true,
                Radios = [.. radios.Split(' ').Select((chip, i) => ScenarioRadio.Of(chip, RadioProfile.T1C1, i + 1))],
            },
            Air = new ScenarioAir { NoiseFalseSyncs = false },
        };
        using var world = new GatewayWorld(scenario, Seed, cpu, BoardRuns.CreateBroker, null);
        world.Medium.FixedPathLossDb = PathLossDb;
        world.Start();
        world.RunUntil(BootNs);
        var endNs = BootNs + SettleNs + (SendS * SecondNs);
        var count = Send(world, endNs, gapUs);
        world.RunUntil(endNs);
        world.Drain();
        var report = world.CreateReport(isFinal: true);
        var telegrams = report.Radio.ReceivedOk - report.Radio.CopiesMerged - report.Filter.Duplicate;
        var lost = (count * world.Radios.Count) - report.Radio.ReceivedOk;
        var lines = world.Gateway.Firmware.Lines;
        var left = lines.Sum(line => line.Counters.Total(Link.LinkStatus.Discarded));
        var counted = lines.Sum(line => line.Counters.Frames - line.Counters.Total(Link.LinkStatus.Ok));
        return
        [
            Text(count), Text(count - telegrams), Text(lost), Text(left), Text(lost - counted), .. report.Problems,
        ];
    }

    private static int Send(GatewayWorld world, long endNs, int gapUs)
    {
        var random = new Random(Seed);
        var count = 0;
        var startNs = BootNs + SettleNs;
        while (startNs < endNs)
        {
            var telegram = BoardRuns.RegularTelegram(random, LField);
            var bits = SimulatedEncoder.Encode(telegram, AirMode.T1);
            var atNs = startNs;
            world.Time.Schedule(atNs, () => world.Transmit(AirTraffic.Frame(
                atNs, bits, bits.Channel.CarrierHz, 0, default, new SentFrame(telegram, null))));
            startNs += bits.DurationNs + (gapUs * 1000L);
            count++;
        }

        return count;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
