using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter.Tests;

[TestClass]
public sealed class HearingHoursTests
{
    private const long Key = 0x2C2D_67211530_1B07;

    [TestMethod]
    [DataRow(4, 4)]
    [DataRow(8, 2)]
    [DataRow(14, 2)]
    [DataRow(16, 1)]
    [DataRow(900, 1)]
    [DataRow(7200, 1)]
    public void Day_MeterThatIsAlwaysHeard_IsWholeWithinTheUnit(int intervalS, int unit)
    {
        var hours = new HearingHours(8);
        for (var s = 0; s < 30 * 3600; s += intervalS)
        {
            hours.Note(Key, s / 3600, intervalS);
        }

        var received = hours.Received(hours.Find(Key), 30, 24, intervalS, out var known);
        Assert.AreEqual(24, known);
        Assert.AreEqual(24 * 3600 / intervalS, HearingHours.Expected(known, intervalS), 1.0);
        Assert.AreEqual(24 * 3600 / intervalS, received, (24 * unit / 2.0) + 1);
    }

    [TestMethod]
    public void Hours_WithNothingHeard_CountAsMissed()
    {
        var hours = new HearingHours(8);
        Send(hours, 0, 10, 60);
        var place = hours.Find(Key);
        Assert.AreEqual(60, hours.Received(place, 10, 1, 60, out var known));
        Assert.AreEqual(1, known);
        Assert.AreEqual(0, hours.Received(place, 13, 1, 60, out known), "three hours of silence");
        Assert.AreEqual(1, known);
        Send(hours, 13, 14, 60);
        Assert.AreEqual(9 * 60, hours.Received(place, 14, 24, 60, out known) - 60);
        Assert.AreEqual(13, known, "all but its first hour, of which a part was seen");
        Assert.AreEqual(60, hours.Received(place, 14, 4, 60, out _), "an hour of the last four");
    }

    [TestMethod]
    public void Hours_BeforeTheIntervalIsKnown_AreNotKnown()
    {
        var hours = new HearingHours(8);
        for (var hour = 0; hour < 5; hour++)
        {
            hours.Note(Key, hour, 0);
        }

        Assert.AreEqual(0, hours.Received(hours.Find(Key), 5, 24, 0, out var known));
        Assert.AreEqual(0, known);
        hours.Note(Key, 5, 900);
        hours.Note(Key, 6, 900);
        hours.Received(hours.Find(Key), 6, 24, 900, out known);
        Assert.AreEqual(2, known, "the hours at whose end the interval was known");
    }

    [TestMethod]
    public void Places_AllTaken_GoToOthersAfterADayOfSilence()
    {
        var hours = new HearingHours(8);
        for (var i = 0; i < 9; i++)
        {
            hours.Note(Key + i, 0, 60);
        }

        Assert.AreEqual(8, hours.Count);
        Assert.AreEqual(1U, hours.Lost);
        Assert.IsLessThan(0, hours.Find(Key + 8));
        for (var hour = 0; hour <= 24; hour++)
        {
            hours.Note(Key + 1, hour, 60);
            hours.Note(Key + 8, hour, 60);
        }

        Assert.IsLessThan(0, hours.Find(Key + 8), "a day has to be over");
        hours.Note(Key + 1, 25, 60);
        hours.Note(Key + 8, 25, 60);
        Assert.IsGreaterThanOrEqualTo(0, hours.Find(Key + 8));
        Assert.IsGreaterThanOrEqualTo(0, hours.Find(Key + 1), "it was heard all the time");
        Assert.AreEqual(0, hours.Received(hours.Find(Key + 8), 26, 24, 60, out var known));
        Assert.AreEqual(0, known, "nothing of whoever had the place before");
    }

