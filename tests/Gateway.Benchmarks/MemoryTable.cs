// RAM on the board. The meter table: its arrays, really allocated. The board: every object that a running
// concentrator and its adapters reach, by the cost model of the interpreter (BoardMemory, shared with the filter's
// tests); not the objects behind nanoFramework's own types.
using System;
using System.Linq;
using System.Reflection;
using Gateway.App.Readout;
using Gateway.Boards;
using Gateway.Boards.Esp32;
using Gateway.Commands;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Simulator.Wire;
using Gateway.Simulator.World;
using Gateway.Testing;

namespace Gateway.Benchmarks;

internal static class MemoryTable
{
    private const int MeterCount = 64_000;
    private const double BytesPerMeterBar = 24;
    private const long BootNs = 10_000_000_000;

    public static void Run(Results results)
    {
        results.Begin("memory: RAM of the board");
        var table = new MeterTable(MeterCount, 1, new FilterCounters());
        var arrayBytes = ArrayBytes(table);
        results.Line($"meter table, {table.SlotCount:N0} slots", $"{arrayBytes:N0} bytes");
        var perMeter = (double)arrayBytes / MeterCount;
        results.AtMost($"a known meter, of {MeterCount:N0}", perMeter, BytesPerMeterBar,
            $"{perMeter:F2} bytes", $"{BytesPerMeterBar:F0} bytes");
        Board(results, "full", SizeProfile.CreateFull().BoardBudgetBytes);
        Board(results, "mini", SizeProfile.CreateMini().BoardBudgetBytes);
        Wired(results, "full", 250, SizeProfile.CreateFull().BoardBudgetBytes);
        Refused(results);
    }

    private static void Board(Results results, string size, int budgetBytes)
    {
        var bytes = Measure(Gateway(size), _ => { });
        results.AtMost($"board, size {size}, nanoFramework left out", bytes, budgetBytes,
            $"{bytes:N0} bytes", $"{budgetBytes:N0} bytes");
    }

    // A line that does not fit is refused by the configuration: with these figures.
    private static void Refused(Results results)
    {
        var line = Measure(Gateway("full") with { Wired = [Line(20)] }, UseOnce) - Measure(Gateway("full"), _ => { });
        var left = SizeProfile.CreateMini().BoardBudgetBytes - Measure(Gateway("mini"), _ => { });
        results.Line("a line of 20 M-Bus meters, searched (250 finds) and a meter commissioned", $"{line:N0} bytes");
        results.Line("size mini has left", $"{left:N0} bytes");
        try
        {
            Measure(Gateway("mini") with { Wired = [Line(20)] }, _ => { });
            results.AtMost("size mini with a line is refused", 1, 0, $"accepted", $"refused");
        }
        catch (SimulationException refusal)
        {
            results.AtMost("size mini with a line is refused", 0, 0, $"refused", $"refused");
            results.Line("it says", $"{refusal.Message}");
        }
    }

    private static ScenarioGateway Gateway(string size) =>
        new() { Id = "bench", ForwardAll = true, Size = size };

    private static ScenarioLine Line(int meters) => new()
    {
        Name = "mbus1",
        Kind = WireKind.MBus,
        Meters = [new ScenarioWiredGroup { Count = meters, Make = "heat", FirstNumber = 12_000_001 }],
        Jobs = [new ScenarioReadJob { Name = "nightly", At = "0 0 2 * * ?" }],
    };

    // The same board with a line as full as it may be, before and after the first search and commissioning.
    private static void Wired(Results results, string size, int meters, int budgetBytes)
    {
        var gateway = Gateway(size) with { Wired = [Line(meters)] };
        var before = Measure(gateway, _ => { });
        var after = Measure(gateway, UseOnce);
        results.Line($"size {size}, with a line of {meters} M-Bus meters and the commands", $"{before:N0} bytes");
        results.AtMost($"size {size}, that line searched and a meter commissioned", after, budgetBytes,
            $"{after:N0} bytes", $"{budgetBytes:N0} bytes");
    }

    private static void UseOnce(LineStage line)
    {
        line.RequestSearch(new SearchRequest { What = "addresses" }, new LineTicket(), 0);
        line.RequestSearch(new SearchRequest { What = "primary" }, new LineTicket(), 0);
        line.RequestCommission(0, new CommissionRequest(), new LineTicket(), 0);
    }

    private static long Measure(ScenarioGateway gateway, Action<LineStage> use)
    {
        // What the world before this one has made.
        var parts = BoardMemory.Firmware(typeof(Esp32Board));
        BoardMemory.ForgetLazyStatics(parts);
        var scenario = new Scenario
        {
            Name = "memory",
            DurationNs = BootNs,
            StartUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Gateway = gateway,
        };
        using var world = new GatewayWorld(scenario, 1, new CpuModel(),
            (time, random) => new ModelBrokerSide(time, random.Get("network"), new(0, 0)), null);
        world.Start();
        world.RunUntil(BootNs);
        var firmware = world.Gateway.Firmware;
        foreach (var line in firmware.Wired.Lines)
        {
            use(line);
        }

        return BoardMemory.Measure([firmware], parts).TotalBytes + BoardMemory.MeasureStatics(parts).TotalBytes;
    }

    private static long ArrayBytes(MeterTable table) =>
        typeof(MeterTable).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(field => field.GetValue(table)).OfType<Array>()
            .Sum(array => (long)Buffer.ByteLength(array));
}
