using System;
using System.Linq;
using Gateway.Link.Dlt645;

namespace Gateway.Link.Tests.Dlt645;

[TestClass]
public sealed class CodecTests
{
    // A published answer: forward active energy 1234.56 kWh of meter 123456789012, two wake-up bytes.
    private const string Answer = "FEFE6812907856341268910833333433896745335416";

    private readonly Dlt645Frame _frame = new();

    [TestMethod]
    public void TryParse_PublishedAnswer_GivesItsFields()
    {
        byte[] bytes = Convert.FromHexString(Answer);

        Assert.AreEqual(Dlt645Status.Ok, Dlt645Codec.TryParse(bytes, 0, bytes.Length, false, _frame, out int missing));

        Assert.AreEqual(0, missing);
        Assert.AreEqual(0x123456789012, _frame.Address);
        Assert.AreEqual(0x91, _frame.Control);
        Assert.IsTrue(_frame.IsReply && !_frame.IsAbnormal && !_frame.HasMore);
        Assert.AreEqual("0000010056341200", Convert.ToHexString(_frame.Data, 0, _frame.DataCount));
        Assert.AreEqual(0x00010000L, _frame.Number(0, 4));
        Assert.AreEqual(0x00123456L, _frame.Number(4, 4));
        Assert.AreEqual(0L, _frame.Number(5, 4), "outside the data field");
        Assert.AreEqual(2, _frame.Start);
        Assert.AreEqual(bytes.Length, _frame.End);
    }

    [TestMethod]
    public void TryParse_EveryPrefix_IsIncompleteAndTellsHowMuchIsMissing()
    {
        const int Seed = 645;
        var random = new Random(Seed);
        for (int round = 0; round < 300; round++)
        {
            int wakeUps = random.Next(5);
            byte[] bytes = [.. Enumerable.Repeat((byte)0xFE, wakeUps), .. Frames.Random(random, out _, out _, out _)];
            int at = 0;
            int steps = 0;
            while (at < bytes.Length)
            {
                var status = Dlt645Codec.TryParse(bytes, 0, at, false, _frame, out int missing);
                Assert.AreEqual(Dlt645Status.Incomplete, status, $"round {round}, {at} bytes, seed {Seed}");
                Assert.IsGreaterThan(0, missing);
                at += missing;
                steps++;
            }

            Assert.AreEqual(bytes.Length, at, $"asks for too much, round {round}, seed {Seed}");
            Assert.IsLessThanOrEqualTo(4, steps, "a wake-up per few bytes");
            Assert.AreEqual(Dlt645Status.Ok, Dlt645Codec.TryParse(bytes, 0, at, false, _frame, out _));
        }
    }

