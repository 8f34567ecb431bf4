using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.App;
using Gateway.Core;
using Gateway.Diagnostics;
using Gateway.Store;

namespace Gateway.Uplink.Tests.Events;

/// <summary>A clock that is set late, jumps, or comes from elsewhere, from the stamp to the published record.</summary>
[TestClass]
public class ClockTests
{
    private const long StartMs = 1_790_000_000_000;

    [TestMethod]
    public void FirstSet_AfterHours_EarlierRecordsArePublishedWithTheirTrueTime()
    {
        var bench = new Bench(new MemoryFiles(), 5);
        bench.RunSeconds(2);
        bench.Append();
        bench.RunSeconds(4 * 3_600);
        bench.Append();
        bench.Time.UnixMs = StartMs;
        bench.RunSeconds(2);
        bench.Append();

        var records = bench.Publish();
        var atMs = bench.AppendedUs.Select(us => StartMs - ((bench.Time.SetUs - us) / 1_000)).ToArray();
        CollectionAssert.AreEqual(new[] { "corrected", "corrected", "ntp" }, Words(records, "tq"));
        for (var i = 0; i < 3; i++)
        {
            Assert.AreEqual(atMs[i], records[i].GetProperty("ts").GetInt64(), 1, $"record {i}");
            Assert.IsFalse(records[i].TryGetProperty("boot", out _));
        }
    }

    [TestMethod]
    public void Published_BeforeTheClockIsSet_CountsFromItsStart()
    {
        var bench = new Bench(new MemoryFiles(), 5);
        bench.RunSeconds(90);
        bench.Append();
        var record = bench.Publish().Single();
        Assert.AreEqual("none", record.GetProperty("tq").GetString());
        Assert.AreEqual(90_000, record.GetProperty("ts").GetInt64(), 10);
        Assert.AreEqual(5, record.GetProperty("boot").GetInt32());
    }

    [TestMethod]
    public void Reboot_ClockSetInBetween_RecordsOfTheEarlierStartAreCorrected()
    {
        var files = new MemoryFiles();
        var first = new Bench(files, 5);
        first.RunSeconds(100);
        first.Append();
        first.Time.UnixMs = StartMs;
        first.RunSeconds(15);

        // The second start never learns its own time; the third does, and publishes all of it.
        var second = new Bench(files, 6);
        second.RunSeconds(50);
        second.Append();
        second.RunSeconds(15);
        var third = new Bench(files, 7);
        third.RunSeconds(20);
        third.Append();
        third.Time.UnixMs = StartMs + 1_000_000;
        third.RunSeconds(15);

        var records = third.Publish();
        CollectionAssert.AreEqual(new[] { "corrected", "none", "corrected" }, Words(records, "tq"));
        Assert.AreEqual(StartMs - ((first.Time.SetUs - first.AppendedUs[0]) / 1_000), records[0].GetProperty("ts").GetInt64(), 1);
        Assert.AreEqual(50_000, records[1].GetProperty("ts").GetInt64(), 10);
        Assert.AreEqual(6, records[1].GetProperty("boot").GetInt32());
        Assert.AreEqual(
            StartMs + 1_000_000 - ((third.Time.SetUs - third.AppendedUs[0]) / 1_000),
            records[2].GetProperty("ts").GetInt64(), 1);
    }

    [TestMethod]
    [DataRow(7_200_000)]
    [DataRow(-7_200_000)]
    public void Jump_EitherWay_IsAnEventAndOldStampsStay(int jumpMs)
    {
        var bench = new Bench(new MemoryFiles(), 1);
        bench.Time.UnixMs = StartMs;
        bench.RunSeconds(5);
        bench.Append();
        bench.Time.UnixMs += jumpMs;
        bench.RunSeconds(70);
        bench.Append();
        Assert.AreEqual(1U, bench.House.ClockJumps);

        var records = bench.Publish();
        Assert.HasCount(3, records);
        var data = records[1].GetProperty("data");
        Assert.AreEqual("clock", data.GetProperty("event").GetString());
        Assert.AreEqual(jumpMs, data.GetProperty("jump_ms").GetInt32(), 5);
        CollectionAssert.AreEqual(new[] { "ntp", "ntp", "ntp" }, Words(records, "tq"));
        var stepMs = (bench.AppendedUs[1] - bench.AppendedUs[0]) / 1_000;
        Assert.AreEqual(
            jumpMs + stepMs, records[2].GetProperty("ts").GetInt64() - records[0].GetProperty("ts").GetInt64(), 5);
        Assert.IsTrue(records[0].GetProperty("seq").GetInt32() < records[2].GetProperty("seq").GetInt32());
    }

    [TestMethod]
    public void Drift_BelowTwoSeconds_IsNoJump()
    {
        var bench = new Bench(new MemoryFiles(), 1);
        bench.Time.UnixMs = StartMs;
        for (var i = 0; i < 20; i++)
        {
            bench.RunSeconds(61);
            bench.Time.UnixMs += 1_900;
        }

        Assert.AreEqual(0U, bench.House.ClockJumps);
    }

