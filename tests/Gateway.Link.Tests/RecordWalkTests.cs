using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link.MBus;

namespace Gateway.Link.Tests;

/// <summary>Steps over the records of a reply, which decide whether the slave has more telegrams.</summary>
[TestClass]
public sealed class RecordWalkTests
{
    [TestMethod]
    public void Next_Records_AreFoundByVif()
    {
        byte[] header = new byte[12];
        byte[] records = Convert.FromHexString("2F0C78110349110413A20F000042 6CBF1C 0D7C0344492E0548454C4C4F"
            .Replace(" ", "", StringComparison.Ordinal) + "01FD1F011F");
        byte[] reply = Reply([.. header, .. records]);
        MBusFrame frame = new();
        frame.Parse(reply, reply.Length);
        RecordWalk walk = new();
        walk.Begin(frame, reply);
        List<int> sizes = [];
        while (walk.TryNext())
        {
            sizes.Add(walk.ValueBytes);
        }

        CollectionAssert.AreEqual(new[] { 4, 4, 2, 5, 1 }, sizes);
        Assert.IsTrue(walk.MoreFollows);
        Assert.AreEqual(1, reply[walk.ValueIndex]);
        Assert.AreEqual(0xFD, reply[walk.VifIndex]);
    }

    [TestMethod]
    public void Next_CutAnywhere_StaysInside()
    {
        byte[] records = Convert.FromHexString(
            "84808080108178FC0348450C01FD1F010DFD0A05484546474807131234567812345678" + "8D11FC8103414243F6");
        for (int cut = 0; cut <= records.Length; cut++)
        {
            byte[] reply = Reply([.. new byte[12], .. records[..cut]]);
            MBusFrame frame = new();
            Assert.AreEqual(MBusStatus.Ok, frame.Parse(reply, reply.Length));
            RecordWalk walk = new();
            walk.Begin(frame, reply);
            while (walk.TryNext())
            {
                Assert.IsLessThanOrEqualTo(frame.DataOffset + frame.DataCount, walk.ValueIndex + walk.ValueBytes);
            }
        }
    }

    [TestMethod]
    public void Skip_InAnySlices_EndsWhereItDoesRecordByRecord()
    {
        const int Seed = 13_757;
        Random random = new(Seed);
        string[] pieces =
        [
            "0413", "040413", "84100413", "84800113", "01FD1F", "8101FD1F", "0CFD8100", "2F", "2F2F2F2F2F", "0D7801", "7C", "017C0241",
            "01FC0141", "80", "1F", "0F", "00", "07", "FF", "0DFD11F6", "4100",
        ];
        MBusFrame frame = new();
        RecordWalk walk = new();
        RecordWalk slices = new();
        var more = 0;
        for (int i = 0; i < 20_000; i++)
        {
            List<byte> records = [];
            for (int left = random.Next(20); left > 0; left--)
            {
                records.AddRange(Convert.FromHexString(pieces[random.Next(pieces.Length - (left > 3 ? 6 : 0))]));
                byte[] value = new byte[random.Next(3) * 2];
                random.NextBytes(value);
                records.AddRange(value);
            }

            byte[] reply = Reply([.. new byte[12], .. records.Take(230)]);
            Assert.AreEqual(MBusStatus.Ok, frame.Parse(reply, reply.Length));
            walk.Begin(frame, reply);
            while (walk.TryNext())
            {
            }

            slices.Begin(frame, reply);
            int turns = 0;
            while (slices.TrySkip(1 + random.Next(5)))
            {
                Assert.IsLessThan(300, ++turns, $"input {i}, seed {Seed}");
            }

            Assert.AreEqual(walk.MoreFollows, slices.MoreFollows,
                $"input {i}, seed {Seed}: {Convert.ToHexString([.. records])}");
            more += walk.MoreFollows ? 1 : 0;
        }

        Assert.IsGreaterThan(200, more);
    }

    private static byte[] Reply(params byte[] data)
    {
        byte[] buffer = new byte[300];
        int count = MBusEncoder.WriteLong(buffer, MBusCField.RspUd, 1, MBusCiField.Variable, data, data.Length);
        return buffer[..count];
    }
}
