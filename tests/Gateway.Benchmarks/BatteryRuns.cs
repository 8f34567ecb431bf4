// How long a gateway of size battery lives on its cells, in simulation: windows, sessions and sleep are the firmware's, the
// currents those of hardware-docs/currents.csv. Life is capacity over what a day takes once all windows are known, with
// self-discharge; nothing of it was measured on hardware.
using System;
using System.IO;
using System.Linq;
using Gateway.Simulator.Energy;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;

namespace Gateway.Benchmarks;

internal static class BatteryRuns
{
    private const double HeardBar = 0.95;
    private const double YearsBar = 2;
    private const long HourNs = 3_600_000_000_000;

    private static readonly (int IntervalS, double? Jitter)[] _sending =
        [(16, null), (60, null), (300, null), (900, null), (14400, null), (60, 0.01), (300, 0.01), (900, 0.01), (900, 0.05)];

    /// <summary>The scenario, the same with everything always on, and life against interval, meters and drift.</summary>
    public static void Run(Results results, bool isLong)
    {
        var scenario = Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "battery-5.json"));
        var hours = isLong ? 240 : 72;
        results.Begin($"battery: battery-5, {hours} h simulated, currents of hardware-docs/currents.csv");
        var report = Simulate(scenario, hours);
        results.AtLeast("telegrams heard", report.Meters.ReadRatio, HeardBar, $"{report.Meters.ReadRatio:P1}", "95 %");
        results.AtMost("unaccounted frames and records", report.Unaccounted, 0, $"{report.Unaccounted}", "0");
        results.Line("windows known after", $"{report.Energy.LearnedS / 3600:F1} h");
        results.Line("charge until then", $"{report.Energy.LearningMah:F0} mAh");
        results.Line("radio listens from then on", $"{report.Energy.Listening:P2}");
        results.Line("windows, missed", $"{report.Energy.Windows:N0}, {report.Energy.WindowsMissed:N0}");
        results.Line("sessions with the broker", $"{report.Energy.Sessions}");
        Consumers(results, report.Energy);
        results.AtLeast($"life on {report.Energy.BatteryAh:F0} Ah", report.Energy.LifeYears, YearsBar,
            $"{report.Energy.LifeYears:F2} years", $"{YearsBar:F0} years");

        results.Begin("battery: the same with radio, processor and Wi-Fi always on (size mini)");
        var awake = Simulate(
            scenario with { Gateway = scenario.Gateway with { Size = "mini", CountsEnergy = true } }, 24);
        Consumers(results, awake.Energy);
        results.Line($"life on {awake.Energy.BatteryAh:F0} Ah", $"{awake.Energy.LifeYears * 365.25:F1} days");

        var table = CurrentTable.OfDocument();
        var radioOn = report.Energy.MahPerDay - report.Energy.Consumers["cc1101"] + awake.Energy.Consumers["cc1101"];
        results.Line("only the radio always on", $"{radioOn:F1} mAh/day, {table.LifeYears(0, radioOn):F2} years");

        results.Begin("battery: life against interval, number of meters and drift (spread of the crystals, 1 sigma)");
        results.Line("interval, jitter: meters x ppm", $"heard; listens; mAh/day; years");
        foreach (var (intervalS, jitter) in _sending)
        {
            foreach (var (meters, ppm) in new[] { (1, 5), (5, 5), (5, 20) })
            {
                var one = Simulate(With(scenario, intervalS, jitter, meters, ppm), HoursFor(intervalS));
                var name = $"{intervalS} s, {(jitter is { } part ? $"{part:P0}" : "synchronous")}: {meters} x {ppm} ppm";
                var energy = one.Energy;
                results.Line(name,
                    $"{one.Meters.ReadRatio:P1}; {energy.Listening:P2}; {energy.MahPerDay:F1}; {energy.LifeYears:F2}");
            }
        }
    }

    private static int HoursFor(int intervalS) => Math.Max(36, intervalS * 12 / 3600);

    private static void Consumers(Results results, ReportEnergy energy)
    {
        foreach (var (name, mah) in energy.Consumers.OrderByDescending(pair => pair.Value))
        {
            results.Line($"  {name}", $"{mah:F2} mAh/day, {mah / energy.MahPerDay:P0}");
        }

        results.Line("charge a day", $"{energy.MahPerDay:F1} mAh");
    }

    // The crystal of a simulated meter makes its carrier too, so much more than 20 ppm cannot be heard at all; what 100 ppm
    // do to windows is in WakePlanTests.
    private static Scenario With(Scenario scenario, int intervalS, double? jitter, int meters, int ppm) => scenario with
    {
        Meters =
        [
            .. Enumerable.Range(0, meters).Select(index => scenario.Meters[0] with
            {
                FirstIdentificationNumber = 67211530 + index,
                Mode = index % 2 == 0 ? AirMode.C1B : AirMode.T1,
                Encryption = MeterEncryption.Mode5,
                IntervalNs = intervalS * 1_000_000_000L,
                Jitter = jitter,
                CrystalSpreadPpm = ppm,
            }),
        ],
        Gateway = scenario.Gateway with
        {
            Rules = [.. Enumerable.Range(0, meters).Select(index => $"allow {67211530 + index}")],
        },
    };

    private static Report Simulate(Scenario scenario, int hours) =>
        new Simulation().Run(
            new RunOptions
            {
                Scenario = scenario, Seed = 1, DurationNs = hours * HourNs, Broker = BrokerChoice.Model,
            },
            new Silence()).Report;
}
