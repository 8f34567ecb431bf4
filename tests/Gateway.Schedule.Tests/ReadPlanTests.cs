using System.Collections.Generic;
using System.Linq;

namespace Gateway.Schedule.Tests;

[TestClass]
public sealed class ReadPlanTests
{
    [TestMethod]
    public void TryNext_OneJob_GivesEachMeterOnceInOrder()
    {
        ReadPlan plan = new(4, 20);
        int job = plan.AddJob(false, Members(1, 3, 8, 19));
        plan.StartSweep(job);

        CollectionAssert.AreEqual(new[] { 1, 3, 8, 19 }, Drain(plan).Select(read => read.Meter).ToArray());
        Assert.AreEqual(4U, plan.ReadsDue);
        Assert.AreEqual(4U, plan.ReadsOk);
        Assert.AreEqual(0, plan.Left);
    }

    [TestMethod]
    public void TryNext_TwoJobs_TakeTurns()
    {
        ReadPlan plan = new(4, 8);
        plan.AddJob(false, Members(0, 1, 2, 3));
        plan.AddJob(false, Members(4, 5));
        plan.StartSweep(0);
        plan.StartSweep(1);

        CollectionAssert.AreEqual(new[] { 0, 4, 1, 5, 2, 3 }, Drain(plan).Select(read => read.Meter).ToArray());
    }

    [TestMethod]
    public void TryNext_PriorityComesDueDuringASweep_GoesFirstBetweenReads()
    {
        ReadPlan plan = new(4, 250);
        int nightly = plan.AddJob(false, Members([.. Enumerable.Range(0, 250)]));
        int priority = plan.AddJob(true, Members([.. Enumerable.Range(100, 50)]));
        plan.StartSweep(nightly);
        for (int i = 0; i < 10; i++)
        {
            Assert.IsTrue(plan.TryNext(out int job, out int meter));
            Assert.AreEqual((nightly, i), (job, meter));
            plan.End(true);
        }

        plan.StartSweep(priority);
        List<(int Job, int Meter)> reads = Drain(plan);

        Assert.IsTrue(reads.Take(50).All(read => read.Job == priority));
        CollectionAssert.AreEqual(Enumerable.Range(10, 240).ToArray(), reads.Skip(50).Select(read => read.Meter).ToArray());
        Assert.AreEqual(300U, plan.ReadsDue);
        Assert.AreEqual(300U, plan.ReadsOk);
    }

    [TestMethod]
    public void TryNext_ReadUnderWay_GivesNothing()
    {
        ReadPlan plan = new(1, 3);
        plan.AddJob(false, Members(0, 1, 2));
        plan.StartSweep(0);
        plan.TryNext(out _, out _);

        Assert.IsFalse(plan.TryNext(out _, out _));
        Assert.AreEqual(3, plan.Left);
        plan.End(false);
        Assert.IsTrue(plan.TryNext(out _, out int meter));
        Assert.AreEqual(1, meter);
        Assert.AreEqual(1U, plan.ReadsFailed);
    }

    [TestMethod]
    public void PutBack_Read_ComesAgain()
    {
        ReadPlan plan = new(1, 3);
        plan.AddJob(false, Members(0, 1, 2));
        plan.StartSweep(0);
        plan.TryNext(out int job, out int meter);
        plan.PutBack(job, meter);

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, Drain(plan).Select(read => read.Meter).ToArray());
    }

    [TestMethod]
    public void StartSweep_BeforeTheLastIsDone_GivesTheRestUpAndCountsIt()
    {
        ReadPlan plan = new(1, 10);
        plan.AddJob(false, Members([.. Enumerable.Range(0, 10)]));
        plan.StartSweep(0);
        for (int i = 0; i < 4; i++)
        {
            plan.TryNext(out _, out _);
            plan.End(true);
        }

        Assert.AreEqual(6, plan.StartSweep(0));
        Assert.HasCount(10, Drain(plan));
        Assert.AreEqual(20U, plan.ReadsDue);
        Assert.AreEqual(14U, plan.ReadsOk);
        Assert.AreEqual(6U, plan.ReadsLate);
    }

    [TestMethod]
    public void StartSweep_LineThatCannotKeepUp_ReadsAllMetersEquallyOften()
    {
        ReadPlan plan = new(1, 10);
        plan.AddJob(false, Members([.. Enumerable.Range(0, 10)]));
        int[] reads = new int[10];
        for (int sweep = 0; sweep < 10; sweep++)
        {
            plan.StartSweep(0);
            for (int i = 0; i < 4; i++)
            {
                plan.TryNext(out _, out int meter);
                reads[meter]++;
                plan.End(true);
            }
        }

        Assert.IsTrue(reads.All(count => count == 4), string.Join(' ', reads));
    }

    [TestMethod]
    public void TryNext_PriorityNowAndThen_DoesNotMoveTheTurnOfTheOthers()
    {
        ReadPlan plan = new(3, 9);
        int priority = plan.AddJob(true, Members(0));
        plan.AddJob(false, Members(1, 2, 3, 4));
        plan.AddJob(false, Members(5, 6, 7, 8));
        plan.StartSweep(1);
        plan.StartSweep(2);
        List<int> jobs = [];
        for (int i = 0; i < 8; i++)
        {
            plan.StartSweep(priority);
            plan.TryNext(out int first, out _);
            plan.End(true);
            Assert.AreEqual(priority, first);
            plan.TryNext(out int job, out _);
            plan.End(true);
            jobs.Add(job);
        }

        CollectionAssert.AreEqual(new[] { 1, 2, 1, 2, 1, 2, 1, 2 }, jobs);
    }

    [TestMethod]
    public void AddJob_NoRoom_IsRefused()
    {
        ReadPlan plan = new(1, 1);

        Assert.AreEqual(0, plan.AddJob(false, Members(0)));
        Assert.AreEqual(-1, plan.AddJob(false, Members(0)));
    }

    private static byte[] Members(params int[] meters)
    {
        byte[] bits = new byte[32];
        foreach (int meter in meters)
        {
            bits[meter / 8] |= (byte)(1 << (meter % 8));
        }

        return bits;
    }

    private static List<(int Job, int Meter)> Drain(ReadPlan plan)
    {
        List<(int, int)> reads = [];
        while (plan.TryNext(out int job, out int meter))
        {
            reads.Add((job, meter));
            plan.End(true);
        }

        return reads;
    }
}
