using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.App;
using Gateway.Store;

namespace Gateway.Simulator.World;

/// <summary>Counters of the firmware, added up over its boots (they start at 0 with each).</summary>
public sealed class GatewayTotals
{
    /// <summary>Counters of the radios, by their place on the board; empty before the first boot.</summary>
    public RadioTotals[] Radios { get; private set; } = [];

    /// <summary>Copies of a frame, received by several radios, that were merged into one.</summary>
    public long CopiesMerged { get; private set; }

    /// <summary>Telegrams that the filter saw.</summary>
    public long FilterReceived { get; private set; }

    /// <summary>Telegrams that became records.</summary>
    public long Accepted { get; private set; }

    /// <summary>Repeats.</summary>
    public long Duplicate { get; private set; }

    /// <summary>Denied or unknown.</summary>
    public long Filtered { get; private set; }

    /// <summary>Dropped by data reduction.</summary>
    public long Reduced { get; private set; }

    /// <summary>Alarms among the accepted.</summary>
    public long Alarms { get; private set; }

    /// <summary>Telegrams without a header.</summary>
    public long HeaderBad { get; private set; }

    /// <summary>Accepted telegrams that the log refused.</summary>
    public long Refused { get; private set; }

    /// <summary>Records taken by the log.</summary>
    public long Appended { get; private set; }

    /// <summary>Records durable.</summary>
    public long Committed { get; private set; }

    /// <summary>Records acknowledged.</summary>
    public long Acked { get; private set; }

    /// <summary>Records and bytes that left.</summary>
    public long Records { get; private set; }

    /// <summary>Messages acknowledged.</summary>
    public long Messages { get; private set; }

    /// <summary>Connections made.</summary>
    public long Connects { get; private set; }

    /// <summary>Telegrams between link and filter that went with the power.</summary>
    public long LostReady { get; private set; }

    /// <summary>Telegrams held as the last of an interval that went with the power.</summary>
    public long LostHeld { get; private set; }

    /// <summary>Records in memory that went with the power.</summary>
    public long LostUncommitted { get; private set; }

    /// <summary>Records dropped, by reason.</summary>
    public long[] Drops { get; private set; } = new long[Enum.GetValues<DropReason>().Length];

    /// <summary>Wired lines, in the order of the scenario.</summary>
    public List<LineTotals> Lines { get; private set; } = [];

    /// <summary>Records of tenants beside Accepted.</summary>
    public long Copies { get; private set; }

    /// <summary>Events taken by the log.</summary>
    public long Events { get; private set; }

    /// <summary>Adds a boot's counters, at its end or so far.</summary>
    /// <param name="firmware">The firmware of that boot.</param>
    /// <param name="nowUs">Microseconds since that boot.</param>
    public void Add(Concentrator firmware, long nowUs)
    {
        if (Radios.Length == 0)
        {
            Radios = [.. firmware.Lines.Select(_ => new RadioTotals())];
        }

        foreach (var line in firmware.Lines)
        {
            Radios[line.Index].Add(line, nowUs);
        }

        CopiesMerged += firmware.Copies.Merged;

        var filter = firmware.Filter.Counters;
        FilterReceived += filter.Received;
        Accepted += filter.Accepted;
        Duplicate += filter.Duplicate;
        Filtered += filter.Filtered + filter.Unknown;
        Reduced += filter.Reduced;
        Copies += filter.Copies;
        Alarms += filter.Alarms;
        HeaderBad += firmware.Telegrams.HeaderBad;
        Refused += firmware.Telegrams.StoreRefused;

        var store = firmware.Store.Counters;
        Appended += store.Appended;
        Committed += store.Committed;
        Acked += store.Acknowledged;
        for (var i = 0; i < Drops.Length; i++)
        {
            Drops[i] += store.Drops((DropReason)i);
        }

        Events += firmware.Events.Appended;
        for (var i = 0; i < firmware.Wired.Lines.Length; i++)
        {
            if (i == Lines.Count)
            {
                Lines.Add(new LineTotals());
            }

            Lines[i].Add(firmware.Wired.Lines[i]);
        }

        var uplink = firmware.Uplink.Counters;
        Records += uplink.Records;
        Messages += uplink.Messages;
        Connects += uplink.Connects;
    }

    /// <summary>Adds what a power cut takes from a boot.</summary>
    /// <param name="firmware">Its firmware.</param>
    /// <param name="isWiped">The next start removes everything, as it was ordered to.</param>
    public void AddLosses(Concentrator firmware, bool isWiped)
    {
        if (isWiped)
        {
            Drops[(int)DropReason.Wiped] += firmware.Store.PendingCount(RecordQueueKind.Alarms)
                + firmware.Store.PendingCount(RecordQueueKind.Bulk);
        }

        LostReady += firmware.Pool.ReadyCount + firmware.Telegrams.Pending;
        LostHeld += firmware.Filter.HeldCount;
        LostUncommitted += BufferedOf(firmware.Store.Counters);
    }

    /// <summary>Records that the log has taken and that are neither durable nor dropped.</summary>
    public static int BufferedOf(StoreCounters store) => store.Appended - store.Committed
        - store.Drops(DropReason.LogFull) - store.Drops(DropReason.WriteFailed);

    /// <summary>A copy that can be added to.</summary>
    public GatewayTotals Copy()
    {
        var copy = (GatewayTotals)MemberwiseClone();
        copy.Drops = [.. Drops];
        copy.Lines = [.. Lines.Select(line => line.Copy())];
        copy.Radios = [.. Radios.Select(radio => radio.Copy())];
        return copy;
    }
}
