using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Air;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Air;

[TestClass]
public class MediumTests
{
    [TestMethod]
    public void PathLoss_NoShadowing_FollowsLogDistanceFromFreeSpaceAt1M()
    {
        var world = new World(1);
        world.Medium.ShadowingDb = 0;
        var receiver = world.Attach("a", new Position(0, 0, 0));
        Assert.AreEqual(31.2, world.Medium.PathLossDb(new Position(1, 0, 0), receiver), 0.1);
        Assert.AreEqual(31.2, world.Medium.PathLossDb(new Position(0.1, 0, 0), receiver), 0.1);
        Assert.AreEqual(91.2, world.Medium.PathLossDb(new Position(0, 60, 80), receiver), 0.1);
        world.Medium.FixedPathLossDb = 40;
        Assert.AreEqual(40.0, world.Medium.PathLossDb(new Position(0, 60, 80), receiver));
    }

    [TestMethod]
    public void Shadowing_OfAPair_StaysAndHasItsSpread()
    {
        var one = new World(3);
        var two = new World(3);
        var a = one.Attach("a", default);
        two.Attach("other", default);
        var b = two.Attach("a", default);
        var losses = new List<double>();
        for (var i = 0; i < 2000; i++)
        {
            var place = new Position(100, 0, i * 1e-6);
            losses.Add(one.Medium.PathLossDb(place, a));
            Assert.AreEqual(losses[i], two.Medium.PathLossDb(place, b), "order of attaching does not matter");
        }

        var mean = losses.Average();
        Assert.AreEqual(91.2, mean, 0.6);
        Assert.AreEqual(36, losses.Average(loss => (loss - mean) * (loss - mean)), 4);
    }

    [TestMethod]
    public void Transmit_NearAndFar_DeliveredAndWeak()
    {
        var world = new World(1);
        world.Medium.ShadowingDb = 0;
        var near = world.Attach("near", new Position(100, 0, 0));
        var far = world.Attach("far", new Position(3000, 0, 0));
        world.Send(0, 200);
        world.Time.AdvanceTo(10_000_000);

        Assert.AreEqual(1, world.Medium.SentCount);
        Assert.AreEqual(1, near.Count(AirOutcome.Delivered));
        Assert.AreEqual(1, far.Count(AirOutcome.Weak));
        Assert.AreEqual(0, near.Arriving.Count);
    }

    [TestMethod]
    public void Transmit_AntennaGain_AddsToThePower()
    {
        var world = new World(1);
        var receiver = world.Attach("a", new Position(100, 0, 0));
        world.Send(0, 200);
        world.Send(5_000_000, 200);
        world.Time.AdvanceTo(1);
        var before = receiver.Arriving[0].PowerDbm;
        world.Time.AdvanceTo(4_000_000);
        receiver.AntennaGainDbi = 3;
        world.Time.AdvanceTo(5_000_001);
        Assert.AreEqual(before + 3, receiver.Arriving[0].PowerDbm, 1e-9);
    }

    [TestMethod]
    public void Transmit_BackToBack_BothDelivered()
    {
        var world = new World(1) { Medium = { FixedPathLossDb = 60 } };
        var receiver = world.Attach("a", default);
        var first = world.Send(0, 200);
        world.Send(first.EndNs, 200);
        world.Time.AdvanceTo(10_000_000);

        Assert.AreEqual(2, receiver.Count(AirOutcome.Delivered));
    }

    [TestMethod]
    [DataRow(868_950_000.0, 1L, DisplayName = "same channel")]
    [DataRow(869_525_000.0, 0L, DisplayName = "other channel")]
    public void Transmit_Overlap_DamagesOnlyInTheChannel(double carrierHz, long collided)
    {
        var world = new World(1) { Medium = { FixedPathLossDb = 60 } };
        var receiver = world.Attach("a", default);
        var sent = world.Send(0, 400);
        var outcomes = new List<AirOutcome>();
        world.Medium.Arrived += (_, transmission, outcome) =>
        {
            if (transmission == sent)
            {
                outcomes.Add(outcome);
            }
        };
        world.Send(1_000_000, 400, carrierHz);
        world.Time.AdvanceTo(10_000_000);

        Assert.AreEqual(collided, outcomes.Count(outcome => outcome == AirOutcome.Collided));
        Assert.AreEqual(2, receiver.Count(AirOutcome.Delivered) + receiver.Count(AirOutcome.Collided));
    }

