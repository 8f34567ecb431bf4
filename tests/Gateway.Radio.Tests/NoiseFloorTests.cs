namespace Gateway.Radio.Tests;

[TestClass]
public class NoiseFloorTests
{
    [TestMethod]
    public void Dbm_NoSample_Unknown()
    {
        Assert.AreEqual(-128, new NoiseFloor().Dbm);
    }

    [TestMethod]
    public void Add_ConstantSamples_ConvergesFromBothSides()
    {
        for (int start = -138; start <= -11; start += 9)
        {
            NoiseFloor floor = new();
            floor.Add(start);
            Assert.AreEqual(start, floor.Dbm);
            for (int i = 0; i < 400; i++)
            {
                floor.Add(-100);
            }

            Assert.AreEqual(-100, floor.Dbm, $"from {start} dBm");
        }
    }

    /// <summary>In 1/32 dB, a quarter of a fall and a 32nd of a rise, rounded away from zero.</summary>
    [TestMethod]
    [DataRow(-108, 4)]
    [DataRow(-4, 32)]
    public void Add_ManyAlike_FollowsByItsShare(int sampleDbm, int divisor)
    {
        NoiseFloor floor = new();
        floor.Add(-100);
        int scaled = -3200;
        for (int i = 0; i < 60; i++)
        {
            floor.Add(sampleDbm);
            double share = ((32 * sampleDbm) - scaled) / (double)divisor;
            scaled += (int)(share < 0 ? Math.Floor(share) : Math.Ceiling(share));
            Assert.AreEqual(scaled / 32, floor.Dbm, $"sample {i}");
        }
    }

    [TestMethod]
    public void Reset_Known_UnknownThenTheNextSample()
    {
        NoiseFloor floor = new();
        floor.Add(-100);
        floor.Reset();
        Assert.AreEqual(NoiseFloor.UnknownDbm, floor.Dbm);
        floor.Add(-90);
        Assert.AreEqual(-90, floor.Dbm);
    }
}
