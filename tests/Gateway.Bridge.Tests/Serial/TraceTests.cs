using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Gateway.Uplink.Serial;

namespace Gateway.Bridge.Tests.Serial;

[TestClass]
public sealed class TraceTests
{
    [TestMethod]
    public void Trace_BridgeDoesNotAsk_IsOff()
    {
        Assert.IsNull(Online(false).Trace);
    }

    [TestMethod]
    public void Trace_FramesAndBytes_ArriveAsTheyWere()
    {
        var rig = Online();
        var frame = Bytes(256, 1);
        rig.Trace.AddRadio(0x0123456789AB, 1, 3, 1, -104, 47, -12_345, frame, frame.Length);
        rig.Trace.AddBus(5, true, Encoding.UTF8.GetBytes("keller-ü"), frame, 3, 40);
        rig.Trace.AddBus(6, false, [], frame, 0, 1);
        rig.Run(200);

        Assert.HasCount(3, rig.Traces);
        var radio = (TraceItem.Frame)rig.Traces[0];
        Assert.AreEqual((0x0123456789AB, 1, "C1B", "bad_crc", -104, 47, -12_345), (
            radio.AtUs, radio.Radio, radio.Mode, radio.Status, radio.RssiDbm, radio.Lqi, radio.OffsetHz));
        CollectionAssert.AreEqual(frame, radio.Bytes);
        var bus = (TraceItem.Bus)rig.Traces[1];
        Assert.AreEqual((5L, "keller-ü", true), (bus.AtUs, bus.Line, bus.IsFromMeter));
        CollectionAssert.AreEqual(frame[3..43], bus.Bytes);
        CollectionAssert.AreEqual(frame[..1], ((TraceItem.Bus)rig.Traces[2]).Bytes);
    }

    [TestMethod]
    public void Trace_EveryLengthAndPlaceInTheRing_ArrivesWhole()
    {
        var rig = Online();
        for (var count = 0; count <= 256; count++)
        {
            var frame = Bytes(count, count);
            rig.Trace.AddRadio(count, 0, 1, 0, -50, 1, 0, frame, count);
            rig.Run(100);

            CollectionAssert.AreEqual(frame, ((TraceItem.Frame)rig.Traces.Single()).Bytes, $"{count} bytes");
            rig.Traces.Clear();
        }
    }

    [TestMethod]
    public void Trace_MoreThanTheLineCarries_IsDroppedAndCountedAndMessagesGoThrough()
    {
        var rig = Online();
        var frame = Bytes(256, 2);
        var added = 0;
        for (var i = 0; i < 40; i++)
        {
            for (var n = 0; n < 20; n++)
            {
                rig.Trace.AddRadio(added, 0, 1, 0, -50, 1, 0, frame, frame.Length);
                added++;
            }

            Assert.IsTrue(rig.Publish("m/event/up", Bytes(1_000, i), 1_000), $"message {i} within a second");
        }

        rig.Run(2_000);
        var told = rig.Traces.OfType<TraceItem.Missing>().ToList();
        var arrived = rig.Traces.OfType<TraceItem.Frame>().Count();
        Assert.IsGreaterThan(100, arrived);
        Assert.IsGreaterThan(100, told.Sum(one => one.Dropped));
        Assert.AreEqual(0, told.Sum(one => one.Damaged), "the line is good");

        // A last item, behind which nothing is missing any more, tells of all that were.
        rig.Trace.AddRadio(0, 0, 1, 0, -50, 1, 0, frame, 10);
        rig.Run(100);
        Assert.AreEqual(
            added + 1, rig.Traces.OfType<TraceItem.Frame>().Count()
                + rig.Traces.OfType<TraceItem.Missing>().Sum(one => one.Dropped));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Trace_BytesFlippedAndLost_WhatArrivesIsTrueAndTheRestIsTold(int seed)
    {
        var rig = new SerialRig(seed) { WantsTrace = true };
        rig.Connect();
        rig.Run(500);
        rig.Up.FlipRate = rig.Up.LossRate = rig.Up.GhostRate = 0.0005;
        Dictionary<long, byte[]> sent = [];
        for (var i = 0; i < 600; i++)
        {
            var frame = Bytes(20 + (i % 230), (seed * 1_000) + i);
            sent[i] = frame;
            rig.Trace?.AddRadio(i, 0, 1, 0, -50, 1, 0, frame, frame.Length);
            rig.Run(40);
        }

        var arrived = rig.Traces.OfType<TraceItem.Frame>().ToList();
        Assert.IsGreaterThan(400, arrived.Count, $"seed {seed}");
        Assert.IsLessThan(600, arrived.Count, $"seed {seed}: the line was too good");
        Assert.IsTrue(arrived.TrueForAll(one => sent[one.AtUs].SequenceEqual(one.Bytes)), $"seed {seed}");
        Assert.AreEqual(arrived.Count, arrived.Select(one => one.AtUs).Distinct().Count(), $"seed {seed}");
        Assert.IsGreaterThan(
            0, rig.Traces.OfType<TraceItem.Missing>().Sum(one => one.Damaged), $"seed {seed}");
    }

    [TestMethod]
    public void Trace_SessionOver_IsOffUntilTheNextOne()
    {
        var rig = Online();
        rig.Down.IsCut = true;
        rig.Run(25_000);
        Assert.IsNull(rig.Trace);

        rig.Down.IsCut = false;
        rig.Connect();
        rig.Run(2_000);

        Assert.IsNotNull(rig.Trace);
    }

    [TestMethod]
    public void Parse_EveryPrefixAndRandomBytes_ThrowsNothing()
    {
        const int Seed = 4;
        var random = new Random(Seed);
        for (var i = 0; i < 5_000; i++)
        {
            var item = Bytes(random.Next(40), i);
            if (item.Length > 0 && i % 2 == 0)
            {
                item[0] = i % 4 == 0 ? TraceRing.Radio : TraceRing.Bus;
            }

            var parsed = TraceReader.Parse(item);
            Assert.IsTrue(parsed == null || item.Length >= 11, $"seed {Seed}, round {i}");
        }
    }

    private static SerialRig Online(bool wantsTrace = true)
    {
        var rig = new SerialRig { WantsTrace = wantsTrace };
        rig.Connect();
        rig.Run(500);
        Assert.IsTrue(rig.IsOnline);
        return rig;
    }

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
