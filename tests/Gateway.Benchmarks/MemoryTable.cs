// RAM on the board. The meter table: its arrays, really allocated. The board: every object that a running
// concentrator and its adapters reach, by the cost model of the interpreter (BoardMemory, shared with the filter's
// tests); not the objects behind nanoFramework's own types.
using System;
using System.Linq;
using System.Reflection;
using Gateway.Boards;
using Gateway.Boards.Esp32;
using Gateway.Core;
using Gateway.Filter;
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
    }

    private static void Board(Results results, string size, int budgetBytes)
    {
        var scenario = new Scenario
        {
            Name = "memory",
            DurationNs = BootNs,
            StartUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Gateway = new ScenarioGateway { Id = "bench", ForwardAll = true, Size = size },
        };
        using var world = new GatewayWorld(scenario, 1, new CpuModel(),
            (time, random) => new ModelBrokerSide(time, random.Get("network"), new(0, 0)), null);
        world.Start();
        world.RunUntil(BootNs);
        var firmware = world.Gateway.Firmware;
        Assembly[] parts = [firmware.GetType().Assembly, typeof(NanoFileStore).Assembly, typeof(Esp32Board).Assembly];
        var bytes = BoardMemory.Measure([firmware], parts).TotalBytes
            + parts.Sum(part => BoardMemory.MeasureStatics(part).TotalBytes);
        results.AtMost($"board, size {size}, nanoFramework left out", bytes, budgetBytes,
            $"{bytes:N0} bytes", $"{budgetBytes:N0} bytes");
    }

    private static long ArrayBytes(MeterTable table) =>
        typeof(MeterTable).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(field => field.GetValue(table)).OfType<Array>()
            .Sum(array => (long)Buffer.ByteLength(array));
}
