using System.Text;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

[TestClass]
public sealed class Crc32Tests
{
    [TestMethod]
    public void Compute_CheckString_GivesThePublishedValue()
    {
        var bytes = Encoding.ASCII.GetBytes("123456789");
        Assert.AreEqual(0xCBF43926U, Crc32.Compute(bytes, 0, bytes.Length));
        Assert.AreEqual(0U, Crc32.Compute(bytes, 0, 0));
    }

    [TestMethod]
    public void Update_AnyPieces_AgreesWithTheBitwiseDefinition()
    {
        var random = new RandomStream(3);
        for (var round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(70)];
            random.NextBytes(bytes);
            var split = random.Next(bytes.Length + 1);
            var crc = Crc32.Update(Crc32.Start, bytes, 0, split);
            crc = Crc32.Update(crc, bytes, split, bytes.Length - split);
            Assert.AreEqual(Bitwise(bytes), Crc32.Finish(crc), $"round {round}");
        }
    }

    private static uint Bitwise(byte[] bytes)
    {
        var crc = 0xFFFFFFFFU;
        foreach (var value in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var isSet = ((crc ^ (uint)(value >> bit)) & 1) != 0;
                crc = isSet ? (crc >> 1) ^ 0xEDB88320U : crc >> 1;
            }
        }

        return ~crc;
    }
}
