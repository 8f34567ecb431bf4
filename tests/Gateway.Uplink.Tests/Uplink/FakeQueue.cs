using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink.Tests;

/// <summary>The log in memory, strict about what the uplink may do.</summary>
internal sealed class FakeQueue : IRecordQueue
{
    private readonly List<LogRecord>[] _records = [[], []];
    private readonly int[] _next = new int[2];
    private uint _seq;

    /// <summary>Whether TryRead finds nothing fetched.</summary>
    public bool Blocked { get; set; }

    /// <summary>Makes the next record that number plus one.</summary>
    public uint LastSeq
    {
        set => _seq = value;
    }

    public int Rewinds { get; private set; }

    public List<uint> Acknowledged { get; } = [];

    public uint LogId => 0x1A2B3C4D;

    public uint Add(RecordClass recordClass = RecordClass.Regular, int payloadBytes = 64, bool backlog = false)
    {
        var record = new LogRecord
        {
            Seq = ++_seq,
            TimeMs = 1_763_773_200_000 + _seq,
            Quality = TimeQuality.Ntp,
            Class = recordClass,
            Protocol = Protocol.Wmbus,
            Mode = LinkMode.C1,
            RssiDbm = -85,
            Lqi = 12,
            FrequencyOffsetHz = -1_200,
            IsBacklog = backlog,
            PayloadLength = payloadBytes,
        };
        for (var i = 0; i < payloadBytes; i++)
        {
            record.Payload[i] = (byte)(i + _seq);
        }

        Add(record);
        return _seq;
    }

    public void Add(LogRecord record)
    {
        _seq = record.Seq;
        Revision++;
        _records[(int)KindOf(record)].Add(record);
    }

    public uint Revision { get; private set; }

    public IReadOnlyList<LogRecord> Records(RecordQueueKind queue) => _records[(int)queue];

    public int PendingCount(RecordQueueKind queue) => _records[(int)queue].Count;

    public uint AcknowledgedSeq(RecordQueueKind queue) => Acknowledged.LastOrDefault();

    public long OldestPendingMs(RecordQueueKind queue) => _records[(int)queue].FirstOrDefault()?.TimeMs ?? 0;

    public bool TryRead(RecordQueueKind queue, LogRecord into)
    {
        var list = _records[(int)queue];
        if (Blocked || _next[(int)queue] >= list.Count)
        {
            return false;
        }

        var from = list[_next[(int)queue]++];
        into.Seq = from.Seq;
        into.TimeMs = from.TimeMs;
        into.Quality = from.Quality;
        into.Class = from.Class;
        into.Protocol = from.Protocol;
        into.Mode = from.Mode;
        into.RssiDbm = from.RssiDbm;
        into.SecondRssiDbm = from.SecondRssiDbm;
        into.Lqi = from.Lqi;
        into.FrequencyOffsetHz = from.FrequencyOffsetHz;
        into.IsBacklog = from.IsBacklog;
        into.Tenants = from.Tenants;
        into.IsForTenantsOnly = from.IsForTenantsOnly;
        into.PayloadLength = from.PayloadLength;
        Array.Copy(from.Payload, into.Payload, from.PayloadLength);
        return true;
    }

    public void Rewind(RecordQueueKind queue)
    {
        Rewinds++;
        _next[(int)queue] = 0;
    }

    public void Acknowledge(RecordQueueKind queue, uint seq)
    {
        var list = _records[(int)queue];
        while (list.Count > 0 && list[0].Seq <= seq)
        {
            Assert.IsGreaterThan(0, _next[(int)queue], "acknowledged before it was read");
            Acknowledged.Add(list[0].Seq);
            list.RemoveAt(0);
            _next[(int)queue]--;
        }
    }

    private static RecordQueueKind KindOf(LogRecord record) =>
        record.Class == RecordClass.Alarm ? RecordQueueKind.Alarms : RecordQueueKind.Bulk;
}
