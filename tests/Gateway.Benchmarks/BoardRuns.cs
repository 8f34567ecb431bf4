// What the modelled ESP32 sustains: telegrams that never collide, evenly spaced, every one forwarded to the broker
// model. The firmware's instructions are counted while it runs (Gateway.Cost) and take simulated time, as its SPI
// transfers do. The time of an instruction is the estimate of CpuModel, so this says what the design reaches, not what
// a board was measured at.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.Core;
using Gateway.Cost;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;
using SimulatedEncoder = Gateway.Simulator.Meters.FrameEncoder;

namespace Gateway.Benchmarks;

public static class BoardRuns
{
    // CI-field, and STS of the short transport header (EN 13757-7).
    private const int CiOffset = 10;
    private const byte ShortHeader = 0x7A;
    private const int StatusOffset = 12;

    private const string Cc1101 = "cc1101";
    private const string Sx1276 = "sx1276";

    // Synthesizer and receiver, SX1276 datasheet rev. 4 tables 7 and 22.
    private const double Sx1276SettleUs = 145;

    private const int Seed = 55;
    private const int Numbers = 9;
    private const int LField = 47;
    private const int ChannelTelegramsPerS = 55;
    private const int SendS = 60;
    private const double PathLossDb = 60;
    private const long SecondNs = 1_000_000_000;
    private const long BootNs = 5 * SecondNs;

    // A pass of the firmware may end a little behind the time asked for.
    private const long SettleNs = 100_000_000;

    // Records that are on their way at any moment when the uplink keeps up: what waits for its commit (2 s at most),
    // and two batches. A gateway that cannot keep up leaves hundreds behind within the minute.
    private const int CommitAgeS = 2;
    private const int BatchedRecords = 32;
    private const int UnderWay = (ChannelTelegramsPerS * CommitAgeS) + BatchedRecords;

    // 32 bytes of 80 µs.
    private const double LongestJobMs = 2.56;

    private static readonly int[] _ratesPerS = [ChannelTelegramsPerS, 70, 85, 100];

    internal static void Run(Results results)
    {
        var cpu = new CpuModel();
        results.Begin($"board: T1 telegrams of {LField + 1} bytes, {SendS} s each, on the modelled ESP32: " +
            $"{cpu.NsPerOp:F0} ns an IL-op");
        foreach (var rate in _ratesPerS)
        {
            var measured = (string[])CountingRuns.Call(typeof(BoardRuns), nameof(Measure), rate, Cc1101);
            var (sent, lost, behind) = (Number(measured[0]), Number(measured[1]), Number(measured[2]));
            foreach (var problem in measured.Skip(Numbers))
            {
                results.Failure(problem);
            }

            results.AtMost($"{rate} /s: longest slice but the radio's, ms ({measured[4]})",
                Number(measured[3]) / 1000.0,
                Limits.MaxSliceUs / 1000.0, $"{Number(measured[3]) / 1000.0:F2}", "2.00");

            results.AtMost($"{rate} /s, of {sent:N0}: lost in radio or link", lost, 0, $"{lost}", "0");
            if (rate == ChannelTelegramsPerS)
            {
                Jobs(results, $"{rate} /s", cpu, Number(measured[6]), Number(measured[7]), Number(measured[8]));
                results.AtMost($"{rate} /s: records not yet at the broker at the end", behind, UnderWay,
                    $"{behind}", $"{UnderWay}");
            }
            else
            {
                results.Line($"{rate} /s, of {sent:N0}: not yet at the broker", $"{behind}");
            }
        }

        Deaf(results, Cc1101, WorldRuns.SettleUs);
        Deaf(results, $"{Cc1101} {Cc1101}", WorldRuns.SettleUs);
        Deaf(results, Sx1276, Sx1276SettleUs);

        // Without the bar of one: what ends at both at once is decoded one behind the other, and the second chip waits.
        Deaf(results, $"{Sx1276} {Sx1276}", null);
    }

