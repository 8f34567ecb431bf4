using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.App;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.Faults;

/// <summary>Notes each record the moment it is durable, and each that arrives: an account by seq, apart from
/// the report's account by number.</summary>
internal sealed class CommitWatch
{
    private readonly HashSet<uint> _durable = [];
    private readonly HashSet<uint> _arrived = [];
    private readonly HashSet<uint> _logIds = [];
    private Concentrator _boot;
    private int _committed;

    public CommitWatch(GatewayWorld world)
    {
        world.Gateway.Ticked += Look;
        world.Deliveries.RecordArrived += (json, _) =>
        {
            using var record = JsonDocument.Parse(json);
            _arrived.Add(record.RootElement.GetProperty("seq").GetUInt32());
        };
    }

    public int DurableCount => _durable.Count;

    /// <summary>Durable records that did not arrive, in words; empty when there is none.</summary>
    public string Missing => string.Join(", ", _durable.Except(_arrived).Order().Take(20));

    /// <summary>Logs that there were: 1 unless the flash was formatted again.</summary>
    public int LogCount => _logIds.Count;

    // A commit takes whole buffers, and sequence numbers are given in the order of the buffer.
    private void Look(Concentrator firmware)
    {
        if (firmware != _boot)
        {
            _boot = firmware;
            _committed = 0;
        }

        var fresh = firmware.Store.Counters.Committed - _committed;
        for (var i = 0; i < fresh; i++)
        {
            _durable.Add(firmware.Store.CommittedSeq - (uint)i);
        }

        if (fresh > 0)
        {
            _logIds.Add(firmware.Store.LogId);
        }

        _committed += fresh;
    }
}
