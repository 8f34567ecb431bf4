using System.Linq;
using System.Text;
using Gateway.App;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink.Tests.Events;

[TestClass]
public class EventLogTests
{
    [TestMethod]
    public void Levels_EventsAndAlarms_BecomeRecordsOfTheirClassAndNotesDoNot()
    {
        var bench = new EventBench();
        bench.Clock.Set(1_790_000_000_000, 0, TimeQuality.Ntp);
        bench.NowUs = 5_000_000;
        bench.Say("link", 1, EventLevel.Note);
        bench.Say("clock", 2, EventLevel.Event);
        bench.Say("security", 3, EventLevel.Alarm);
        CollectionAssert.AreEqual(
            new[] { EventLevel.Note, EventLevel.Event, EventLevel.Alarm }, bench.Read().Select(e => e.Level).ToList());
        var record = bench.Records(RecordQueueKind.Bulk).Single();
        Assert.AreEqual(RecordClass.Event, record.Class);
        Assert.AreEqual(1_790_000_005_000, record.TimeMs);
        Assert.AreEqual("{\"event\":\"clock\",\"n\":2}", Encoding.UTF8.GetString(record.Payload, 0, record.PayloadLength));
        Assert.AreEqual(RecordClass.Alarm, bench.Records(RecordQueueKind.Alarms).Single().Class);
        Assert.AreEqual(2U, bench.Log.Appended);
    }

    [TestMethod]
    public void Alarms_ManyAMinute_AreInTheRingAndOnlyAFewBecomeRecords()
    {
        var bench = new EventBench(halfBytes: 8192);
        for (var i = 0; i < 100; i++)
        {
            bench.Say("security", i, EventLevel.Alarm);
        }

        bench.RunSeconds(61);
        bench.Say("security", 100, EventLevel.Alarm);
        Assert.HasCount(101, bench.Read());
        var alarms = bench.Records(RecordQueueKind.Alarms);
        Assert.HasCount(EventLog.AlarmBurst + 1, alarms);
        StringAssert.EndsWith(
            Encoding.UTF8.GetString(alarms[^1].Payload, 0, alarms[^1].PayloadLength), "\"n\":100,\"missed\":95}");
        Assert.AreEqual(95U, bench.Log.Missed);
    }

    [TestMethod]
    public void Event_TooLong_IsCountedAndNowhere()
    {
        var bench = new EventBench();
        bench.Say("link", 1, EventLevel.Event, 600);
        Assert.AreEqual(1U, bench.Log.Refused);
        Assert.IsEmpty(bench.Read());
        Assert.IsEmpty(bench.Records(RecordQueueKind.Bulk));
    }

    [TestMethod]
    public void Stamp_ClockNotSet_HasTheNumberOfTheStart()
    {
        var bench = new EventBench(boot: 41);
        bench.NowUs = 90_000_000;
        bench.Say("start", 1);
        var entry = bench.Read().Single();
        Assert.AreEqual(TimeQuality.None, entry.Quality);
        Assert.AreEqual(41U, WallClock.BootOf(entry.Stamp));
        Assert.IsFalse(bench.Clock.TryResolve(entry.Stamp, out var uptimeMs));
        Assert.AreEqual(90_000, uptimeMs);
    }
}
