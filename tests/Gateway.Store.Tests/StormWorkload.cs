using System;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

/// <summary>Lives of a store under the eyes of the oracle: appends, commits, reads, acknowledges, power
/// cuts.</summary>
internal sealed class StormWorkload(StoreRig rig, RandomStream random)
{
    private readonly uint[] _lastRead = new uint[2];

    public LogOracle Oracle { get; } = new();

    /// <summary>Opens the log and reads all that it holds against the oracle. False when power
    /// went.</summary>
    public bool Recover()
    {
        Oracle.Note(rig.Store?.Counters);
        var status = rig.Boot();
        Oracle.Note(rig.Store.Counters);
        if (rig.Storage.IsOff)
        {
            return false;
        }

        if (status != StoreStatus.Ok && status != StoreStatus.Formatted)
        {
            throw new OracleException($"the log does not open: {status}");
        }

        Oracle.OnRecovering(rig.Store.LogId);
        Read(RecordQueueKind.Alarms, int.MaxValue);
        Read(RecordQueueKind.Bulk, int.MaxValue);
        if (rig.Storage.IsOff)
        {
            return false;
        }

        // What failed its check while being read was counted by this life.
        Oracle.Note(rig.Store.Counters);
        Oracle.OnRecovered();
        RequireDrained();
        rig.Store.Rewind(RecordQueueKind.Alarms);
        rig.Store.Rewind(RecordQueueKind.Bulk);
        Oracle.OnRewound();
        Array.Clear(_lastRead);
        return true;
    }

    /// <summary>Does random things until they are done or power goes.</summary>
    public void Live(int actionCount, int ackPercent)
    {
        for (var action = 0; action < actionCount && !rig.Storage.IsOff; action++)
        {
            var dice = random.Next(100);
            if (dice < 60)
            {
                Append();
            }
            else if (dice < 60 + ackPercent)
            {
                var queue = (RecordQueueKind)random.Next(2);
                Read(queue, 1 + random.Next(20));
                Acknowledge(queue);
            }
            else if (dice < 94)
            {
                rig.StepOnce();
                NoteCommitted();
            }
            else if (dice < 97)
            {
                rig.Settle();
                NoteCommitted();
            }
            else
            {
                var queue = (RecordQueueKind)random.Next(2);
                rig.Store.Rewind(queue);
                _lastRead[(int)queue] = 0;
                Oracle.OnRewound();
            }
        }
    }

    /// <summary>Always the same: fills segments of two classes and alarms, acknowledges, trims,
    /// overwrites.</summary>
    public void Script()
    {
        for (var round = 0; round < 9 && !rig.Storage.IsOff; round++)
        {
            for (var index = 0; index < 4; index++)
            {
                Append(index == 3 ? RecordClass.Priority : RecordClass.Regular, 180);
            }

            if (round % 3 == 0)
            {
                Append(RecordClass.Alarm, 15);
            }

            rig.Settle();
            NoteCommitted();
            if (round % 3 == 2)
            {
                foreach (var queue in new[] { RecordQueueKind.Alarms, RecordQueueKind.Bulk })
                {
                    Read(queue, 9);
                    Acknowledge(queue);
                }
            }
        }

        rig.Settle();
    }

    /// <summary>Faults have stopped: everything is delivered and acknowledged, and stays so.</summary>
    public void Drain()
    {
        foreach (var queue in new[] { RecordQueueKind.Alarms, RecordQueueKind.Bulk })
        {
            rig.Settle();
            NoteCommitted();
            Read(queue, int.MaxValue);
            Acknowledge(queue);
        }

        rig.Settle();
        if (!Recover())
        {
            throw new OracleException("the log does not open after the storm");
        }

        var left = rig.Store.PendingCount(RecordQueueKind.Alarms) + rig.Store.PendingCount(RecordQueueKind.Bulk);
        if (left != 0)
        {
            throw new OracleException($"{left} records after everything was acknowledged and settled");
        }
    }

    private void Append()
    {
        var dice = random.Next(10);
        var recordClass = dice == 0 ? RecordClass.Alarm : dice < 3 ? RecordClass.Priority
            : dice == 3 ? RecordClass.Event : RecordClass.Regular;
        Append(recordClass, random.Next(30) == 0 ? random.Next(900) : random.Next(120));
    }

    private void Append(RecordClass recordClass, int bytes)
    {
        var record = StoreRig.MakeRecord(random, recordClass, bytes);
        if (rig.Store.Append(record))
        {
            Oracle.OnAppended(record);
        }
    }

    private void Read(RecordQueueKind queue, int maxCount)
    {
        foreach (var record in rig.ReadAll(queue, maxCount))
        {
            Oracle.OnRead(queue, record);
            _lastRead[(int)queue] = record.Seq;
        }

        NoteCommitted();
    }

    private void Acknowledge(RecordQueueKind queue)
    {
        if (_lastRead[(int)queue] > 0)
        {
            Oracle.OnAcknowledged(queue, _lastRead[(int)queue]);
            rig.Store.Acknowledge(queue, _lastRead[(int)queue]);
        }
    }

    private void NoteCommitted()
    {
        if (!rig.Storage.IsOff)
        {
            Oracle.OnCommitted(rig.Store.CommittedSeq);
        }
    }

    private void RequireDrained()
    {
        foreach (var queue in new[] { RecordQueueKind.Alarms, RecordQueueKind.Bulk })
        {
            if (rig.Store.TryRead(queue, new LogRecord()))
            {
                throw new OracleException($"{queue} goes on after its end");
            }
        }
    }
}
