// What the modelled ESP32 sustains: telegrams that never collide, evenly spaced, every one forwarded to the broker
// model. The firmware's own instructions and its SPI transfers take simulated time by the CpuModel, whose time of an
// instruction is an estimate, so this says what the design reaches, not what a board was measured at.
using System;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;
using SimulatedEncoder = Gateway.Simulator.Meters.FrameEncoder;

namespace Gateway.Benchmarks;

internal static class BoardRuns
{
    private const int Seed = 55;
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

    private static readonly int[] _ratesPerS = [ChannelTelegramsPerS, 70, 85, 100];

    public static void Run(Results results)
    {
        var cpu = new CpuModel();
        results.Begin($"board: T1 telegrams of {LField + 1} bytes, {SendS} s each, on the modelled ESP32: " +
            $"{cpu.NsPerOp:F0} ns an IL-op");
        foreach (var rate in _ratesPerS)
        {
            var (sent, lost, behind) = Run(results, rate, cpu);
            if (rate == ChannelTelegramsPerS)
            {
                results.AtMost($"{rate} /s, of {sent:N0}: lost in radio or link", lost, 0, $"{lost}", "0");
                results.AtMost($"{rate} /s: records not yet at the broker at the end", behind, UnderWay,
                    $"{behind}", $"{UnderWay}");
            }
            else
            {
                results.Line($"{rate} /s, of {sent:N0}: lost, not yet at the broker", $"{lost}, {behind}");
            }
        }
    }

    private static (long Sent, long Lost, long Behind) Run(Results results, int rate, CpuModel cpu)
    {
        var scenario = new Scenario
        {
            Name = "board",
            DurationNs = SendS * SecondNs,
            StartUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Gateway = new ScenarioGateway { Id = "bench", ForwardAll = true },
            Air = new ScenarioAir { NoiseFalseSyncs = false },
        };
        using var world = new GatewayWorld(scenario, Seed, cpu, CreateBroker, null);
        world.Medium.FixedPathLossDb = PathLossDb;
        world.Start();
        world.RunUntil(BootNs);
        var random = new Random(Seed);
        var count = rate * SendS;
        for (var i = 0; i < count; i++)
        {
            var telegram = Link.Tests.FrameEncoder.RandomTelegram(random, LField);
            var startNs = BootNs + SettleNs + (i * SecondNs / rate);
            var bits = SimulatedEncoder.Encode(telegram, AirMode.T1);
            world.Time.Schedule(startNs, () => world.Transmit(AirTraffic.Frame(
                startNs, bits, bits.Channel.CarrierHz, 0, default, new SentFrame(telegram, null))));
        }

        world.RunUntil(BootNs + SettleNs + (SendS * SecondNs));
        var behind = world.CreateReport(isFinal: false);
        world.Drain();
        var report = world.CreateReport(isFinal: true);
        foreach (var problem in report.Problems)
        {
            results.Failure(problem);
        }

        return (count, count - report.Radio.ReceivedOk, behind.Radio.ReceivedOk - behind.Uplink.Records);
    }

    private static IBrokerSide CreateBroker(Simulator.Time.EventQueue time, Simulator.Time.RandomStreams random) =>
        new ModelBrokerSide(time, random.Get("network"), new NetworkLatency(40_000_000, 20_000_000));
}
