using System;
using System.Collections.Generic;
using System.Reflection;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Standins;

namespace Gateway.Store.Tests;

/// <summary>A store on the board's own file code, on simulated drives: boots, loses power, boots
/// again.</summary>
internal sealed class StoreRig
{
    public const uint FirstLogId = 0xC0FFEE01;
    private const string Root = "I:\\";

    private readonly bool _isBroken;

    public StoreRig(FileSystemKind kind, StoreProfile profile = null, bool isBroken = false,
        long capacityBytes = 4 << 20)
    {
        Kind = kind;
        Profile = profile ?? SmallProfile();
        _isBroken = isBroken;
        Drive = Storage.AddDrive('I', kind, capacityBytes);
        StandinHost.Current = new StorageHost(Storage);
    }

    public FileSystemKind Kind { get; }

    public StoreProfile Profile { get; }

    public FlashStorage Storage { get; } = new();

    public FlashDrive Drive { get; }

    public StepWorker Worker { get; private set; }

    public LogStore Store { get; private set; }

    public long NowUs { get; private set; }

    /// <summary>Arms a power cut at the next boot, so that it may strike while the log is being
    /// opened.</summary>
    public Action PlannedCut { get; set; }

    /// <summary>The smallest sizes there are, so that little data makes many segments.</summary>
    public static StoreProfile SmallProfile(int segmentCount = 8) =>
        new(1060, 1200, 2200, segmentCount) { OutstandingRecords = 4000, AckBatchRecords = 8, AckAgeUs = 5_000_000 };

    /// <summary>The same of a log that begins with eight files.</summary>
    public static StoreProfile GrowingProfile(int segmentCount) =>
        new GrowingProfile(1060, 1200, 2200, segmentCount)
        {
            OutstandingRecords = 4000, AckBatchRecords = 8, AckAgeUs = 5_000_000,
        };

    public StoreStatus Boot(uint freshLogId = FirstLogId)
    {
        Storage.Reboot();
        PlannedCut?.Invoke();
        PlannedCut = null;
        NowUs = 0;
        Worker = new StepWorker();
        Store = new LogStore(new NanoFileStore(Root, Kind, 0), Worker, Profile);
        if (_isBroken)
        {
            typeof(LogStore).GetMethod("IgnoreChecks", BindingFlags.Instance | BindingFlags.NonPublic)
                .Invoke(Store, null);
        }

        return Store.Open(freshLogId);
    }

    /// <summary>Steps until the condition holds; false when power went or nothing happens any more.</summary>
    public bool RunUntil(Func<bool> condition, int maxSteps = 50_000)
    {
        for (var step = 0; step < maxSteps; step++)
        {
            if (condition())
            {
                return true;
            }

            if (Storage.IsOff)
            {
                return false;
            }

            if (!StepOnce())
            {
                return condition();
            }
        }

        throw new OracleException("the store never comes to rest");
    }

    /// <summary>One turn of the loop; time moves on to the next wake. False when the store is idle.</summary>
    public bool StepOnce()
    {
        Worker.Step(NowUs);
        Store.Step(NowUs);
        if (Store.NextWakeUs == long.MaxValue)
        {
            NowUs += 1000;
            return Worker.IsBusy;
        }

        NowUs = Math.Max(NowUs + 100, Store.NextWakeUs);
        return true;
    }

    /// <summary>Commits all and makes acknowledges durable.</summary>
    public bool Settle()
    {
        Store.Flush();
        return RunUntil(() => Store.IsSettled && !Worker.IsBusy);
    }

    /// <summary>Reads what the queue has.</summary>
    public List<LogRecord> ReadAll(RecordQueueKind queue, int maxCount = int.MaxValue)
    {
        var records = new List<LogRecord>();
        while (records.Count < maxCount)
        {
            var record = new LogRecord();
            if (!RunUntil(() => Store.TryRead(queue, record)))
            {
                break;
            }

            records.Add(record);
        }

        return records;
    }

    public static LogRecord MakeRecord(RandomStream random, RecordClass recordClass, int payloadBytes)
    {
        var record = new LogRecord
        {
            Class = recordClass,
            TimeMs = 1_700_000_000_000 + random.Next(1 << 30),
            Quality = (TimeQuality)random.Next(3),
            Protocol = (Protocol)random.Next(5),
            Mode = (LinkMode)random.Next(5),
            RssiDbm = random.Next(256) - 128,
            Lqi = random.Next(256),
            FrequencyOffsetHz = random.Next(1 << 24) - (1 << 23),
            SecondRssiDbm = random.Next(256) - 128,
            PayloadLength = payloadBytes,
        };
        random.NextBytes(record.Payload.AsSpan(0, payloadBytes));
        return record;
    }

    /// <summary>All that a reader gets, in one comparable string.</summary>
    public static string Image(LogRecord r) =>
        $"{r.Seq} {r.TimeMs} {r.Quality} {r.Class} {r.Protocol} {r.Mode} {r.RssiDbm} {r.SecondRssiDbm} {r.Lqi} {r.FrequencyOffsetHz} "
        + Convert.ToHexString(r.Payload, 0, r.PayloadLength);
}