    [TestMethod]
    public void Transmit_OverlapBehindTheFrame_DoesNoHarm()
    {
        var world = new World(1) { Medium = { FixedPathLossDb = 60 } };
        var receiver = world.Attach("a", default);
        world.Send(0, 400, frameEndBit: 300);
        world.Send(3_750_000, 400);
        world.Time.AdvanceTo(10_000_000);

        Assert.AreEqual(2, receiver.Count(AirOutcome.Delivered));
    }

    [TestMethod]
    public void Errors_AskedTwiceOrInPieces_AreTheSame()
    {
        var world = new World(9) { Medium = { FixedPathLossDb = 104 } };
        var receiver = world.Attach("a", default);
        world.Send(0, 400);
        world.Time.AdvanceTo(3_990_000);
        var arrival = receiver.Arriving[0];
        var budget = world.Medium.Budget(arrival, 868_950_000, 325_000, 0);
        var whole = arrival.Errors(100, 32, budget);
        var pieces = (arrival.Errors(100, 16, budget) << 16) | arrival.Errors(116, 16, budget);

        Assert.AreEqual(whole, pieces);
        var turned = 0;
        for (var bit = 0; bit < 396; bit += 4)
        {
            turned += System.Numerics.BitOperations.PopCount(arrival.Errors(bit, 4, budget));
        }

        // −104 dBm is Eb/N0 = 8.5 dB: 1.4 % of 396 bits are 5.7.
        Assert.IsTrue(turned is >= 1 and <= 14, "seed 9: " + turned);
    }

    [TestMethod]
    public void Budget_EbN0_IsSignalOverNoiseDensity()
    {
        var world = new World(1) { Medium = { FixedPathLossDb = 90 } };
        var receiver = world.Attach("a", default);
        world.Send(0, 400);
        world.Time.AdvanceTo(1);
        var budget = world.Medium.Budget(receiver.Arriving[0], 868_950_000, 325_000, 0);

        // −174 + 10·log10(325 kHz) + 11.5 = −107.4 dBm; 10·log10(325/100) = 5.1 dB.
        Assert.AreEqual(-107.4, budget.NoiseDbm, 0.1);
        Assert.AreEqual(-90 + 107.4 + 5.1, budget.EbN0Db, 0.1);
    }

    [TestMethod]
    public void Transmit_InThePast_Throws()
    {
        var world = new World(1);
        world.Time.AdvanceTo(1000);
        Assert.ThrowsExactly<System.ArgumentOutOfRangeException>(() => world.Send(999, 100));
    }

    private sealed class World(ulong seed) : IAirListener
    {
        private Medium _medium;

        public EventQueue Time { get; } = new();

        public Medium Medium => _medium ??= new Medium(Time, new RandomStreams(seed));

        public Receiver Attach(string name, Position place) => Medium.Attach(name, place, 0, this);

        public Transmission Send(
            long atNs, int bitCount, double carrierHz = 868_950_000, int frameEndBit = 0)
        {
            var bits = new byte[(bitCount + 7) / 8];
            var transmission = new Transmission(atNs, bits, bitCount, 100_000, carrierHz, 50_000, 0, default)
            {
                SyncEndBit = 48,
                FrameEndBit = frameEndBit,
            };
            Medium.Transmit(transmission);
            return transmission;
        }

        public void ArrivalStarted(Arrival arrival)
        {
        }

        public void ArrivalEnded(Arrival arrival, AirOutcome outcome)
        {
        }
    }
}
