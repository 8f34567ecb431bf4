// Intervals and reading shares of the meter table against meters that send as real ones do and are missed at random.
using System;

namespace Gateway.Filter.Tests;

[TestClass]
public class MeterIntervalTests
{
    private const int TicksAMinute = 60 / MeterTable.TickS;
    private readonly FilterCounters _counters = new();
    private readonly MeterTable _table;
    private readonly int _slot;

    public MeterIntervalTests()
    {
        _table = new MeterTable(25, 1, _counters);
        _slot = _table.Add(5, 0, true);
        _table.Touch(_slot, 0, -70);
    }

    [TestMethod]
    [DataRow(16, 1.0)]
    [DataRow(16, 0.6)]
    [DataRow(96, 0.5)]
    [DataRow(900, 0.9)]
    [DataRow(900, 0.3)]
    [DataRow(3600, 0.7)]
    [DataRow(86_400, 0.8)]
    public void Touch_MeterHeardAtRandom_LearnsIntervalAndShare(int intervalS, double share)
    {
        const int Sent = 2000;
        var random = new Random(7);
        var heard = 0;
        for (var i = 1; i <= Sent; i++)
        {
            // Individual intervals differ by 3 %, at most 10 s of the quarter of an hour.
            var atS = (i * (double)intervalS) + ((random.NextDouble() - 0.5) * Math.Min(0.06 * intervalS, 20));
            if (random.NextDouble() < share)
            {
                heard++;
                _table.Touch(_slot, (int)(atS / MeterTable.TickS), -80);
            }
        }

        var learned = _table.IntervalS(_slot);
        Assert.IsLessThan(0.07 * intervalS + MeterTable.TickS, Math.Abs(learned - intervalS), $"learned {learned} s");
        var counted = (double)_counters.Heard / (_counters.Heard + _counters.Missed);
        Assert.AreEqual((double)heard / Sent, counted, 0.06, $"heard {heard} of {Sent}");
        var recent = (double)_table.ReceivedCount(_slot) / (_table.ReceivedCount(_slot) + _table.MissedCount(_slot));
        Assert.AreEqual(share, recent, 0.12, $"{_table.ReceivedCount(_slot)} and {_table.MissedCount(_slot)} missed");
    }

    [TestMethod]
    public void Touch_MeterThatSendsLessOften_IsLearnedAnew()
    {
        var tick = 0;
        for (var i = 0; i < 20; i++)
        {
            _table.Touch(_slot, tick += 8, -80);
        }

        Assert.AreEqual(16, _table.IntervalS(_slot));
        for (var i = 0; i < 20; i++)
        {
            _table.Touch(_slot, tick += 48, -80);
        }

        Assert.AreEqual(96, _table.IntervalS(_slot));
        _table.Touch(_slot, tick + 8, -80);
        Assert.AreEqual(16, _table.IntervalS(_slot), "a shorter one counts at once");
    }

    [TestMethod]
    public void Touch_Burst_SaysNothing()
    {
        for (var tick = 1; tick < 50; tick++)
        {
            Assert.AreEqual(MeterTable.TickS, _table.Touch(_slot, tick, -80));
        }

        Assert.AreEqual(0, _table.IntervalS(_slot));
        Assert.AreEqual(1, _table.ReceivedCount(_slot));
        Assert.AreEqual(0u, _counters.Heard);
    }

    [TestMethod]
    public void Counts_Many_AreHalvedTogether()
    {
        for (var i = 1; i <= 255; i++)
        {
            _table.Touch(_slot, i * 8, -80);
        }

        Assert.AreEqual(128, _table.ReceivedCount(_slot));
        _table.Touch(_slot, 255 * 8 + (8 * 300), -80);
        Assert.AreEqual(255, _table.MissedCount(_slot));
        Assert.AreEqual(129, _table.ReceivedCount(_slot));
        _table.Touch(_slot, 255 * 8 + (8 * 303), -80);
        Assert.AreEqual(128, _table.MissedCount(_slot));
        Assert.AreEqual(65, _table.ReceivedCount(_slot));
    }

    [TestMethod]
    public void Age_MeterSilentForMonths_StaysAtTwelveDays()
    {
        _table.Touch(_slot, 100, -80);
        for (var minute = 10; minute < 90 * 1440; minute++)
        {
            if (minute % 15 == 0)
            {
                _table.Age(minute * TicksAMinute, 15);
            }

            var silentS = _table.SilentS(_slot, minute * TicksAMinute);
            var isS = (minute * 60) - 200;
            Assert.IsTrue(isS < 12 * 86_400 ? Math.Abs(silentS - Math.Max(isS, 0)) <= 200 : silentS >= 12 * 86_400,
                $"minute {minute}: {silentS} s");
        }

        Assert.AreEqual(_slot, _table.Find(5));
    }

    [TestMethod]
    public void Touch_TicksComeRound_KeepTheSlot()
    {
        for (var tick = (1 << 20) - 30; tick < (1 << 20) + 30; tick += 10)
        {
            _table.Touch(_slot, tick, -200);
            Assert.AreEqual(_slot, _table.Find(5));
            Assert.IsLessThanOrEqualTo(6, _table.SilentS(_slot, tick + 2));
        }

        Assert.AreEqual(-128, _table.RssiDbm(_slot));
    }
}
