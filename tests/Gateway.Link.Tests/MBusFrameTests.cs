using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class MBusFrameTests
{
    private static byte[] Reply(params byte[] data)
    {
        byte[] buffer = new byte[300];
        int count = MBusEncoder.WriteLong(buffer, MBusCField.RspUd, 1, MBusCiField.Variable, data, data.Length);
        return buffer[..count];
    }

    [TestMethod]
    public void Parse_EveryKind_IsTold()
    {
        MBusFrame frame = new();
        Assert.AreEqual(MBusStatus.Ok, frame.Parse([0xE5], 1));
        Assert.AreEqual(MBusFrameKind.Acknowledge, frame.Kind);
        byte[] buffer = new byte[16];
        Assert.AreEqual(5, MBusEncoder.WriteShort(buffer, MBusCField.ReqUd2 | MBusCField.Fcb, 0xFD));
        CollectionAssert.AreEqual(Convert.FromHexString("107BFD7816"), buffer[..5]);
        Assert.AreEqual(MBusStatus.Ok, frame.Parse(buffer, 5));
        Assert.AreEqual(MBusFrameKind.Short, frame.Kind);
        Assert.AreEqual(0xFD, frame.Address);
        int count = MBusEncoder.WriteLong(buffer, MBusCField.SndUd, 254, MBusCiField.ApplicationReset, null, 0);
        CollectionAssert.AreEqual(Convert.FromHexString("6803036853FE50A116"), buffer[..count]);
        Assert.AreEqual(MBusStatus.Ok, frame.Parse(buffer, count));
        Assert.AreEqual(MBusFrameKind.Control, frame.Kind);
        Assert.AreEqual(0, frame.DataCount);
    }

    [TestMethod]
    public void Parse_Selection_IsAsTheStandardShowsIt()
    {
        byte[] data = new byte[SecondaryAddress.Count];
        MeterAddress address = new()
        {
            IdentificationNumber = 0x12345678, Manufacturer = 0xFFFF, Version = 0xFF, DeviceType = 0xFF,
        };
        SecondaryAddress.Write(address, data, 0);
        byte[] buffer = new byte[32];
        int count = MBusEncoder.WriteLong(
            buffer, MBusCField.SndUd | MBusCField.Fcb, 0xFD, MBusCiField.Select, data, data.Length);
        CollectionAssert.AreEqual(Convert.FromHexString("680B0B6873FD5278563412FFFFFFFFD216"), buffer[..count]);
    }

    [TestMethod]
    public void Parse_EveryPrefix_IsIncomplete()
    {
        byte[] reply = Reply([.. Enumerable.Range(0, 40).Select(i => (byte)i)]);
        MBusFrame frame = new();
        int at = 0;
        for (int steps = 0; at < reply.Length; steps++)
        {
            Assert.AreEqual(MBusStatus.Incomplete, frame.Parse(reply, at));
            at += MBusFrame.Missing(reply, at);
            Assert.IsLessThan(4, steps, "three looks are enough for any frame");
        }

        Assert.AreEqual(reply.Length, at);
        Assert.AreEqual(MBusStatus.Ok, frame.Parse(reply, at));
        Assert.AreEqual(reply.Length, frame.Count);
    }

    [TestMethod]
    public void Parse_EveryFlippedBit_IsRefused()
    {
        byte[] reply = Reply([.. Enumerable.Range(0, 40).Select(i => (byte)i)]);
        MBusFrame frame = new();
        for (int bit = 0; bit < reply.Length * 8; bit++)
        {
            reply[bit / 8] ^= (byte)(1 << (bit & 7));
            Assert.AreNotEqual(MBusStatus.Ok, frame.Parse(reply, reply.Length), $"bit {bit}");
            Assert.AreEqual(MBusFrameKind.None, frame.Kind);
            reply[bit / 8] ^= (byte)(1 << (bit & 7));
        }
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(104)]
    [DataRow(252)]
    public void Parse_FirstByteLost_IsRepaired(int length)
    {
        byte[] reply = Reply(new byte[length]);
        byte[] late = reply[1..];
        MBusFrame frame = new();
        Assert.AreEqual(MBusStatus.Ok, frame.Parse(late, late.Length));
        Assert.IsTrue(frame.IsRepaired);
        Assert.AreEqual(length, frame.DataCount);
        Assert.AreEqual(0, MBusFrame.Missing(late, late.Length));
        Assert.AreEqual(1, MBusFrame.Missing(late, late.Length - 1));
    }

    [TestMethod]
    public void TryRead_HighByteFirst_IsTurned()
    {
        byte[] buffer = new byte[64];
        byte[] data = [0x12, 0x34, 0x56, 0x78, 0x2C, 0x2D, 7, 4, 0, 0, 0, 0];
        int count = MBusEncoder.WriteLong(
            buffer, MBusCField.RspUd, 1, MBusCiField.VariableHighFirst, data, data.Length);
        MBusFrame frame = new();
        MeterAddress address = new();
        Assert.AreEqual(MBusStatus.Ok, frame.Parse(buffer, count));
        Assert.IsTrue(SecondaryAddress.TryRead(frame, buffer, address));
        Assert.AreEqual(0x12345678u, address.IdentificationNumber);
        Assert.AreEqual(0x2C2D, address.Manufacturer);
    }

    [TestMethod]
    [DataRow(0x12345678u, 0x2C2D, 1, 4, true)]
    [DataRow(0x1234567Fu, 0xFFFF, 255, 255, true)]
    [DataRow(0xFFFFFFFFu, 0x2CFF, 255, 255, true)]
    [DataRow(0xFFFFFFFFu, 0xFF2D, 255, 4, true)]
    [DataRow(0x1234567Fu, 0xFFFF, 255, 7, false)]
    [DataRow(0x1234567Fu, 0xFF2C, 255, 255, false)]
    [DataRow(0x22345678u, 0xFFFF, 255, 255, false)]
    public void Matches_Wildcards_AreHonoured(uint number, int manufacturer, int version, int type, bool expected)
    {
        MeterAddress address = new()
        {
            IdentificationNumber = 0x12345678, Manufacturer = 0x2C2D, Version = 1, DeviceType = 4,
        };
        MeterAddress pattern = new()
        {
            IdentificationNumber = number, Manufacturer = manufacturer, Version = version, DeviceType = type,
        };
        Assert.AreEqual(expected, SecondaryAddress.Matches(pattern, address));
    }

    [TestMethod]
    public void Parse_RecordedFrames_AreWhole()
    {
        MBusFrame frame = new();
        RecordWalk walk = new();
        int whole = 0, refused = 0;
        foreach ((int line, string[] columns) in SharedData.Read("../mbus/frames.tsv"))
        {
            byte[] bytes = Convert.FromHexString(columns[0]);
            if (frame.Parse(bytes, bytes.Length) == MBusStatus.Ok)
            {
                whole++;
                walk.Begin(frame, bytes);
                Assert.IsFalse(walk.TrySkip(1000), $"line {line}");
            }
            else
            {
                refused++;
                Assert.StartsWith("REJECT", columns[2], $"line {line}");
            }
        }

        Assert.IsGreaterThan(60, whole);
        Assert.IsLessThan(10, refused);
    }

    [TestMethod]
    public void Everything_AMillionInputs_NoExceptionNoAllocationNothingReadBehind() =>
        Assert.AreEqual(0L, Allocations.Least(AMillionInputs), "bytes allocated");

    private static long AMillionInputs()
    {
        const int Seed = 8_661;
        const int Inputs = 1_000_000;
        Random random = new(Seed);
        MBusFrame frame = new();
        RecordWalk walk = new();
        MeterAddress address = new();
        byte[] input = new byte[280];
        byte[] seed = Reply(Convert.FromHexString("785634122C2D01040A0000000C78110349110D7C034449200548454C4C4F"
            + "0413A20F000042FC0341424381806CBF1C01FD1F011F0102"));
        int good = 0;
        long allocated = 0;
        for (int i = 0; i < Inputs + 1000; i++)
        {
            allocated = i == 1000 ? GC.GetAllocatedBytesForCurrentThread() : allocated;
            int length = Mutate(random, seed, input);
            MBusStatus status = frame.Parse(input, length);
            int missing = MBusFrame.Missing(input, length);
            if ((status == MBusStatus.Incomplete) != (missing > 0) || frame.Count > length)
            {
                Assert.Fail($"input {i}, seed {Seed}: {status}, {missing} missing, {frame.Count} of {length}");
            }

            if (status != MBusStatus.Ok)
            {
                continue;
            }

            good++;
            SecondaryAddress.TryRead(frame, input, address);
            walk.Begin(frame, input);
            for (int records = 0; walk.TryNext(); records++)
            {
                if (records > 130 || walk.ValueIndex + walk.ValueBytes > frame.DataOffset + frame.DataCount)
                {
                    Assert.Fail($"input {i}, seed {Seed}: the walk leaves the frame");
                }
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.IsGreaterThan(100_000, good, "the inputs reach the good path");
        return allocated;
    }

    private static int Mutate(Random random, byte[] seed, byte[] input)
    {
        int length = seed.Length;
        seed.CopyTo(input, 0);
        int kind = random.Next(4);
        for (int changes = random.Next(6); changes > 0; changes--)
        {
            input[kind == 0 ? random.Next(length) : random.Next(7, length - 2)] = (byte)random.Next(256);
        }

        if (kind == 3)
        {
            random.NextBytes(input);
            input[0] = random.Next(2) == 0 ? (byte)0x68 : (byte)0x10;
            length = random.Next(input.Length);
        }
        else if (kind == 2)
        {
            // The same, with the right check sum.
            int sum = 0;
            for (int i = 4; i < length - 2; i++)
            {
                sum += input[i];
            }

            input[length - 2] = (byte)sum;
        }
        else if (kind == 1)
        {
            length = random.Next(length + 1);
        }

        return length;
    }
}
