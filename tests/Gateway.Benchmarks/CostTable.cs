// What the firmware costs on the board's interpreter: the figures of tests/Gateway.Cost, which counts what the compiled
// firmware executes; tests/Gateway.Cost.Tests holds them by a checked-in table.
using System.Linq;
using Gateway.Cost;

namespace Gateway.Benchmarks;

internal static class CostTable
{
    private const double AirByteBar = 45;
    private const int ProfiledMethods = 20;

    public static void Run(Results results, bool isVerbose)
    {
        results.Begin("cost: IL-op equivalents, an instruction of the board's interpreter is 1");
        foreach (var (name, ops) in Measurement.Run())
        {
            if (name is "air T1, byte" or "air C1-A, byte" or "air C1-B, byte"
                or "air T1 SX1276, byte" or "air C1-A SX1276, byte" or "air C1-B SX1276, byte")
            {
                results.AtMost(name, ops, AirByteBar, $"{ops:N1}", $"{AirByteBar:F0}");
            }
            else
            {
                results.Line(name, $"{ops:N1}");
            }
        }

        if (isVerbose)
        {
            foreach (var work in Measurement.Profiles)
            {
                var profile = Measurement.Profile(work);
                results.Begin($"cost: {work}, {profile.Sum(method => method.Value):N0} ops, the {ProfiledMethods} dearest methods");
                foreach (var (method, ops) in profile.Take(ProfiledMethods))
                {
                    results.Line(method[(method.IndexOf(' ') + 1)..].Split('(')[0], $"{ops:N0}");
                }
            }
        }
    }
}
