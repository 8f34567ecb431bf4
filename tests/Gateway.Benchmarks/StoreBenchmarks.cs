using System;
using BenchmarkDotNet.Attributes;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Standins;
using Gateway.Store;
using Gateway.Store.Tests;

namespace Gateway.Benchmarks;

/// <summary>The life of a record in the log, on the board's file code and a simulated littlefs drive of 2 MB whose
/// operations take no time: what is measured is the firmware's own work.</summary>
public class StoreBenchmarks
{
    /// <summary>Records of one measured call, committed together, as an uplink message has them.</summary>
    public const int BatchRecords = 16;

    private const int PayloadBytes = 64;
    private const int MostSteps = 100_000;

    private readonly LogRecord _record = new();
    private StepWorker _worker;
    private LogStore _store;
    private long _nowUs;

    /// <summary>Makes an empty log.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var storage = new FlashStorage();
        storage.AddDrive('I', FileSystemKind.Littlefs, 2 << 20);
        StandinHost.Current = new StorageHost(storage);
        _worker = new StepWorker();
        _store = new LogStore(
            new NanoFileStore("I:\\", FileSystemKind.Littlefs, 0), _worker, StoreProfile.InternalFlash2M());
        var status = _store.Open(0xC0FFEE01);
        if (status != StoreStatus.Formatted)
        {
            throw new InvalidOperationException($"the log does not open: {status}");
        }
    }

    /// <summary>Appends, commits, reads and acknowledges a batch.</summary>
    [Benchmark(OperationsPerInvoke = BatchRecords)]
    public uint Batch()
    {
        for (var i = 0; i < BatchRecords; i++)
        {
            _record.Class = RecordClass.Regular;
            _record.TimeMs = 1_768_456_800_000 + (_nowUs / 1000);
            _record.PayloadLength = PayloadBytes;
            if (!_store.Append(_record))
            {
                throw new InvalidOperationException("the log refuses a record");
            }
        }

        _store.Flush();
        for (var i = 0; i < BatchRecords; i++)
        {
            var steps = 0;
            while (!_store.TryRead(RecordQueueKind.Bulk, _record))
            {
                Step(ref steps);
            }
        }

        _store.Acknowledge(RecordQueueKind.Bulk, _record.Seq);
        return _record.Seq;
    }

    private void Step(ref int steps)
    {
        if (++steps > MostSteps)
        {
            throw new InvalidOperationException("the log does not give back what it took");
        }

        _nowUs += 100;
        _worker.Step(_nowUs);
        _store.Step(_nowUs);
    }
}
