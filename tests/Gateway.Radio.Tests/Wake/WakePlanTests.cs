using Gateway.Radio.Wake;

namespace Gateway.Radio.Tests.Wake;

[TestClass]
public class WakePlanTests
{
    // Interval in seconds, jitter in percent (-1 = synchronous), least part heard in percent, most listening in percent.
    [TestMethod]
    [DataRow(8, -1, 99, 1.5)]
    [DataRow(16, -1, 99, 0.8)]
    [DataRow(16, 5, 95, 16)]
    [DataRow(60, 2, 95, 7)]
    [DataRow(300, -1, 99, 0.2)]
    [DataRow(900, 1, 95, 4)]
    [DataRow(3600, -1, 99, 0.1)]
    [DataRow(86400, -1, 95, 0.1)]
    [DataRow(86400, 1, 90, 4)]
    public void OneMeter_OnceLearned_IsHeardInNarrowWindows(
        int intervalS, int jitterPercent, int leastPercent, double mostPercent)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var meter = Meter(1, intervalS, jitterPercent, random, 0);
            var rig = new WakeRig(Plan(1), [meter], Ppm(random));
            rig.Run(51 + (intervalS * 20 / 3600.0));
            rig.StartCounting();
            rig.Run(Math.Max(24, intervalS * 200 / 3600.0));

