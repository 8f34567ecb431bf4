using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Tests.Meters;

[TestClass]
public class WmbusMeterTests
{
    private const ulong Seed = 4711;
    private const long HourNs = 3_600_000_000_000;
    private static readonly DateTime _start = new(2026, 1, 15, 6, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    [DataRow(MeterEncryption.None, (byte)0x07, "0413", 900_000L)]
    [DataRow(MeterEncryption.Mode5, (byte)0x02, "0403", 30_000_000L)]
    [DataRow(MeterEncryption.Mode5, (byte)0x03, "0413", 9_000_000L)]
    [DataRow(MeterEncryption.Mode5, (byte)0x08, "026E", 6_000L)]
    [DataRow(MeterEncryption.Ell, (byte)0x04, "0406", 100_000L)]
    [DataRow(MeterEncryption.Ell, (byte)0x06, "0413", 310_000L)]
    public void BuildTelegram_TwoDays_ReadingsRiseAndArePlausible(
        MeterEncryption encryption, byte deviceType, string record, long most)
    {
        var meter = Meter(encryption, deviceType);
        var reader = new TestMeterReader(meter.SimulationKey.ToArray());
        long first = -1;
        long last = -1;
        while (meter.NextTransmissionNs < 48 * HourNs)
        {
            var at = meter.NextTransmissionNs;
            var values = reader.Read(meter.BuildTelegram(at));
            var message = $"{record} at {at / 1e9:F0} s, seed {Seed}";
            Assert.IsTrue(values[record] >= last, "falls: " + message);
            Assert.IsTrue(values[record] >= 0 && values[record] < most + 100_000, "range: " + message);
            Assert.AreEqual(ExpectedTypeF(_start.AddTicks(at / 100)), values["046D"], "clock: " + message);
            first = first < 0 ? values[record] : first;
            last = values[record];
        }

        Assert.IsTrue(last > first, "nothing was consumed in two days");
        Assert.AreEqual(encryption == MeterEncryption.Ell, reader.CompactCount > 0);
    }

    [TestMethod]
    public void BuildTelegram_Midnight_StoredReadingIsThatOfMidnight()
    {
        var meter = Meter(MeterEncryption.None, 0x07);
        var reader = new TestMeterReader([]);
        var atMidnight = reader.Read(meter.BuildTelegram(18 * HourNs))["0413"];
        var nextMorning = reader.Read(meter.BuildTelegram(28 * HourNs));
        Assert.AreEqual(atMidnight, nextMorning["4413"]);
        Assert.IsTrue(nextMorning["0413"] > atMidnight);
    }

    [TestMethod]
    public void BuildTelegram_Heat_TemperaturesAndFlowFitTogether()
    {
        var meter = Meter(MeterEncryption.None, 0x04);
        var reader = new TestMeterReader([]);
        for (var hour = 0; hour < 24; hour++)
        {
            var values = reader.Read(meter.BuildTelegram(hour * HourNs));
            var differenceK = (values["0259"] - values["025D"]) / 100.0;
            Assert.IsTrue(differenceK is > 15 and < 50, $"{differenceK} K at hour {hour}");
            var kilowatt = values["023B"] / 1000.0 * 1.163 * differenceK;
            Assert.AreEqual(values["022D"] / 10.0, kilowatt, 0.3, $"hour {hour}");
        }
    }

    [TestMethod]
    public void BuildTelegram_AddressAndAccessNumber_AreInTheClear()
    {
        var meter = Meter(MeterEncryption.Mode5, 0x07);
        var first = meter.BuildTelegram(0);
        var second = meter.BuildTelegram(HourNs);
        Assert.AreEqual("44" + "2D2C" + "30152167" + "1B" + "07" + "7A", Convert.ToHexString(first, 1, 10));
        Assert.AreEqual((byte)(first[11] + 1), second[11]);
        Assert.AreEqual(first.Length - 1, first[0]);
    }

    [TestMethod]
    public void NextTransmissionNs_Synchronous_FollowsTheAccessNumber()
    {
        var meter = Meter(MeterEncryption.None, 0x07, jitter: null);
        var (shortest, longest) = Intervals(meter, 600);
        Assert.AreEqual(16e9 * (1 - (64 / 2048.0)), shortest, 2);
        Assert.AreEqual(16e9 * (1 + (64 / 2048.0)), longest, 2);
    }

    [TestMethod]
    public void NextTransmissionNs_Jitter_StaysWithinIt()
    {
        var (shortest, longest) = Intervals(Meter(MeterEncryption.None, 0x07, jitter: 0.1), 600);
        Assert.IsTrue(shortest is >= 14.4e9 and < 14.6e9, $"{shortest}, seed {Seed}");
        Assert.IsTrue(longest is <= 17.6e9 and > 17.4e9, $"{longest}, seed {Seed}");
    }

    [TestMethod]
    public void BuildTelegram_SameSeed_SameBytesAndTimes()
    {
        var a = Meter(MeterEncryption.Ell, 0x04);
        var b = Meter(MeterEncryption.Ell, 0x04);
        for (var i = 0; i < 40; i++)
        {
            Assert.AreEqual(a.NextTransmissionNs, b.NextTransmissionNs);
            CollectionAssert.AreEqual(a.BuildTelegram(a.NextTransmissionNs),
                b.BuildTelegram(b.NextTransmissionNs));
        }
    }

    [TestMethod]
    public void BuildTelegram_Alarms_ComeAndGoAtTheirRate()
    {
        var changes = 0;
        for (var number = 0; number < 50; number++)
        {
            var meter = Meter(MeterEncryption.Mode5, 0x07, alarmsPerDay: 1, number: number);
            byte last = 0;
            for (var hour = 0; hour < 240; hour++)
            {
                var status = meter.BuildTelegram(hour * HourNs)[12];
                changes += status != 0 && last == 0 ? 1 : 0;
                Assert.IsTrue(status is 0 or 0x04 or 0x08 or 0x10 or 0x20, $"status {status:X2}");
                last = status;
            }
        }

        // 50 meters, 10 days, once a day, each pausing for its 1..7 hours: about 430.
        Assert.IsTrue(changes is > 300 and < 500, $"{changes} alarms, seed {Seed}");
    }

    [TestMethod]
    public void SimulationKey_MetersAndSeeds_AllDiffer()
    {
        var keys = new HashSet<string>();
        for (var number = 0; number < 100; number++)
        {
            keys.Add(Convert.ToHexString(Meter(MeterEncryption.Mode5, 7, number: number).SimulationKey));
            keys.Add(Convert.ToHexString(Meter(MeterEncryption.Mode5, 7, number: number,
                seed: 1).SimulationKey));
        }

        Assert.AreEqual(200, keys.Count);
    }

    private static (double Shortest, double Longest) Intervals(WmbusMeter meter, int count)
    {
        var intervals = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var at = meter.NextTransmissionNs;
            meter.BuildTelegram(at);
            intervals.Add(meter.NextTransmissionNs - at);
        }

        return (intervals.Min(), intervals.Max());
    }

    private static long ExpectedTypeF(DateTime t) =>
        t.Minute + (t.Hour << 8) + (t.Day << 16) + ((t.Year - 2000) % 8 << 21) + ((long)t.Month << 24) +
        ((long)((t.Year - 2000) / 8) << 28);

    private static WmbusMeter Meter(
        MeterEncryption encryption, byte deviceType, double? jitter = 0.05, double alarmsPerDay = 0,
        int number = 67_211_530, ulong seed = Seed) =>
        new(
            new MeterSettings
            {
                Identity = new MeterIdentity("KAM", number, 0x1B, deviceType),
                Mode = AirMode.C1B,
                IntervalNs = 16_000_000_000,
                Encryption = encryption,
                Jitter = jitter,
                AlarmsPerDay = alarmsPerDay,
                StartUtc = _start,
            },
            new RandomStreams(seed));
}
