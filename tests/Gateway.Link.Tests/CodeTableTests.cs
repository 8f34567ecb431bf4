using System;
using System.Linq;
using Gateway.Link.Wmbus;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class CodeTableTests
{
    [TestMethod]
    public void Symbols_All4096Pairs_DecodeWhatTheEncoderMakesAndNothingElse()
    {
        short[] table = CodeTables.Symbols();
        var expected = new short[4096];
        Array.Fill(expected, (short)-1);
        for (int value = 0; value < 256; value++)
        {
            byte[] raw = FrameEncoder.ThreeOutOfSix([(byte)value]);
            expected[(raw[0] << 4) | (raw[1] >> 4)] = (short)value;
        }

        CollectionAssert.AreEqual(expected, table);
        Assert.AreEqual(256, table.Count(v => v >= 0));
    }

    [TestMethod]
    public void Symbols_EachOfThem_HasThreeOnesOfSix()
    {
        short[] table = CodeTables.Symbols();
        for (int pair = 0; pair < 4096; pair++)
        {
            if (table[pair] >= 0)
            {
                Assert.AreEqual(3, int.PopCount(pair >> 6), "pair " + pair);
                Assert.AreEqual(3, int.PopCount(pair & 63), "pair " + pair);
            }
        }
    }

    [TestMethod]
    public void Crc_ByTables_EqualsBitByBit()
    {
        const int Seed = 13757;
        var random = new Random(Seed);
        ushort[] table = CodeTables.Crc();
        ushort[] next = CodeTables.CrcOverNext(table);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            int crc = 0;
            int at = 0;
            for (; at + 1 < length; at += 2)
            {
                crc = next[(crc >> 8) ^ bytes[at]] ^ table[(crc & 0xFF) ^ bytes[at + 1]];
            }

            if (at < length)
            {
                crc = ((crc & 0xFF) << 8) ^ table[(crc >> 8) ^ bytes[at]];
            }

            Assert.AreEqual(FrameEncoder.Crc(bytes), crc ^ 0xFFFF, $"length {length}, seed {Seed}");
        }
    }

    [TestMethod]
    public void CrcResidue_AfterRightCrc_IsTheConstant()
    {
        byte[] block = Convert.FromHexString(GoldenFrameTests.StandardFrame)[..12];

        Assert.AreEqual(CodeTables.CrcResidue, FrameEncoder.Crc(block) ^ 0xFFFF);
    }
}
