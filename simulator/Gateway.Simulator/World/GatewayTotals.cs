using System;
using Gateway.App;
using Gateway.Link;
using Gateway.Store;

namespace Gateway.Simulator.World;

/// <summary>Counters of the firmware, added up over its boots (they start at 0 with each).</summary>
public sealed class GatewayTotals
{
    /// <summary>Frames that the link decoded.</summary>
    public long LinkOk { get; private set; }

    /// <summary>Frames with a bad CRC, symbol, length or C-field to their end.</summary>
    public long CrcBad { get; private set; }

    /// <summary>Frames that the radio gave up early on the link's advice.</summary>
    public long Aborted { get; private set; }

    /// <summary>FIFO overflows that the driver counted.</summary>
    public long Overflow { get; private set; }

    /// <summary>SPI transfers with the radio.</summary>
    public long SpiTransfers { get; private set; }

    /// <summary>Times that the driver reset the chip.</summary>
    public long Restarts { get; private set; }

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

    /// <summary>Adds a boot's counters, at its end or so far.</summary>
    public void Add(Concentrator firmware)
    {
        var link = firmware.Lines[0].Receiver.Counters;
        LinkOk += link.Total(LinkStatus.Ok);
        CrcBad += link.CrcBad + link.Total(LinkStatus.BadSymbol) + link.Total(LinkStatus.BadLength)
            + link.Total(LinkStatus.BadCField);
        Aborted += firmware.Lines[0].Radio.Counters.Aborted;
        Overflow += firmware.Lines[0].Radio.Counters.Overflows;
        SpiTransfers += firmware.Lines[0].Radio.Counters.Transfers;
        Restarts += firmware.Lines[0].Radio.Counters.Restarts;

        var filter = firmware.Filter.Counters;
        FilterReceived += filter.Received;
        Accepted += filter.Accepted;
        Duplicate += filter.Duplicate;
        Filtered += filter.Filtered + filter.Unknown;
        Reduced += filter.Reduced;
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

        var uplink = firmware.Uplink.Counters;
        Records += uplink.Records;
        Messages += uplink.Messages;
        Connects += uplink.Connects;
    }

    /// <summary>Adds what a power cut takes from a boot.</summary>
    public void AddLosses(Concentrator firmware)
    {
        LostReady += firmware.Pool.ReadyCount;
        LostHeld += firmware.Filter.HeldCount;
        LostUncommitted += firmware.Store.Counters.Appended - firmware.Store.Counters.Committed;
    }

    /// <summary>A copy that can be added to.</summary>
    public GatewayTotals Copy()
    {
        var copy = (GatewayTotals)MemberwiseClone();
        copy.Drops = [.. Drops];
        return copy;
    }
}
