using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Meters;

[TestClass]
public class LinkIqMeterTests
{
    private const ulong Seed = 868_100;
    private const long SecondNs = 1_000_000_000;
    private const long HourNs = 3_600 * SecondNs;
    private static readonly DateTime _start = new(2026, 1, 15, 6, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    [DataRow(MeterEncryption.None, (byte)0x07)]
    [DataRow(MeterEncryption.Mode5, (byte)0x02)]
    [DataRow(MeterEncryption.Mode5, (byte)0x08)]
    public void Send_TwoDays_EachTypeAtItsIntervalWithItsRepeats(MeterEncryption encryption, byte deviceType)
    {
        var packets = Run(Meter(encryption, deviceType, 0), 50 * HourNs);
        var first = packets.Where(p => p.Repeat == 0).ToList();
        Assert.IsFalse(first.Any(p => p.Type == PacketType.Alarm));
        Assert.AreEqual(200, first.Count(p => p.Type == PacketType.Current), 12, "every 15 minutes");
        Assert.AreEqual(50, first.Count(p => p.Type == PacketType.Hourly), 1);
        Assert.AreEqual(2 * 5, first.Count(p => p.Type == PacketType.Daily), "five parts a day");
        foreach (var packet in first.Where(p => p.AtNs < 49 * HourNs))
        {
            var plan = packet.Type == PacketType.Current ? 1 : 2;
            var same = packets.Where(p => p.Key == packet.Key).ToList();
            Assert.AreEqual(
                1 + plan, same.Count, $"{packet.Type} at {packet.AtNs / SecondNs} s, seed {Seed}");
            Assert.IsTrue(same[^1].AtNs - same[0].AtNs < 150 * SecondNs, "repeats take too long");
            foreach (var repeat in same)
            {
                CollectionAssert.AreEqual(packet.Telegram, repeat.Telegram, "a repeat has another content");
            }
        }
    }

    [TestMethod]
    public void Send_TwoDays_EveryPartIsReadableAloneAndTotalsRise()
    {
        var meter = Meter(MeterEncryption.Mode5, 0x07, 0);
        var reader = new TestMeterReader(meter.SimulationKey.ToArray());
        long current = -1;
        long hourly = -1;
        long daily = -1;
        foreach (var packet in Run(meter, 50 * HourNs).Where(p => p.Repeat == 0))
        {
            var values = reader.Read(packet.Telegram);
            switch (packet.Type)
            {
                case PacketType.Current:
                    Assert.IsTrue(values["0413"] >= current);
                    current = values["0413"];
                    break;
                case PacketType.Hourly:
                    Assert.IsTrue(values["4413"] >= hourly);
                    hourly = values["4413"];
                    Assert.AreEqual(0, values["446D"] & 0x3F, "the full hour");
                    break;
                case PacketType.Daily:
                    var hours = values.Where(v => v.Key.EndsWith("13", StringComparison.Ordinal)).ToList();
                    Assert.AreEqual(packet.Part == 5 ? 4 : 5, hours.Count);
                    Assert.IsTrue(values.ContainsKey("426C"), "the day");
                    daily = packet.Part == 1 ? -1 : daily;
                    foreach (var (_, value) in hours)
                    {
                        Assert.IsTrue(value >= daily);
                        daily = value;
                    }

                    break;
            }
        }

        Assert.IsTrue(current > 0 && hourly > 0 && daily > 0);
    }

    [TestMethod]
    public void Send_StatusChanges_AlarmAtOnceFourTimes()
    {
        var packets = Run(Meter(MeterEncryption.Mode5, 0x07, 4), 50 * HourNs);
        var alarms = packets.Where(p => p.Type == PacketType.Alarm).GroupBy(p => p.Key).ToList();
        Assert.IsTrue(alarms.Count >= 4, alarms.Count + " alarms");
        foreach (var alarm in alarms.Take(alarms.Count - 1))
        {
            Assert.AreEqual(4, alarm.Count());
            Assert.IsTrue(alarm.Last().AtNs - alarm.First().AtNs < 60 * SecondNs);
        }

        // What else is sent afterwards has the same status: the alarm was not late.
        byte status = 0;
        foreach (var packet in packets.Where(
            p => p.Repeat == 0 && p.Type is PacketType.Alarm or PacketType.Current))
        {
            if (packet.Type == PacketType.Alarm)
            {
                Assert.AreNotEqual(status, packet.Telegram[12]);
                status = packet.Telegram[12];
            }
            else
            {
                Assert.AreEqual(status, packet.Telegram[12], $"at {packet.AtNs / SecondNs} s, seed {Seed}");
            }
        }
    }

    [TestMethod]
    public void Send_SameSeed_SamePackets()
    {
        var first = Run(Meter(MeterEncryption.Mode5, 0x04, 1), 30 * HourNs);
        var second = Run(Meter(MeterEncryption.Mode5, 0x04, 1), 30 * HourNs);
        CollectionAssert.AreEqual(first.Select(p => p.AtNs).ToList(), second.Select(p => p.AtNs).ToList());
        Assert.IsTrue(first.Zip(second).All(p => p.First.Telegram.SequenceEqual(p.Second.Telegram)));
    }

    [TestMethod]
    public void Send_Always_NeverTwoPacketsAtOnceAndTimeGoesForward()
    {
        long freeNs = -1;
        foreach (var packet in Run(Meter(MeterEncryption.Mode5, 0x07, 6), 80 * HourNs))
        {
            Assert.IsTrue(packet.AtNs >= freeNs, $"at {packet.AtNs}, seed {Seed}");
            freeNs = packet.AtNs + packet.DurationNs;
            Assert.IsTrue(packet.DurationNs < 180_000_000, "time on air");
        }
    }

    private static LinkIqMeter Meter(MeterEncryption encryption, byte deviceType, double alarmsPerDay) => new(
        new MeterSettings
        {
            Identity = new MeterIdentity("KAM", 67_211_530, 27, deviceType),
            Mode = AirMode.LinkIq,
            IntervalNs = 900 * SecondNs,
            Encryption = encryption,
            AlarmsPerDay = alarmsPerDay,
            StartUtc = _start,
        },
        new RandomStreams(Seed));

    private static List<Packet> Run(LinkIqMeter meter, long untilNs)
    {
        var packets = new List<Packet>();
        while (meter.NextTransmissionNs < untilNs)
        {
            var atNs = meter.NextTransmissionNs;
            var frame = meter.Send(atNs);
            packets.Add(Open(atNs, frame));
        }

        return packets;
    }

    /// <summary>The header as SPEC.md has it, from the bits.</summary>
    private static Packet Open(long atNs, MeterFrame frame)
    {
        var clear = LinkIqEncoder.Whiten(frame.Air.Bytes.AsSpan(LinkIqEncoder.DataStart / 8));
        Assert.AreEqual(TestFrameDecoder.Crc(clear.Take(14)), (clear[14] << 8) | clear[15]);
        CollectionAssert.AreEqual(frame.Telegram[2..10], clear[2..10]);
        var key = (clear[1] << 24) | (clear[11] << 16) | (clear[10] << 8) | clear[12];
        return new Packet(
            atNs, frame.Air.DurationNs, (PacketType)clear[1], key, (clear[12] >> 4) + 1, clear[13],
            frame.Telegram);
    }

    private sealed record Packet(
        long AtNs, long DurationNs, PacketType Type, int Key, int Part, int Repeat, byte[] Telegram);
}
