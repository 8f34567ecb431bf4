using System;
using System.Linq;
using System.Numerics;
using Gateway.Simulator.Air;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Air;

/// <summary>Antenna heights, what a filter lets through of a neighbour, and which bits an overlap takes.</summary>
[TestClass]
public class PropagationTests
{
    [TestMethod]
    public void PathLoss_HeightsCount_TwentyLogOfEachAndNeverBetterThanFreeSpace()
    {
        var medium = new Medium(new EventQueue(), new RandomStreams(1)) { ShadowingDb = 0, PathLossExponent = 3.5 };
        var low = medium.Attach("low", new Position(0, 0, 10), 0, new Nobody());
        var high = medium.Attach("high", new Position(0, 0, 40), 0, new Nobody());
        var far = new Position(2000, 0, 1.5);
        var plain = medium.PathLossDb(far, low);
        Assert.AreEqual(plain, medium.PathLossDb(far, high), 0.1, "heights do not count yet");

        medium.CollectorHeightMetres = 10;
        medium.MeterHeightMetres = 1.5;
        Assert.AreEqual(plain, medium.PathLossDb(far, low), 1e-9, "both at the reference");
        Assert.AreEqual(plain - 12.04, medium.PathLossDb(far, high), 0.1);
        Assert.AreEqual(plain - 6.02, medium.PathLossDb(far with { Z = 3 }, low), 0.1);
        Assert.AreEqual(plain + 3.52, medium.PathLossDb(far with { Z = -2 }, low), 0.1, "nothing is lower than 1 m");

        var near = new Position(10, 0, 40);
        Assert.AreEqual(31.2 + 20, medium.PathLossDb(near, high), 0.1, "free space");
    }

    [TestMethod]
    [DataRow(0, 190_000, 0.0, DisplayName = "inside")]
    [DataRow(60_000, 190_000, 0.0, DisplayName = "off centre, still inside")]
    [DataRow(0, 650_000, 3.01, DisplayName = "twice as wide as the channel")]
    [DataRow(0, 3_250_000, 10.0, DisplayName = "ten times as wide")]
    [DataRow(257_500, 190_000, 30.0, DisplayName = "edge to edge")]
    [DataRow(575_000, 190_000, 60.0, DisplayName = "another channel")]
    public void InterferenceLoss_Known(int offsetHz, int signalHz, double expectedDb) =>
        Assert.AreEqual(
            expectedDb, Propagation.InterferenceLossDb(-offsetHz, signalHz, 325_000), 0.05);

    [TestMethod]
    public void InterferenceLoss_FurtherAway_NeverLess()
    {
        foreach (var signalHz in new[] { 1_000.0, 190_000, 2_000_000 })
        {
            var before = 0.0;
            for (var offsetHz = 0; offsetHz < 3_000_000; offsetHz += 2_500)
            {
                var lossDb = Propagation.InterferenceLossDb(offsetHz, signalHz, 325_000);
                Assert.IsTrue(lossDb >= before - 1e-9, $"{signalHz} Hz wide, {offsetHz} Hz off");
                before = lossDb;
            }

            Assert.AreEqual(60, before);
        }
    }

    /// <summary>Bits 100..199 of a frame lie under another one: those and no others arrive turned.</summary>
    [TestMethod]
    [DataRow(1, 0.5, DisplayName = "interferer stronger: half of the bits")]
    [DataRow(0, 0.25, DisplayName = "equal power: a quarter")]
    [DataRow(-3, 0.25, DisplayName = "weaker by less than the capture ratio: a quarter")]
    [DataRow(-7, 0.0, DisplayName = "weaker by more: none")]
    public void Overlap_OfSomeBits_TurnsThoseOnly(int interfererDb, double expected)
    {
        var time = new EventQueue();
        var medium = new Medium(time, new RandomStreams(11)) { FixedPathLossDb = 60 };
        var receiver = medium.Attach("a", default, 0, new Nobody());
        var counts = new double[3];
        const int rounds = 40;
        for (var round = 0; round < rounds; round++)
        {
            var startNs = round * 10_000_000L;
            medium.Transmit(Frame(startNs, 300, 0));
            medium.Transmit(Frame(startNs + 1_000_000, 100, interfererDb));
            time.AdvanceTo(startNs + 2_999_999);
            var arrival = receiver.Arriving.Single(one => one.Transmission.BitCount == 300);
            var budget = medium.Budget(arrival, 868_950_000, 325_000, 0);
            for (var bit = 0; bit < 300; bit += 20)
            {
                counts[bit / 100] += BitOperations.PopCount(arrival.Errors(bit, 20, budget));
            }

            time.AdvanceTo(startNs + 5_000_000);
        }

        Assert.AreEqual(0, counts[0] + counts[2], "outside the overlap");
        Assert.AreEqual(expected, counts[1] / (100 * rounds), 0.03, "seed 11");
    }

    /// <summary>Frames of 160 bits at the limit: the share lost is what ½·exp(−½·Eb/N0) a bit makes of it.</summary>
    [TestMethod]
    [DataRow(-104)]
    [DataRow(-103)]
    [DataRow(-102)]
    [DataRow(-101)]
    [DataRow(-100)]
    public void Judge_AtTheSensitivityLimit_LosesWhatTheCurveSays(int powerDbm)
    {
        const int frames = 2_000;
        const int bits = 160;
        var time = new EventQueue();
        var medium = new Medium(time, new RandomStreams(12)) { FixedPathLossDb = -powerDbm };
        var receiver = medium.Attach("a", default, 0, new Nobody());
        for (var i = 0; i < frames; i++)
        {
            medium.Transmit(Frame(i * 4_000_000L, bits + 32, 0));
        }

        time.AdvanceTo(frames * 4_000_000L);
        var ebN0Db = powerDbm - (-174 + (10 * Math.Log10(325_000)) + medium.NoiseFigureDb)
            + (10 * Math.Log10(325_000 / 100_000.0));
        var bitErrorRate = 0.5 * Math.Exp(-0.5 * Math.Pow(10, ebN0Db / 10));
        var expected = 1 - Math.Pow(1 - bitErrorRate, bits + 16);
        var lost = (double)receiver.Count(AirOutcome.Weak) / frames;
        var sigma = Math.Sqrt(expected * (1 - expected) / frames);
        Assert.AreEqual(expected, lost, (4 * sigma) + 0.0005, $"seed 12, {powerDbm} dBm");
    }

    private static Transmission Frame(long startNs, int bitCount, double powerDbm) =>
        new(startNs, new byte[(bitCount + 7) / 8], bitCount, 100_000, 868_950_000, 45_000, powerDbm, default)
        {
            SyncEndBit = 32,
        };

    private sealed class Nobody : IAirListener
    {
        public void ArrivalStarted(Arrival arrival)
        {
        }

        public void ArrivalEnded(Arrival arrival, AirOutcome outcome)
        {
        }
    }
}
