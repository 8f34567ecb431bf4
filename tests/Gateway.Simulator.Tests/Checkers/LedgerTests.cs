using System;
using System.Linq;
using Gateway.Core;
using Gateway.Link;
using Gateway.Link.Wmbus;
using Gateway.Simulator.Air;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.Checkers;

[TestClass]
public class LedgerTests
{
    [TestMethod]
    public void HourSets_SameMeterTwice_CountsOnce()
    {
        const long hourNs = 3_600_000_000_000;
        var sets = new HourSets(130);
        sets.Add(0, 0);
        sets.Add(0, hourNs - 1);
        sets.Add(129, 5);
        sets.Add(64, (2 * hourNs) + 7);
        Assert.AreEqual(2, sets.Count(0));
        Assert.AreEqual(0, sets.Count(1));
        Assert.AreEqual(1, sets.Count(2));
        Assert.AreEqual(0, sets.Count(3));
    }

    [TestMethod]
    public void ContentHash_AnyByteChanged_IsAnother()
    {
        var bytes = Enumerable.Range(0, 35).Select(i => (byte)(i * 7)).ToArray();
        var hashes = new System.Collections.Generic.HashSet<ulong> { ContentHash.Of(bytes) };
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = (byte[])bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsTrue(hashes.Add(ContentHash.Of(changed)), $"bit {bit}");
        }

        Assert.IsTrue(hashes.Add(ContentHash.Of(bytes.AsSpan(1))));
        Assert.IsTrue(hashes.Add(ContentHash.Of([])));
    }

    /// <summary>ERC Recommendation 70-03, annex 1.</summary>
    [TestMethod]
    [DataRow(868.3, 0.01)]
    [DataRow(868.65, 0.0)]
    [DataRow(868.95, 0.001)]
    [DataRow(869.3, 0.0)]
    [DataRow(869.525, 0.1)]
    [DataRow(869.85, 0.01)]
    public void DutyCycle_Limit_OfTheBand(double megahertz, double limit) =>
        Assert.AreEqual(limit, DutyCycle.LimitAt(megahertz * 1e6));

    /// <summary>The chip had the whole frame, and the firmware threw it away: no word of the link excuses that. What the
    /// chip itself lost is missed.</summary>
    [TestMethod]
    [DataRow(RxEnd.Overflow, LinkStatus.Overflow, ReceptionOutcome.ReceivedIntoFifo, 1, 0)]
    [DataRow(RxEnd.Stalled, LinkStatus.Truncated, ReceptionOutcome.ReceivedIntoFifo, 1, 0)]
    [DataRow(RxEnd.Overflow, LinkStatus.Overflow, ReceptionOutcome.LostOverflow, 0, 1)]
    public void FrameLedger_FrameEndsBadly_OnlyTheChipsOwnLossIsAccountedFor(
        RxEnd end, LinkStatus status, ReceptionOutcome outcome, int unaccounted, int missed)
    {
        var ledger = new FrameLedger(new TraceLog(new EventQueue(), null));
        var sent = new Transmission(0, new byte[60], 480, 100_000, 868_950_000, 50_000, 0, default)
        {
            Tag = new SentFrame(new byte[40], null),
        };
        var link = new WmbusReceiver(1);
        ledger.Watch(link);
        ledger.Sent(sent);
        ledger.Arrived(sent, AirOutcome.Delivered);
        ledger.ChipEnded(sent, outcome);
        link.Begin(RadioProfile.T1C1, 0);
        link.End(end, -60, 0, 0);
        Assert.AreEqual(status, link.LastStatus);
        ledger.Watch(link);
        ledger.Settle(sent.EndNs + 2_000_000_000);
        Assert.AreEqual(unaccounted, ledger.Unaccounted);
        Assert.AreEqual(missed, ledger.Missed);
        Assert.AreEqual(0, ledger.DroppedWithReason);
        Assert.HasCount(unaccounted, ledger.Problems);
    }
}
