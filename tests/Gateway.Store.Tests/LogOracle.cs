using System;
using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Store.Tests;

/// <summary>The oracle found a broken promise.</summary>
internal sealed class OracleException(string message) : Exception(message);

/// <summary>
/// Knows every record that was ever appended and what the store owes: a committed record that was not
/// acknowledged is there and byte-equal, or counted as dropped; what was gone stays gone; a seq that anybody
/// saw is never used again.
/// </summary>
internal sealed class LogOracle
{
    private readonly Dictionary<uint, Entry> _entries = [];
    private readonly int[] _missing = new int[4];
    private readonly int[] _drops = new int[4];
    private readonly uint[] _lastRead = new uint[2];
    private readonly int[] _noted = new int[4];
    private StoreCounters _counters;
    private int _notedDamage;
    private uint _logId;

    public int VisibleCount { get; private set; }

    /// <summary>Segments found torn or damaged.</summary>
    public int DamageCount { get; private set; }

    /// <summary>Records dropped and counted.</summary>
    public int DropCount => _drops[0] + _drops[1] + _drops[2] + _drops[3];

    public int MissingCount => _missing[0] + _missing[1] + _missing[2] + _missing[3];

    public void OnAppended(LogRecord record)
    {
        if (_entries.TryGetValue(record.Seq, out var old) && old.IsVisible)
        {
            throw new OracleException($"seq {record.Seq} used again");
        }

        _entries[record.Seq] = new Entry(StoreRig.Image(record), record.Class, _counters);
    }

    /// <summary>Everything that was appended in this life up to this seq is durable by the store's
    /// word.</summary>
    public void OnCommitted(uint seq)
    {
        foreach (var (key, entry) in _entries)
        {
            if (key <= seq && ReferenceEquals(entry.Life, _counters) && !entry.IsVisible)
            {
                entry.IsVisible = true;
                VisibleCount++;
            }
        }
    }

    public void OnRewound()
    {
        _lastRead[0] = 0;
        _lastRead[1] = 0;
    }

    public void OnRead(RecordQueueKind queue, LogRecord record)
    {
        if (!_entries.TryGetValue(record.Seq, out var entry))
        {
            throw new OracleException($"ghost: seq {record.Seq} was never appended");
        }

        if (entry.IsGone)
        {
            throw new OracleException($"ghost: seq {record.Seq} was gone and is back");
        }

        var image = StoreRig.Image(record);
        if (image != entry.Image)
        {
            throw new OracleException($"seq {record.Seq} is\n{image}\nand was\n{entry.Image}");
        }

        if (record.Seq <= _lastRead[(int)queue])
        {
            throw new OracleException($"seq {record.Seq} after {_lastRead[(int)queue]}");
        }

        _lastRead[(int)queue] = record.Seq;
        entry.IsVisible = true;
        entry.IsPresent = true;
    }

    public void OnAcknowledged(RecordQueueKind queue, uint seq)
    {
        foreach (var (key, entry) in _entries)
        {
            if (key <= seq && entry.Queue == queue && entry.IsVisible)
            {
                entry.IsAcknowledged = true;
            }
        }
    }

    /// <summary>Looks at the counters of a life; as often as wanted.</summary>
    public void Note(StoreCounters counters)
    {
        if (counters == null)
        {
            return;
        }

        if (!ReferenceEquals(counters, _counters))
        {
            Array.Clear(_noted);
            _notedDamage = 0;
            _counters = counters;
        }

        DamageCount += counters.DamagedSegments - _notedDamage;
        _notedDamage = counters.DamagedSegments;

        for (var index = 0; index < 4; index++)
        {
            var drops = 0;
            for (var reason = DropReason.LogFull; reason <= DropReason.Corrupt; reason++)
            {
                drops += counters.Drops((RecordClass)index, reason);
            }

            _drops[index] += drops - _noted[index];
            _noted[index] = drops;
        }
    }

    /// <summary>A recovery begins: nothing has been seen of it.</summary>
    public void OnRecovering(uint logId)
    {
        if (_logId != 0 && logId != _logId)
        {
            throw new OracleException("the log id changed");
        }

        _logId = logId;
        OnRewound();
        foreach (var entry in _entries.Values)
        {
            entry.IsPresent = false;
        }
    }

    /// <summary>Everything that the recovered log holds was read: what is owed is there.</summary>
    public void OnRecovered()
    {
        foreach (var (seq, entry) in _entries)
        {
            if (entry.IsPresent || entry.IsGone)
            {
                continue;
            }

            entry.IsGone = true;
            if (!entry.IsVisible || entry.IsAcknowledged)
            {
                continue;
            }

            var index = (int)entry.Class;
            _missing[index]++;
            if (_missing[index] > _drops[index])
            {
                throw new OracleException($"lost: {entry.Class} seq {seq}, {_missing[index]} missing and "
                    + $"{_drops[index]} counted");
            }
        }
    }

    private sealed class Entry(string image, RecordClass recordClass, object life)
    {
        public object Life { get; } = life;

        public string Image { get; } = image;

        public RecordClass Class { get; } = recordClass;

        public RecordQueueKind Queue =>
            Class == RecordClass.Alarm ? RecordQueueKind.Alarms : RecordQueueKind.Bulk;

        public bool IsVisible { get; set; }

        public bool IsAcknowledged { get; set; }

        public bool IsPresent { get; set; }

        public bool IsGone { get; set; }
    }
}