            var context = $"seed {seed}: {meter.Heard} of {meter.Sent}";
            Assert.IsGreaterThanOrEqualTo(leastPercent / 100.0 * meter.Sent, meter.Heard, context);
            Assert.IsLessThanOrEqualTo(mostPercent / 100, ListenedShare(rig, meter), context);
        }
    }

    // Every clock has an error of up to 100 ppm, a tenth of the telegrams is lost on the air.
    [TestMethod]
    public void FiveMeters_WithLosses_NineTenthsOfWhatCanBeHeardIsHeard()
    {
        int[] intervals = [8, 16, 60, 300, 900, 3600, 14400, 43200];
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            SentMeter[] meters = [.. Enumerable.Range(1, 5).Select(key => Meter(
                key, intervals[random.Next(intervals.Length)], random.Next(3) == 0 ? random.Next(1, 4) : -1, random, 0.1))];
            var rig = new WakeRig(Plan(5), meters, Ppm(random));
            rig.Run(80);
            rig.StartCounting();
            rig.Run(20 * 24);
            foreach (var meter in meters)
            {
                Assert.IsGreaterThanOrEqualTo((0.9 * meter.Arrived) - 1, meter.Heard,
                    $"seed {seed}: meter {meter.Key}, every {meter.IntervalS} s, jitter {meter.Jitter}, of {meter.Arrived}");
            }
        }
    }

    [TestMethod]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public void MeterWithoutUsefulNumbers_IsPredictedByItsInterval(bool hasNone, bool isFixed)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var meter = new SentMeter(1, 120, random)
            {
                Jitter = 0.005, HasNoAccess = hasNone, HasFixedAccess = isFixed, Ppm = Ppm(random), Loss = 0.2,
            };
            var rig = new WakeRig(Plan(1), [meter], Ppm(random));
            rig.Run(24);
            rig.StartCounting();
            rig.Run(48);

            var context = $"seed {seed}: {meter.Heard} of {meter.Sent}";
            Assert.IsGreaterThanOrEqualTo(0.75 * meter.Sent, meter.Heard, context);
            Assert.IsLessThanOrEqualTo(0.04, ListenedShare(rig, meter), context);
            Assert.IsFalse(rig.Plan.Clocks[0].UsesNumbers, context);
        }
    }

    // The number says when the next one comes to the millisecond; by the interval alone it is percents.
    [TestMethod]
    public void SynchronousMeter_IsPredictedByItsNumbers()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var rig = new WakeRig(Plan(1), [Meter(1, 900, -1, random, 0)], Ppm(random));
            rig.Run(72);
            var clock = rig.Plan.Clocks[0];
            Assert.IsTrue(clock.UsesNumbers, $"seed {seed}");
            Assert.IsLessThanOrEqualTo(5000, clock.SpreadUs, $"seed {seed}");
            Assert.AreEqual(900e6, clock.IntervalUs, 900e6 * 250e-6, $"seed {seed}");
        }
    }

    [TestMethod]
    public void MissedWindow_TheNextOneIsWider_UntilTheMeterIsLost()
    {
        var clock = Learned(3600, 20);
        var widthUs = clock.CloseUs - clock.OpenUs;
        for (var miss = 1; miss < MeterClock.MaxMisses; miss++)
        {
            clock.Miss();
            var nextUs = clock.CloseUs - clock.OpenUs;
            Assert.IsGreaterThan(widthUs, nextUs, $"miss {miss}");
            Assert.IsTrue(clock.IsKnown);
            widthUs = nextUs;
        }

        clock.Miss();
        Assert.IsFalse(clock.IsKnown);
    }

    // What a meter that is gone may cost: some windows, then the share of searches, whatever the years.
    [TestMethod]
    [DataRow(16)]
    [DataRow(900)]
    [DataRow(86400)]
    public void MeterIsGone_TheSearchIsBounded(int intervalS)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            var meter = Meter(1, intervalS, 2, random, 0);
            var rig = new WakeRig(Plan(1), [meter], Ppm(random));
            rig.Run(120);
            meter.IsGone = true;
            rig.Run(24 * 30);
            rig.StartCounting();
            rig.Run(24 * 200);
            Assert.IsLessThanOrEqualTo(0.0055, rig.ListenedUs / (200 * 24 * 3600e6), $"seed {seed}");
            Assert.IsGreaterThan(1u, rig.Plan.Searches, $"seed {seed}");
        }
    }

    // A new phase and a new number: the search finds it, and it is listened for in narrow windows again.
    [TestMethod]
    [DataRow(16, -1)]
    [DataRow(300, -1)]
    [DataRow(900, 1)]
    public void MeterStartsAnew_IsFoundAgain(int intervalS, int jitterPercent)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var meter = Meter(1, intervalS, jitterPercent, random, 0);
            var rig = new WakeRig(Plan(1), [meter], Ppm(random));
            rig.Run(60);
            meter.Reset(rig.NowUs);
            rig.Run(36);
            rig.StartCounting();
            rig.Run(48);

            var context = $"seed {seed}: {meter.Heard} of {meter.Sent}";
            Assert.IsGreaterThanOrEqualTo(0.93 * meter.Sent, meter.Heard, context);
            Assert.IsLessThanOrEqualTo(0.06, ListenedShare(rig, meter), context);
        }
    }

    [TestMethod]
    public void MeterSendsAtAnotherInterval_IsLearnedAnew()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var meter = Meter(1, 300, -1, random, 0);
            var rig = new WakeRig(Plan(1), [meter], Ppm(random));
            rig.Run(60);
            meter.IntervalS = 470;
            rig.Run(24 * 8);
            rig.StartCounting();
            rig.Run(48);
            Assert.IsGreaterThanOrEqualTo(0.95 * meter.Sent, meter.Heard, $"seed {seed}: {meter.Heard} of {meter.Sent}");
        }
    }

    // The place of a meter that was exchanged goes to the new one as soon as the old one is lost.
    [TestMethod]
    public void MeterIsReplaced_TheNewOneGetsItsClock()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var old = Meter(1, 60, -1, random, 0);
            var fresh = Meter(2, 60, -1, random, 0);
            fresh.IsGone = true;
            var rig = new WakeRig(Plan(1), [old, fresh], Ppm(random));
            rig.Run(12);
            (old.IsGone, fresh.IsGone) = (true, false);
            rig.Run(60);
            rig.StartCounting();
            rig.Run(24);
            Assert.IsGreaterThanOrEqualTo(0.98 * fresh.Sent, fresh.Heard, $"seed {seed}");
            Assert.IsTrue(rig.Plan.Has(2), $"seed {seed}");
            Assert.IsFalse(rig.Plan.Has(1), $"seed {seed}");
        }
    }

    // Time since boot does not go back, whatever is done to the wall clock; should it all the same, nothing breaks.
    [TestMethod]
    public void ClockGoesBack_MetersAreFoundAgain()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var meter = Meter(1, 60, -1, random, 0);
            var rig = new WakeRig(Plan(1), [meter], Ppm(random));
            rig.Run(12);
            rig.OffsetUs = -3600L * 1000000 * 3;
            rig.Run(12);
            rig.StartCounting();
            rig.Run(24);
            Assert.IsGreaterThanOrEqualTo(0.98 * meter.Sent, meter.Heard, $"seed {seed}");
        }
    }

    [TestMethod]
    public void NobodyOnTheList_TheRadioSleeps()
    {
        var plan = Plan(5);
        plan.SetListed(0);
        plan.Start(0);
        Assert.AreEqual(long.MaxValue, plan.Turn(0));
        Assert.IsFalse(plan.ShouldListen);
    }

    [TestMethod]
    public void WindowsOfTwoMeters_ThatTouch_AreOne()
    {
        var plan = Plan(2);
        plan.Start(0);
        for (var i = 0; i < 30; i++)
        {
            plan.Heard(1, (i * 60_000_000L) + 1, MeterClock.NoAccess, false);
            plan.Heard(2, (i * 60_000_000L) + 40_001, MeterClock.NoAccess, false);
        }

        var (first, second) = (plan.Clocks[0], plan.Clocks[1]);
        Assert.IsLessThan(second.CloseUs, first.CloseUs);
        Assert.AreEqual(first.OpenUs, plan.Turn(first.OpenUs - 1_000_000));
        Assert.IsFalse(plan.ShouldListen);
        Assert.AreEqual(first.CloseUs, plan.Turn(first.OpenUs));
        Assert.IsTrue(plan.ShouldListen);
        Assert.AreEqual(second.CloseUs, plan.Turn(first.CloseUs));
        Assert.IsTrue(plan.ShouldListen);
        plan.Turn(second.CloseUs);
        Assert.IsFalse(plan.ShouldListen);
        Assert.AreEqual(2u, plan.Missed);
    }

    [TestMethod]
    public void Restored_OneTelegramIsEnough()
    {
        var learned = Learned(3600, 40);
        var saved = new long[4];
        learned.Save(saved, 0);
        var clock = new MeterClock();
        clock.Take(1);
        clock.Restore(saved[0], saved[1], saved[2], saved[3]);
        Assert.IsFalse(clock.IsKnown);
        clock.Heard(5_000_000, MeterClock.NoAccess, false);
        Assert.IsTrue(clock.IsKnown);
        Assert.AreEqual(5_000_000 + 3600e6, (clock.OpenUs + MeterClock.LeadUs + clock.CloseUs) / 2.0, 1000);
    }

    private static MeterClock Learned(int intervalS, int telegrams)
    {
        var clock = new MeterClock();
        clock.Take(1);
        for (var i = 0; i < telegrams; i++)
        {
            clock.Heard(1 + (i * intervalS * 1_000_000L), MeterClock.NoAccess, false);
        }

        Assert.IsTrue(clock.IsKnown);
        return clock;
    }

    private static WakePlan Plan(int listed)
    {
        var plan = new WakePlan(5, new WakeOptions());
        plan.SetListed(listed);
        return plan;
    }

    private static SentMeter Meter(long key, int intervalS, int jitterPercent, Random random, double loss) =>
        new(key, intervalS, random)
        {
            Jitter = jitterPercent < 0 ? null : jitterPercent / 100.0, Ppm = Ppm(random), Loss = loss,
        };

    private static double Ppm(Random random) => (random.NextDouble() * 200) - 100;

    private static double ListenedShare(WakeRig rig, SentMeter meter) =>
        rig.ListenedUs / (meter.Sent * meter.IntervalS * 1e6);
}