    private static void Deaf(Results results, string radios, double? settleUs)
    {
        var measured = (string[])CountingRuns.Call(typeof(BoardRuns), nameof(Measure), ChannelTelegramsPerS, radios);
        var name = $"{ChannelTelegramsPerS} /s, {radios.Replace(" ", " and ")}";
        foreach (var problem in measured.Skip(Numbers))
        {
            results.Failure(problem);
        }

        results.AtMost($"{name}: lost in radio or link", Number(measured[1]), 0, $"{measured[1]}", "0");
        var us = measured[5].Split(' ').Select(Number).ToArray();
        results.Line($"{name}: deaf, median, 95 %, longest, us",
            $"{us[us.Length / 2]}, {us[us.Length * 95 / 100]}, {us[^1]}");
        if (settleUs is { } settling)
        {
            results.AtMost($"{name}: deaf behind a frame, us", us.Average(), WorldRuns.RearmUs + settling,
                $"{us.Average():F0}", $"300 and settling, {settling:F0}");
        }
    }

    /// <summary>One run, on counted instructions: telegrams sent, lost, not at the broker when the last was sent,
    /// microseconds and holder of the longest slice, microseconds of deafness behind each frame in ascending order, jobs
    /// of the workers, their ops and those of the longest, then what the checkers complain of.</summary>
    /// <param name="rate">Telegrams a second.</param>
    /// <param name="radios">Chips of the board, with a blank between two.</param>
    public static string[] Measure(int rate, string radios)
    {
        var cpu = new CpuModel { ExecutedOps = CountingRuns.ExecutedOps };
        var scenario = new Scenario
        {
            Name = "board",
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
        using var world = new GatewayWorld(scenario, Seed, cpu, CreateBroker, null);
        world.Medium.FixedPathLossDb = PathLossDb;
        world.Start();
        world.RunUntil(BootNs);
        var deafUs = new List<long>();
        foreach (var radio in world.Radios)
        {
            radio.Chip.ListenedAgain += ns => deafUs.Add(ns / 1000);
        }

        var random = new Random(Seed);
        var count = rate * SendS;
        for (var i = 0; i < count; i++)
        {
            var telegram = RegularTelegram(random, LField);
            var startNs = BootNs + SettleNs + (i * SecondNs / rate);
            var bits = SimulatedEncoder.Encode(telegram, AirMode.T1);
            world.Time.Schedule(startNs, () => world.Transmit(AirTraffic.Frame(
                startNs, bits, bits.Channel.CarrierHz, 0, default, new SentFrame(telegram, null))));
        }

        world.RunUntil(BootNs + SettleNs + (SendS * SecondNs));
        var behind = world.CreateReport(isFinal: false);
        var jobs = world.Gateway.Board.Jobs;
        world.Drain();
        var report = world.CreateReport(isFinal: true);
        return
        [
            Text(count), Text((count * world.Radios.Count) - report.Radio.ReceivedOk),
            Text(behind.Radio.ReceivedOk - behind.Uplink.Records),
            Text(report.Firmware.LongestSliceUs), report.Firmware.LongestSliceStage,
            string.Join(' ', deafUs.Order().Select(Text)), Text(jobs.Count), Text(jobs.Ops), Text(jobs.LongestOps),
            .. report.Problems,
        ];
    }

    /// <summary>Regular data: at random, one telegram in six reports a new status, and alarms go out one by
    /// one.</summary>
    internal static byte[] RegularTelegram(Random random, int lField)
    {
        var telegram = Link.Tests.FrameEncoder.RandomTelegram(random, lField);
        telegram[CiOffset] = ShortHeader;
        telegram[StatusOffset] = 0;
        return telegram;
    }

    // Of the interpreter's time; the loop waits for the longest at worst: half a FIFO.
    private static void Jobs(Results results, string at, CpuModel cpu, long count, long ops, long longestOps)
    {
        var seconds = SendS + ((BootNs + SettleNs) / (double)SecondNs);
        var share = cpu.OpsToNs(ops) / 1e9 / seconds;
        var longestMs = cpu.OpsToNs(longestOps) / 1e6;
        results.Line($"{at}: worker jobs a second, their ops, share of the processor",
            $"{count / seconds:F1}, {ops / seconds:F0}, {100 * share:F2} %");
        results.AtMost($"{at}: longest job, ms", longestMs, LongestJobMs, $"{longestMs:F2}", $"{LongestJobMs:F2}");
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static IBrokerSide CreateBroker(Simulator.Time.EventQueue time, Simulator.Time.RandomStreams random) =>
        new ModelBrokerSide(time, random.Get("network"), new NetworkLatency(40_000_000, 20_000_000));
}
