using Gateway.Core;

namespace Gateway.Core.Tests;

[TestClass]
public class RandomSourceTests
{
    [TestMethod]
    public void SameSeed_TwoGenerators_GiveTheSameSequence()
    {
        var one = new RandomSource(5);
        var two = new RandomSource(5);
        for (var i = 0; i < 100; i++)
        {
            Assert.AreEqual(one.NextUInt(), two.NextUInt());
        }
    }

    [TestMethod]
    public void Sequence_SeedZero_IsSplitMix64()
    {
        // Upper halves of the first outputs of SplitMix64 for seed 0, E220A8397B1DCDAF and 6E789E6AA1B965F4
        // (as the reference implementation at prng.di.unimi.it gives them).
        var source = new RandomSource(0);
        Assert.AreEqual(0xE220A839U, source.NextUInt());
        Assert.AreEqual(0x6E789E6AU, source.NextUInt());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(10)]
    [DataRow(int.MaxValue)]
    public void Next_Bound_StaysBelowAndIsEven(int bound)
    {
        var source = new RandomSource(99);
        double sum = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var value = source.Next(bound);
            Assert.IsTrue(value >= 0 && value < bound, $"seed 99, {value} of {bound}");
            sum += value / (double)bound;
        }

        var expected = (bound - 1) / (2.0 * bound);
        Assert.IsLessThan(0.02, System.Math.Abs((sum / 20_000) - expected), $"seed 99, mean {sum / 20_000}");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-5)]
    public void Next_BoundBelowOne_GivesZero(int bound)
    {
        Assert.AreEqual(0, new RandomSource(1).Next(bound));
    }

    [TestMethod]
    public void SeedFrom_NamesOrEntropyDiffer_SeedsDiffer()
    {
        Assert.AreNotEqual(RandomSource.SeedFrom("gw-1", 7), RandomSource.SeedFrom("gw-2", 7));
        Assert.AreNotEqual(RandomSource.SeedFrom("gw-1", 7), RandomSource.SeedFrom("gw-1", 8));
    }
}