    /// <summary>Against a plain list of all receptions, with gaps of any length.</summary>
    [TestMethod]
    public void Hours_OfAnyHistory_AreThoseOfAList()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var random = new Random(seed);
            var hours = new HearingHours(8);
            const int IntervalS = 60;
            List<int> heard = [];
            var hour = 0;
            while (hour < 200)
            {
                var count = random.Next(1, 60);
                for (var i = 0; i < count; i++)
                {
                    hours.Note(Key, hour, IntervalS);
                    heard.Add(hour);
                }

                hour += random.Next(8) == 0 ? random.Next(1, 40) : 1;
                var first = heard[0];
                var place = hours.Find(Key);
                var received = hours.Received(place, hour, 24, IntervalS, out var known);
                var from = Math.Max(hour - 24, first + 1);
                Assert.AreEqual(Math.Max(0, hour - from), known, $"seed {seed}, hour {hour}");
                Assert.AreEqual(heard.Count(h => h >= from && h < hour), received, $"seed {seed}, hour {hour}");
            }
        }
    }

    [TestMethod]
    public void Worst_OfAPeriod_IsWhoWasHeardWorstInIt()
    {
        var size = SizeProfile.CreateMini();
        Assert.AreEqual(0, size.HourEntries, "it has no memory for them");
        size.HourEntries = 8;
        var filter = new TelegramFilter(size, FilterConfig.ForwardAll(size), 1);
        var telegram = new Telegram { Length = 30, RssiDbm = -90, Mode = LinkMode.T1 };
        telegram.Bytes[0] = 29;
        const int IntervalS = 60;
        var nowS = 10;
        for (; nowS < 26 * 3600; nowS += IntervalS)
        {
            for (var meter = 0; meter < 4; meter++)
            {
                // Meter 1 is bad all the time, meter 2 in the last whole hour, meters 0 and 3 never.
                var isMissed = (meter == 1 && nowS / IntervalS % 4 == 3) || (meter == 2 && nowS / 3600 == 24
                    && nowS / IntervalS % 10 < 5);
                if (!isMissed && nowS < 25 * 3600)
                {
                    BitConverter.TryWriteBytes(telegram.Bytes.AsSpan(16), nowS);
                    var facts = new TelegramFacts
                    {
                        Manufacturer = 0x2C2D, IdentificationNumber = Number(meter), Version = 1, DeviceType = 7, CiField = 0x7A,
                    };
                    filter.Decide(telegram, facts, nowS * 1_000_000L, 0);
                }
            }
        }

        var nowUs = ((25 * 3600) + 5) * 1_000_000L;
        Assert.AreEqual(Number(2), Worst(1).IdentificationNumber);
        Assert.AreEqual(60, Worst(1).HourExpected, 2.0);
        Assert.AreEqual(30, Worst(1).HourReceived, 2.0);
        Assert.AreEqual(Number(1), Worst(24).IdentificationNumber);
        Assert.AreEqual(24, Worst(24).DayHours);
        Assert.AreEqual(0.75, Worst(24).DayReceived / (double)Worst(24).DayExpected, 0.03);

        MeterReport Worst(int hours)
        {
            var worst = new WorstMeters(filter);
            worst.Begin(hours);
            while (worst.IsRunning)
            {
                worst.Step(nowUs);
            }

            Assert.AreEqual(4, worst.Kept);
            var report = worst.Read(0, nowUs);
            filter.ReadHours(nowUs, report);
            return report;
        }
    }

    [TestMethod]
    public void BytesPerBucket_IsWhatTheArraysTake()
    {
        var small = Testing.BoardMemory.Measure(new HearingHours(8)).TotalBytes;
        var large = Testing.BoardMemory.Measure(new HearingHours(8 + 1200)).TotalBytes;
        Assert.AreEqual(1200L / HearingHours.BucketPlaces * HearingHours.BytesPerBucket, large - small, 48.0);
    }

    private static uint Number(int meter) => uint.Parse($"1000000{meter}", NumberStyles.HexNumber, null);

    private static void Send(HearingHours hours, int fromHour, int toHour, int intervalS)
    {
        for (var s = fromHour * 3600; s < toHour * 3600; s += intervalS)
        {
            hours.Note(Key, s / 3600, intervalS);
        }
    }
}
