using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Gateway.App;
using Gateway.Core;
using Gateway.Diagnostics;
using Gateway.Store;

namespace Gateway.Uplink.Tests.Events;

/// <summary>The event ring and the log over files in memory that survive restarts.</summary>
internal sealed class EventBench
{
    public EventBench(MemoryFiles files = null, int halfBytes = 1024, uint boot = 1)
    {
        Files = files ?? new MemoryFiles();
        Clock = new WallClock(boot);
        Starts = new ClockMemory(Files, Worker, Clock, boot);
        Store = new LogStore(Files, Worker, StoreProfile.InternalFlash2M());
        Assert.AreNotEqual(StoreStatus.Failed, Store.Open(7));
        Log = new EventLog(Store, new EventRing(Files, Worker, halfBytes), Clock);
    }

    public MemoryFiles Files { get; }

    public FakeWorker Worker { get; } = new() { JobUs = 1_000 };

    public WallClock Clock { get; }

    public ClockMemory Starts { get; }

    public LogStore Store { get; }

    public EventLog Log { get; }

    public long NowUs { get; set; }

    public void Say(string kind, int number, EventLevel level = EventLevel.Note, int padding = 0)
    {
        var json = Log.Begin(kind, level);
        json.Name("n");
        json.Number(number);
        if (padding > 0)
        {
            json.Name("text");
            json.String(new string('x', padding));
        }

        Log.End(NowUs);
    }

    public void RunSeconds(double seconds)
    {
        var endUs = NowUs + (long)(seconds * 1_000_000);
        for (; NowUs < endUs; NowUs += 1_000)
        {
            Worker.NowUs = NowUs;
            Worker.Step(NowUs);
            Log.Ring.Step(NowUs);
            Starts.Step();
            Store.Step(NowUs);
        }
    }

    public List<EventEntry> Read(uint from = 0)
    {
        var list = new List<EventEntry>();
        for (var entry = new EventEntry(); Log.Ring.TryRead(from, entry); entry = new EventEntry())
        {
            list.Add(entry);
            from = entry.Seq + 1;
        }

        return list;
    }

    public static JsonElement Json(EventEntry entry) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(entry.Text, 0, entry.TextLength)).RootElement;

    public static int Number(EventEntry entry) => Json(entry).GetProperty("n").GetInt32();

    public List<LogRecord> Records(RecordQueueKind queue)
    {
        RunSeconds(5);
        var list = new List<LogRecord>();
        for (var tries = 0; tries < 100; tries++)
        {
            var record = new LogRecord();
            if (Store.TryRead(queue, record))
            {
                list.Add(record);
            }
            else
            {
                RunSeconds(0.05);
            }
        }

        return list;
    }
}
