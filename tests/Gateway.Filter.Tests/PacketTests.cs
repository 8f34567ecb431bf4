using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Link;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

/// <summary>Packets that say which they are: repeats, parts, alarms.</summary>
[TestClass]
public class PacketTests
{
    private const long SecondUs = 1_000_000;

    [TestMethod]
    public void Decide_RepeatOfAPacket_IsDuplicateHoweverItsBytesDiffer()
    {
        var filter = NewFilter("allow *");
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Hourly, 500, 0x01, 0));
        Assert.AreEqual(FilterVerdict.Duplicate, Decide(filter, 7, PacketType.Hourly, 500, 0x01, 40));
        Assert.AreEqual(FilterVerdict.Duplicate, Decide(filter, 7, PacketType.Hourly, 500, 0x01, 299));
        Assert.AreEqual(2u, filter.Counters.Duplicate);
    }

    [TestMethod]
    public void Decide_OtherTypeSequencePartOrMeter_EachPassesWhateverTheInterval()
    {
        var filter = NewFilter("allow *");
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Hourly, 500, 0x02, 0));
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Daily, 500, 0x02, 0));
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Hourly, 501, 0x02, 0));
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Hourly, 500, 0x12, 0));
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 8, PacketType.Hourly, 500, 0x02, 0));
        Assert.AreEqual(0u, filter.Counters.Reduced + filter.Counters.Duplicate);
    }

    [TestMethod]
    public void Decide_LastPartFirst_IsForwardedWithoutTheOthers()
    {
        var filter = NewFilter("allow 00000007 class=priority last=900");
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Daily, 9, 0x44, 0));
        Assert.AreEqual(0, filter.HeldCount);
    }

    [TestMethod]
    public void Decide_EverythingForwarded_RepeatsAreDroppedAllTheSame()
    {
        var filter = new TelegramFilter(Small(), FilterConfig.ForwardAll(Small()), 1);
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Telegram, 3, 0, 0));
        Assert.AreEqual(FilterVerdict.Duplicate, Decide(filter, 7, PacketType.Telegram, 3, 0, 5));
    }

    [TestMethod]
    public void Decide_SameSequenceLongAfter_IsAnotherPacket()
    {
        var filter = NewFilter("allow *");
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Hourly, 500, 0, 0));
        Assert.AreEqual(
            FilterVerdict.Forward,
            Decide(filter, 7, PacketType.Hourly, 500, 0, Limits.PacketRepeatWindowS + 1));
    }

    [TestMethod]
    public void Decide_AlarmPacket_ClassAlarmOnceAndOnlyFromWantedMeters()
    {
        var filter = NewFilter("deny 00000009", "allow KAM-0000000*");
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Alarm, 1, 0, 0));
        Assert.AreEqual(RecordClass.Alarm, filter.LastClass);
        Assert.AreEqual(FilterVerdict.Duplicate, Decide(filter, 7, PacketType.Alarm, 1, 0, 10));
        Assert.AreEqual(FilterVerdict.Forward, Decide(filter, 7, PacketType.Current, 1, 0, 10));
        Assert.AreEqual(RecordClass.Regular, filter.LastClass);
        Assert.AreEqual(FilterVerdict.Filtered, Decide(filter, 9, PacketType.Alarm, 1, 0, 0));
        Assert.AreEqual(FilterVerdict.Unknown, Decide(filter, 0x99, PacketType.Alarm, 1, 0, 0));
        Assert.AreEqual(1u, filter.Counters.Alarms);
    }

    /// <summary>Many meters count in step: the same type, sequence and part everywhere.</summary>
    [TestMethod]
    public void OfPacket_ManyMetersAndPackets_HardlyEverTheSame()
    {
        const int Seed = 4;
        var random = new Random(Seed);
        var seen = new HashSet<uint>();
        var count = 0;
        for (var meter = 0; meter < 2_000; meter++)
        {
            var key = MeterTable.KeyOf(Kam, Bcd(10_000_000 + meter), 0x1B, 0x16);
            var first = random.Next(100);
            for (var sequence = first; sequence < first + 5; sequence++)
            {
                for (var type = 1; type <= 5; type++)
                {
                    seen.Add(TelegramFingerprint.OfPacket(key, (type << 24) | (sequence << 8)));
                    count++;
                }
            }
        }

        // 50,000 out of 2^32: 0.3 collisions by chance.
        Assert.IsTrue(count - seen.Count <= 3, $"{count - seen.Count} of {count} collide, seed {Seed}");
    }

    private static FilterVerdict Decide(
        TelegramFilter filter, uint number, PacketType type, int sequence, int part, int atS)
    {
        var facts = Facts(number);
        facts.PacketKey = ((int)type << 24) | (sequence << 8) | part;
        return filter.Decide(Telegram((uint)atS), facts, atS * SecondUs, TenOClockMs + (atS * 1000L));
    }
}
