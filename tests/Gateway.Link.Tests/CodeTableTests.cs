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
        Array.Fill(expected, (short)CodeTables.NoSymbol);
        for (int value = 0; value < 256; value++)
        {
            byte[] raw = FrameEncoder.ThreeOutOfSix([(byte)value]);
            expected[(raw[0] << 4) | (raw[1] >> 4)] = (short)value;
        }

        CollectionAssert.AreEqual(expected, table);
        Assert.AreEqual(256, table.Count(v => v is >= 0 and < CodeTables.NoSymbol));
    }

    [TestMethod]
    public void Symbols_EachOfThem_HasThreeOnesOfSix()
    {
        short[] table = CodeTables.Symbols();
        for (int pair = 0; pair < 4096; pair++)
        {
            if (table[pair] != CodeTables.NoSymbol)
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
    public void CrcSlices_SixBytesATurn_EqualBitByBit()
    {
        const int Seed = 21930;
        var random = new Random(Seed);
        ushort[][] t = CodeTables.CrcSlices(6);
        CollectionAssert.AreEqual(CodeTables.Crc(), t[0]);
        CollectionAssert.AreEqual(CodeTables.CrcOverNext(t[0]), t[1]);
        for (int round = 0; round < 500; round++)
        {
            byte[] b = new byte[12];
            random.NextBytes(b);
            int crc = 0;
            for (int at = 0; at < b.Length; at += 6)
            {
                crc = t[5][(crc >> 8) ^ b[at]] ^ t[4][(crc & 0xFF) ^ b[at + 1]] ^ t[3][b[at + 2]]
                    ^ t[2][b[at + 3]] ^ t[1][b[at + 4]] ^ t[0][b[at + 5]];
            }

            Assert.AreEqual(FrameEncoder.Crc(b), crc ^ 0xFFFF, $"round {round}, seed {Seed}");
        }
    }

    [TestMethod]
    public void SymbolsByMiddle_AllThreeBytes_EqualTheFlatTable()
    {
        short[] flat = CodeTables.Symbols();
        short[][] firsts = CodeTables.SymbolsByMiddle(flat, true, CodeTables.NoSymbols());
        short[][] lasts = CodeTables.SymbolsByMiddle(flat, false, CodeTables.NoSymbols());
        for (int middle = 0; middle < 256; middle++)
        {
            for (int other = 0; other < 256; other++)
            {
                Assert.AreEqual(flat[(other << 4) | (middle >> 4)], firsts[middle][other]);
                Assert.AreEqual(flat[((middle & 15) << 8) | other], lasts[middle][other]);
            }
        }
    }

    [TestMethod]
    public void CrcResidue_AfterRightCrc_IsTheConstant()
    {
        byte[] block = Convert.FromHexString(GoldenFrameTests.StandardFrame)[..12];

        Assert.AreEqual(CodeTables.CrcResidue, FrameEncoder.Crc(block) ^ 0xFFFF);
    }
}
