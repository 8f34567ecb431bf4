using System;
using System.Globalization;
using Gateway.Core;

namespace Gateway.Store.Tests;

/// <summary>Many lives in a row, each cut at a random place. GATEWAY_STORE_STORMS sets the number of
/// storms.</summary>
[TestClass]
public sealed class StormTests
{
    private const int DefaultStorms = 300;

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Storm_OfOneToEightCuts_KeepsEveryPromise(FileSystemKind kind)
    {
        var count = Count();
        var (damaged, dropped, visible) = (0, 0, 0);
        for (var seed = 0; seed < count; seed++)
        {
            try
            {
                var oracle = StormRun.Run(kind, (ulong)seed, isBroken: false);
                damaged += oracle.DamageCount;
                dropped += oracle.DropCount;
                visible += oracle.VisibleCount;
            }
            catch (OracleException exception)
            {
                Assert.Fail($"{kind}, seed {seed}: {exception.Message}");
            }
        }

        Console.WriteLine($"{kind}: {count} storms, {visible} records, {damaged} torn segments, {dropped} drops");
        Assert.IsTrue(damaged > count / 10 && dropped > 0 && visible > 10 * count, "these were no storms");
    }

    [TestMethod]
    public void Storm_WithoutChecks_IsNoticedByTheOracle()
    {
        var caught = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            try
            {
                StormRun.Run(FileSystemKind.Fat, (ulong)seed, isBroken: true);
            }
            catch (OracleException)
            {
                caught++;
            }
        }

        Console.WriteLine($"{caught} of 100 noticed");
        Assert.IsTrue(caught >= 10, $"only {caught} of 100 storms on a log without checks were noticed");
    }

    private static int Count()
    {
        var text = Environment.GetEnvironmentVariable("GATEWAY_STORE_STORMS");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count : DefaultStorms;
    }
}