    [TestMethod]
    public void TryParse_EveryBitFlipped_IsRefused()
    {
        byte[] bytes = Convert.FromHexString(Answer[4..]);
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] wrong = [.. bytes];
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.AreNotEqual(Dlt645Status.Ok, Frames.Parse(wrong, _frame), $"bit {bit}");
        }
    }

    [TestMethod]
    [DataRow("", "", DisplayName = "nothing around")]
    [DataRow("FEFEFEFE", "", DisplayName = "four wake-up bytes")]
    [DataRow("68", "", DisplayName = "an extra start byte")]
    [DataRow("FEFE68", "00", DisplayName = "wake-up, an extra start byte, a trailing byte")]
    [DataRow("0068FF1668", "FFFF", DisplayName = "noise")]
    [DataRow("681290785634126891083333343389", "", DisplayName = "a frame that broke off")]
    [DataRow("", "6812907856341268910833333433896745335416", DisplayName = "a repeated answer")]
    public void TryParse_BytesAround_FindsTheFrame(string before, string after)
    {
        byte[] bytes = Convert.FromHexString(before + Answer[4..] + after);

        Assert.AreEqual(Dlt645Status.Ok, Frames.Parse(bytes, _frame));

        Assert.AreEqual(0x00123456L, _frame.Number(4, 4));
        Assert.AreEqual(bytes.Length - (after.Length / 2), _frame.End);
    }

    [TestMethod]
    [DataRow("", Dlt645Status.NoStart)]
    [DataRow("FEFEFEFE", Dlt645Status.NoStart)]
    [DataRow("6812907856341268910833333433896745335417", Dlt645Status.BadEnd)]
    [DataRow("6812907856341268910833333433896745335516", Dlt645Status.BadChecksum)]
    [DataRow("68129078563412689108333334338967453354", Dlt645Status.NoStart)]
    public void TryParse_NoFrame_TellsWhy(string hex, Dlt645Status expected)
    {
        Assert.AreEqual(expected, Frames.Parse(Convert.FromHexString(hex), _frame));
    }

    [TestMethod]
    public void Put_RandomFrames_AreReadBack()
    {
        const int Seed = 6451;
        var random = new Random(Seed);
        byte[] buffer = new byte[300];
        for (int round = 0; round < 2000; round++)
        {
            byte[] expected = Frames.Random(random, out string address, out int control, out byte[] data);
            int wakeUps = random.Next(5);

            int count = Dlt645Codec.Put(buffer, 1, wakeUps, Dlt645Address.Parse(address), control, data, 0, data.Length);

            Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(buffer, 1 + wakeUps, count - wakeUps),
                $"round {round}, seed {Seed}");
            Assert.AreEqual(Dlt645Status.Ok, Dlt645Codec.TryParse(buffer, 1, count, false, _frame, out _));
            Assert.AreEqual(address, Dlt645Address.ToText(_frame.Address));
            Assert.AreEqual(control, _frame.Control);
            CollectionAssert.AreEqual(data, _frame.Data[.._frame.DataCount]);
        }
    }

    [TestMethod]
    public void TryParse_BufferFullOfStarts_IsBounded()
    {
        // Each byte begins what looks like a frame of 180 bytes with an end; few sums are tried.
        byte[] bytes = new byte[600];
        Array.Fill(bytes, (byte)0x68);
        for (int i = 100; i < bytes.Length; i += 8)
        {
            bytes[i] = 0x16;
        }

        Assert.AreNotEqual(Dlt645Status.Ok, Frames.Parse(bytes, _frame));
    }

    [TestMethod]
    [DataRow("1", 1L)]
    [DataRow("123456789012", 0x123456789012L)]
    [DataRow("**9012", 0xAA9012L)]
    [DataRow("AAAAAAAAAAAA", Dlt645Address.Any)]
    [DataRow("", -1L)]
    [DataRow(null, -1L)]
    [DataRow("1234567890123", -1L)]
    [DataRow("12B", -1L)]
    [DataRow("12-3", -1L)]
    public void Parse_Text_GivesTheAddress(string text, long expected)
    {
        Assert.AreEqual(expected, Dlt645Address.Parse(text));
    }

    [TestMethod]
    [DataRow(0x123456789012L, true)]
    [DataRow(0L, true)]
    [DataRow(0x999999999998L, true)]
    [DataRow(Dlt645Address.Broadcast, false)]
    [DataRow(Dlt645Address.Any, false)]
    [DataRow(0x12345678901AL, false)]
    [DataRow(0x1234A6789012L, false)]
    [DataRow(0xFFFFFFFFFFFFL, false)]
    [DataRow(0xF23456789012L, false)]
    [DataRow(-1L, false)]
    public void IsOwn_Address_IsAMeters(long address, bool expected)
    {
        Assert.AreEqual(expected, Dlt645Address.IsOwn(address));
    }

    [TestMethod]
    public void IsOwn_OneDigitAnyValue_DecimalOnly()
    {
        for (int digit = 0; digit < 12; digit++)
        {
            for (int value = 0; value < 16; value++)
            {
                long address = (0x120056789012L & ~(15L << (4 * digit))) | ((long)value << (4 * digit));
                Assert.AreEqual(value < 10, Dlt645Address.IsOwn(address), $"{address:X12}");
            }
        }
    }

    [TestMethod]
    public void IsMatch_Pattern_DigitsAStandForAny()
    {
        Assert.IsTrue(Dlt645Address.IsMatch(Dlt645Address.Any, 0x123456789012));
        Assert.IsTrue(Dlt645Address.IsMatch(0xAAAAAAAA9012, 0x123456789012));
        Assert.IsFalse(Dlt645Address.IsMatch(0xAAAAAAAA9013, 0x123456789012));
        Assert.AreEqual(8, Dlt645Address.Wildcards(0xAAAAAAAA9013));
        Assert.AreEqual(0, Dlt645Address.Wildcards(0x123456789012));
    }

    [TestMethod]
    [DataRow(0x91, 0x11, true)]
    [DataRow(0xB1, 0x11, true)]
    [DataRow(0xD1, 0x11, true)]
    [DataRow(0x11, 0x11, false)]
    [DataRow(0x92, 0x11, false)]
    [DataRow(0xC1, 0x01, true)]
    [DataRow(0x81, 0x01, true)]
    public void IsReplyTo_Control_FitsItsRequest(int control, int request, bool expected)
    {
        Assert.AreEqual(expected, Dlt645Control.IsReplyTo(control, request));
    }

    [TestMethod]
    public void ErrorWord_Bits_AreNamed()
    {
        Assert.AreEqual("none", Dlt645Error.ToText(0));
        Assert.AreEqual("no such data, password", Dlt645Error.ToText(Dlt645Error.NoData | Dlt645Error.Password));
        Assert.AreEqual("tariffs", Dlt645Error.ToText(Dlt645Error.Tariffs));
    }
}
