using System.Globalization;
using Gateway.Link.Dlt645;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.Time;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class Dlt645SearchTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Search_EmptyLine_ThreeRequests()
    {
        Dlt645Bench bench = new();

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 4));

        Assert.AreEqual(Dlt645Result.Ok, search.Result);
        Assert.AreEqual(0, search.Found);
        Assert.AreEqual(3, search.Requests, "one an edition, and one for the address");
    }

    [TestMethod]
    [DataRow("household", Dlt645Edition.Edition2007)]
    [DataRow("old-three-phase", Dlt645Edition.Edition1997)]
    public void Search_OneMeter_IsFoundByTheFirstWildcard(string make, Dlt645Edition edition)
    {
        Dlt645Bench bench = new();
        bench.Add(new() { Make = Dlt645Make.All.Single(one => one.Name == make), Address = "123456789012" });

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 4));

        Assert.AreEqual(1, search.Found);
        Assert.AreEqual(0x123456789012, search.Address(0));
        Assert.AreEqual(edition, search.Edition(0));
        Assert.AreEqual(3, search.Requests, "one an edition, and one to the whole address");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Search_32Meters_AreFoundWhateverCollides(bool byDigits)
    {
        const ulong Seed = 3245;
        Dlt645Bench bench = new(seed: Seed);
        List<string> expected = AddMeters(bench, 32, Seed, byDigits);

        Dlt645SearchTask search = new(bench.Master, 64) { ByDigits = byDigits };
        bench.Line.Run(search, 7_200_000_000);

        string[] found = [.. Enumerable.Range(0, search.Found)
            .Select(i => Dlt645Address.ToText(search.Address(i))).Order()];
        CollectionAssert.AreEqual(expected, found, $"seed {Seed}");
        Assert.AreEqual(Dlt645Result.Ok, search.Result);
        Assert.AreEqual(0, search.Unresolved);
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"32 meters by {(byDigits ? "digits" : "bytes")}: {search.Requests} requests, {bench.Line.NowUs / 1e6:F0} s"));
    }

    [TestMethod]
    public void Search_InTurns_GivesTheLineBackAndFindsTheSame()
    {
        const ulong Seed = 3245;
        Dlt645Bench bench = new(seed: Seed);
        List<string> expected = AddMeters(bench, 8, Seed, true);
        Dlt645SearchTask search = new(bench.Master, 64) { ByDigits = true, TurnUs = 3_000_000 };

        int turns = 0;
        do
        {
            long beginUs = bench.Line.NowUs;
            bench.Line.Run(search, 60_000_000);
            turns++;
            Assert.IsLessThan(10_000_000, bench.Line.NowUs - beginUs, "a turn ends soon after its time");
        }
        while (search.Result == Dlt645Result.Incomplete && turns < 1000);

        string[] found = [.. Enumerable.Range(0, search.Found)
            .Select(i => Dlt645Address.ToText(search.Address(i))).Order()];
        Assert.AreEqual(Dlt645Result.Ok, search.Result);
        Assert.IsGreaterThan(2, turns);
        CollectionAssert.AreEqual(expected, found, $"seed {Seed}");
    }

    [TestMethod]
    public void Search_SameAddressTwice_IsReportedAsUnresolved()
    {
        Dlt645Bench bench = new();
        bench.Add(new() { Address = "000000000005" });
        bench.Add(new() { Address = "000000000005", AnswerMs = 24.7 });
        bench.Add(new() { Address = "000000000016" });

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 8) { ByDigits = true });

        Assert.IsGreaterThanOrEqualTo(1, search.Unresolved);
        Assert.IsTrue(Enumerable.Range(0, search.Found).Any(i => search.Address(i) == 0x16));
    }

    [TestMethod]
    public void Search_AnswersOneAfterAnother_BothAreHeardAtOnce()
    {
        Dlt645Bench bench = new();
        bench.Add(new() { Address = "000000000005" });
        bench.Add(new() { Address = "000000000016", AnswerMs = 300 });

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 8));

        Assert.AreEqual(2, search.Found);
        Assert.AreEqual(4, search.Requests, "one an edition, and one to each whole address");
    }

    /// <summary>Meters that answer in the same instant, so that what differs is anybody's guess: good frames of
    /// meters that are not there come out of it.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Search_AnswersInTheSameInstant_FindsNobodyWhoIsNotThere(bool byDigits)
    {
        int phantoms = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            Dlt645Bench bench = new(seed: seed);
            RandomStream random = new RandomStreams(seed).Get("meters");
            SortedSet<string> expected = [];
            while (expected.Count < 12)
            {
                // Few digits differ, so that a wrong sum is right now and then.
                string address = $"2026000000{random.Next(4)}{random.Next(10)}";
                if (expected.Add(address))
                {
                    bench.Add(new() { Address = address, AnswerMs = 25, HasDigitWildcards = byDigits });
                }
            }

            Dlt645SearchTask search = new(bench.Master, 64) { ByDigits = byDigits };
            bench.Line.Run(search, 7_200_000_000);

            CollectionAssert.AreEqual(expected.ToArray(), Enumerable.Range(0, search.Found)
                .Select(i => Dlt645Address.ToText(search.Address(i))).Order().ToArray(), $"seed {seed}");
            Assert.AreEqual(Dlt645Result.Ok, search.Result, $"seed {seed}");
            phantoms += search.Phantoms;
        }

        TestContext.WriteLine($"{phantoms} addresses were heard that nobody has");
        Assert.IsGreaterThan(byDigits ? 0 : -1, phantoms, "nothing was tried");
    }

    [TestMethod]
    public void Search_MeterAnswersWithWildcards_IsFoundByItsPattern()
    {
        Dlt645Bench bench = new();
        bench.Add(new()
        {
            Make = Dlt645Make.OldHousehold,
            Address = "000000000005",
            Trouble = Dlt645Trouble.WildcardAddress,
        });

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 8));

        Assert.AreEqual(1, search.Found);
        Assert.AreEqual(Dlt645Address.Any, search.Address(0));
    }

    [TestMethod]
    public void Search_MoreMetersThanRoom_SaysSo()
    {
        Dlt645Bench bench = new();
        AddMeters(bench, 5, 9, true);

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 3) { ByDigits = true });

        Assert.AreEqual(Dlt645Result.TooLong, search.Result);
        Assert.AreEqual(3, search.Found);
    }

    [TestMethod]
    public void Search_Requests_AreBounded()
    {
        Dlt645Bench bench = new();
        AddMeters(bench, 20, 9, true);

        Dlt645SearchTask search = new(bench.Master, 30) { ByDigits = true, MaxRequests = 25 };
        bench.Line.Run(search);

        Assert.AreEqual(Dlt645Result.TooLong, search.Result);
        Assert.AreEqual(25, search.Requests);
    }

    [TestMethod]
    [DataRow(600, "household")]
    [DataRow(1200, "household")]
    [DataRow(1200, "old-household")]
    [DataRow(9600, "three-phase")]
    [DataRow(19200, "three-phase")]
    public void Sweep_MeterAtAnotherSpeed_IsFound(int baud, string make)
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new()
        {
            Make = Dlt645Make.All.Single(one => one.Name == make),
            Address = "202611220001",
            Trouble = Dlt645Trouble.WrongSpeed,
            OtherBaudRate = baud,
        });
        Dlt645Meter meter = Dlt645Bench.MeterOf(device);

        Dlt645SweepTask sweep = bench.Line.Run(new Dlt645SweepTask(bench.Master) { Meter = meter });

        Assert.AreEqual(Dlt645Result.Ok, sweep.Result);
        Assert.AreEqual(baud, bench.Master.Rates.Settings(meter.RateIndex).BaudRate);
        Assert.AreEqual(Dlt645Result.Ok, bench.Read(meter, 0x00010000));
    }

    [TestMethod]
    public void Sweep_NoMeter_EndsSilent()
    {
        Dlt645Bench bench = new();

        Dlt645SweepTask sweep =
            bench.Line.Run(new Dlt645SweepTask(bench.Master) { Meter = new Dlt645Meter(5), Tries = 1 });

        Assert.AreEqual(Dlt645Result.Silent, sweep.Result);
        Assert.AreEqual(36, bench.Line.Line.Counters.Exchanges, "six speeds, three parities, two editions");
    }

    // Addresses that share low digits, some old, answers between 20 and 60 ms.
    private static List<string> AddMeters(Dlt645Bench bench, int count, ulong seed, bool digits)
    {
        RandomStream random = new RandomStreams(seed).Get("meters");
        SortedSet<string> addresses = [];
        while (addresses.Count < count)
        {
            string address = $"2026{random.Next(100):D2}{random.Next(10_000):D4}{random.Next(3)}{random.Next(10)}";
            if (addresses.Add(address))
            {
                bench.Add(new()
                {
                    Address = address,
                    Make = Dlt645Make.All[random.Next(Dlt645Make.All.Count)],
                    AnswerMs = 20 + (random.NextDouble() * 40),
                    HasDigitWildcards = digits,
                });
            }
        }

        return [.. addresses];
    }
}
