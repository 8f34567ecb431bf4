// The log's side, record by record: which seqs became durable, by what the store says of itself between two slices of
// the loop. Numbers alone would let a record that came twice from a torn commit stand in for one that was lost.
using System.Collections.Generic;
using System.Globalization;
using Gateway.App;

namespace Gateway.Simulator.Checkers;

/// <summary>What was durable.</summary>
public sealed class RecordLedger
{
    private const int MostNamed = 20;

    private readonly List<Span> _spans = [];
    private Concentrator _boot;
    private uint _logId;
    private uint _seq;
    private int _committed;

    /// <summary>Seqs between durable ones that were not durable themselves: refused or dropped on the way.</summary>
    public long Skipped { get; private set; }

    /// <summary>Looks what became durable since the last call; between any two slices of the loop.</summary>
    public void Watch(Concentrator firmware)
    {
        var store = firmware.Store;
        var committed = store.Counters.Committed;
        var fresh = firmware == _boot ? committed - _committed : 0;
        if (fresh > 0 && store.LogId == _logId)
        {
            Add(store.CommittedSeq);
            Skipped += store.CommittedSeq - _seq - fresh;
        }

        (_boot, _committed, _seq, _logId) = (firmware, committed, store.CommittedSeq, store.LogId);
    }

    /// <summary>Seqs that were durable, or skipped, and never arrived.</summary>
    /// <param name="deliveries">What arrived.</param>
    /// <param name="some">The first of them.</param>
    public long CountMissing(DeliveryLedger deliveries, ICollection<uint> some)
    {
        var missing = 0L;
        foreach (var span in _spans)
        {
            var lid = span.LogId.ToString("X8", CultureInfo.InvariantCulture);
            for (var seq = span.FirstSeq; seq <= span.LastSeq; seq++)
            {
                if (!deliveries.Has(lid, seq))
                {
                    missing++;
                    if (some.Count < MostNamed)
                    {
                        some.Add(seq);
                    }
                }
            }
        }

        return missing;
    }

    private void Add(uint lastSeq)
    {
        if (_spans.Count > 0 && _spans[^1] is { } last && last.LogId == _logId && last.LastSeq == _seq)
        {
            _spans[^1] = last with { LastSeq = lastSeq };
        }
        else
        {
            _spans.Add(new Span(_logId, _seq + 1, lastSeq));
        }
    }

    private sealed record Span(uint LogId, uint FirstSeq, uint LastSeq);
}
