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
}