    [TestMethod]
    public void Headend_WithoutABetterSource_SetsTheClockAndATimeServerTakesOver()
    {
        var bench = new Bench(new MemoryFiles(), 1);
        bench.RunSeconds(10);
        Assert.IsTrue(bench.House.TrySet(StartMs, bench.NowUs));
        bench.Append();
        bench.Time.UnixMs = StartMs + 3_000;
        bench.RunSeconds(70);
        Assert.IsFalse(bench.House.TrySet(StartMs, bench.NowUs), "a time server's is better");
        bench.Append();
        var words = Words(bench.Publish(), "tq");
        Assert.AreEqual("rtc", words[0]);
        Assert.AreEqual("ntp", words[^1]);
    }

    [TestMethod]
    public void TimeOfStarts_PowerCutAtEveryByte_IsTheOldOrTheNewOne()
    {
        for (var cut = 0; cut <= 120; cut++)
        {
            var files = new MemoryFiles();
            var first = new Bench(files, 1);
            var stamp = first.Clock.Stamp(0);
            first.Time.UnixMs = StartMs;
            first.RunSeconds(4);
            var second = new Bench(files, 2);
            second.Time.UnixMs = StartMs + 500_000;
            files.BytesLeft = cut;
            second.RunSeconds(0.5);
            files.BytesLeft = int.MaxValue;
            var third = new Bench(files, 3);
            Assert.IsTrue(third.Clock.TryResolve(stamp, out var unixMs), $"cut {cut}");
            Assert.AreEqual(StartMs - (first.Time.SetUs / 1_000), unixMs, 1, $"cut {cut}");
        }
    }

    private static string[] Words(IEnumerable<JsonElement> records, string name) =>
        [.. records.Select(r => r.GetProperty(name).GetString())];

    private sealed class Bench
    {
        private readonly FakeWorker _worker = new();

        public Bench(MemoryFiles files, uint boot)
        {
            Clock = new WallClock(boot);
            Store = new LogStore(files, _worker, StoreProfile.InternalFlash2M());
            Store.Open(boot);
            var events = new EventLog(Store, new EventRing(files, _worker, 1024), Clock);
            House = new Housekeeping(Time, null, Clock, new ClockMemory(files, _worker, Clock, boot), events);
        }

        public WallClock Clock { get; }

        public LogStore Store { get; }

        public Housekeeping House { get; }

        public TimeServer Time { get; } = new();

        public List<long> AppendedUs { get; } = [];

        public long NowUs { get; private set; }

        public void Append()
        {
            AppendedUs.Add(NowUs);
            var record = new LogRecord
            {
                TimeMs = Clock.Stamp(NowUs), Quality = Clock.Quality, Class = RecordClass.Regular,
                Protocol = Protocol.Wmbus, Mode = LinkMode.C1, RssiDbm = -80, Lqi = 3, PayloadLength = 20,
            };
            Assert.IsTrue(Store.Append(record));
        }

        public void RunSeconds(double seconds)
        {
            var endUs = NowUs + (long)(seconds * 1_000_000);
            while (NowUs < endUs)
            {
                Step();
                var wakeUs = long.Min(long.Min(House.NextWakeUs, Store.NextWakeUs), _worker.NextWakeUs);
                NowUs = long.Min(endUs, long.Max(NowUs + 1_000, wakeUs));
            }
        }

        public List<JsonElement> Publish()
        {
            var broker = new ScriptedBroker();
            var options = new UplinkOptions { GatewayId = "gw-7", BrokerHost = "x", Clock = Clock };
            var uplink = new MqttUplink(options, Store, broker, new FakeWorker { JobUs = 0 }, new RandomSource(1), null, null);
            RunSeconds(3);
            uplink.Start(NowUs);
            for (var i = 0; i < 40_000; i++)
            {
                Step();
                uplink.Step(NowUs);
                NowUs += 1_000;
            }

            Assert.IsTrue(uplink.IsDrained);
            return
            [
                .. broker.On("/event/up").SelectMany(m => JsonDocument.Parse(m.Payload).RootElement.GetProperty("t").EnumerateArray()),
            ];
        }

        private void Step()
        {
            _worker.NowUs = NowUs;
            _worker.Step(NowUs);
            Time.NowUs = NowUs;
            if (House.NextWakeUs <= NowUs)
            {
                House.Step(NowUs);
            }

            Store.Step(NowUs);
        }
    }

    private sealed class TimeServer : ITimeSource
    {
        private long _unixMs;

        public long NowUs { get; set; }

        /// <summary>When it was set last.</summary>
        public long SetUs { get; private set; }

        /// <summary>The time now; 0 = not known.</summary>
        public long UnixMs
        {
            get => _unixMs + ((NowUs - SetUs) / 1_000);
            set => (_unixMs, SetUs) = (value, NowUs);
        }

        public void Start()
        {
        }

        public bool TryGetUnixMs(out long unixMs)
        {
            unixMs = UnixMs;
            return _unixMs != 0;
        }
    }
}
