// A job under a clock that is unknown at first, drifts, jumps both ways, and over a restart.
using System.Collections.Generic;

namespace Gateway.Schedule.Tests;

[TestClass]
public sealed class ScheduledJobTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;

    private static readonly long Midnight = Cron.Ms("2026-11-22T00:00:00");

    [TestMethod]
    public void Poll_EveryMinuteOfADay_RunsOnceAtItsTime()
    {
        ScheduledJob job = Job("0 30 2 * * ?", MissedRun.Skip);

        List<long> runs = Run(job, Midnight, Midnight + (24 * Hour));

        CollectionAssert.AreEqual(new List<long> { Midnight + (150 * Minute) }, runs);
        Assert.AreEqual(Midnight + (150 * Minute) + (24 * Hour), job.WakeMs);
        Assert.AreEqual(1U, job.Runs);
        Assert.AreEqual(0U, job.MissedRuns);
    }

    [TestMethod]
    public void Poll_ALittleLate_IsNotMissed()
    {
        ScheduledJob job = Job("0 30 2 * * ?", MissedRun.Skip);
        job.Poll(Midnight);

        Assert.IsFalse(job.Poll(Midnight + (150 * Minute) - 1));
        Assert.IsTrue(job.Poll(Midnight + (150 * Minute) + ScheduledJob.GraceMs));
        Assert.AreEqual(0U, job.MissedRuns);
    }

    [TestMethod]
    [DataRow(MissedRun.Skip, 0U)]
    [DataRow(MissedRun.Once, 1U)]
    public void Poll_ClockSetForwardOverThreeRuns_FollowsThePolicyOnce(MissedRun policy, uint runs)
    {
        ScheduledJob job = Job("0 0 1,2,3 * * ?", policy);
        job.Poll(Midnight);

        bool ran = job.Poll(Midnight + (5 * Hour));

        Assert.AreEqual(runs == 1, ran);
        Assert.AreEqual(runs, job.Runs);
        Assert.AreEqual(1U, job.MissedRuns);
        Assert.IsFalse(job.Poll(Midnight + (5 * Hour) + Minute));
        Assert.AreEqual(Midnight + (25 * Hour), job.WakeMs);
    }

    [TestMethod]
    public void Poll_ClockSetBackALittle_DoesNotRepeatTheRun()
    {
        ScheduledJob job = Job("0 30 2 * * ?", MissedRun.Once);
        Run(job, Midnight, Midnight + (3 * Hour));

        List<long> runs = Run(job, Midnight + Hour, Midnight + (5 * Hour));

        Assert.IsEmpty(runs);
        Assert.AreEqual(1U, job.Runs);
    }

    [TestMethod]
    [DataRow("0 0/5 * * * ?", true)]
    [DataRow("0 30 * ? * *", true)]
    [DataRow("0 0/5 0-22 * * ?", false)]
    public void Poll_ClockSetBackTwoHours_AJobOfEveryHourGoesOn(string text, bool goesOn)
    {
        ScheduledJob job = Job(text, MissedRun.Skip);
        Run(job, Midnight, Midnight + (3 * Hour));

        List<long> runs = Run(job, Midnight + Hour, Midnight + (2 * Hour));

        Assert.AreEqual(goesOn, runs.Count > 0);
        Assert.AreEqual(0U, job.MissedRuns);
    }

    [TestMethod]
    public void Poll_ClockSetBackSecondsBehindARun_DoesNotRepeatIt()
    {
        ScheduledJob job = Job("0 0/5 * * * ?", MissedRun.Skip);
        job.Poll(Midnight);
        Assert.IsTrue(job.Poll(Midnight + (5 * Minute) + 500));

        Assert.IsFalse(job.Poll(Midnight + (5 * Minute) - 20_000));
        Assert.IsFalse(job.Poll(Midnight + (5 * Minute) + 1_000));
        Assert.IsTrue(job.Poll(Midnight + (10 * Minute)));
    }

    [TestMethod]
    public void Poll_ClockWasYearsAhead_StartsAgain()
    {
        ScheduledJob job = Job("0 30 2 * * ?", MissedRun.Skip);
        Run(job, Cron.Ms("2051-01-01"), Cron.Ms("2051-01-01T04:00:00"));

        List<long> runs = Run(job, Midnight, Midnight + (24 * Hour));

        CollectionAssert.AreEqual(new List<long> { Midnight + (150 * Minute) }, runs);
    }

    [TestMethod]
    [DataRow(MissedRun.Skip, 0)]
    [DataRow(MissedRun.Once, 1)]
    public void Poll_AfterARestart_MissedRunFollowsThePolicy(MissedRun policy, int expected)
    {
        ScheduledJob job = Job("0 30 2 * * ?", policy);
        job.SettledMs = Midnight - (20 * Hour);

        List<long> runs = Run(job, Midnight + (6 * Hour), Midnight + (7 * Hour));

        Assert.HasCount(expected, runs);
        Assert.AreEqual(Midnight + (26 * Hour) + (30 * Minute), job.WakeMs);
    }

    [TestMethod]
    public void Poll_ClockSetForTheFirstTime_ForgetsNothingAndInventsNothing()
    {
        ScheduledJob job = Job("0 30 2 * * ?", MissedRun.Once);

        Assert.AreEqual(long.MinValue, job.WakeMs);
        Assert.IsEmpty(Run(job, Midnight + (6 * Hour), Midnight + (7 * Hour)));
        Assert.AreEqual(0U, job.MissedRuns);
    }

    [TestMethod]
    public void Poll_NextRunDecadesAway_IsFoundAWakeAtATime()
    {
        ScheduledJob job = Job("0 0 0 29 2 MON", MissedRun.Skip);
        long expected = Cron.Ms("2044-02-29T00:00:00");

        long nowMs = Midnight;
        int wakes = 0;
        while (!job.Poll(nowMs))
        {
            nowMs = job.WakeMs > nowMs ? job.WakeMs : nowMs + 1;
            Assert.IsLessThan(1000, wakes++);
        }

        Assert.AreEqual(Cron.Text(expected), Cron.Text(nowMs));
    }

    [TestMethod]
    public void Poll_NoYearLeft_NeverWakes()
    {
        ScheduledJob job = Job("0 0 0 1 1 ? 2020", MissedRun.Once);
        job.Poll(Midnight);

        Assert.AreEqual(CronExpression.Never, job.WakeMs);
        Assert.IsFalse(job.Poll(Midnight + Hour));
    }

    private static ScheduledJob Job(string text, MissedRun policy) => new("nightly", Cron.Parse(text), policy);

    private static List<long> Run(ScheduledJob job, long fromMs, long toMs)
    {
        List<long> runs = [];
        for (long nowMs = fromMs; nowMs <= toMs; nowMs += Minute)
        {
            if (job.Poll(nowMs))
            {
                runs.Add(nowMs);
            }
        }

        return runs;
    }
}
