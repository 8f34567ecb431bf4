using Gateway.App;
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Simulator.World;

/// <summary>Counters of one radio, added up over the boots.</summary>
public sealed class RadioTotals
{
    /// <summary>Number of profiles.</summary>
    public const int ProfileCount = (int)RadioProfile.LinkIq + 1;

    /// <summary>Frames that the link decoded.</summary>
    public long LinkOk { get; private set; }

    /// <summary>Frames with a bad CRC, symbol, length or C-field to their end.</summary>
    public long CrcBad { get; private set; }

    /// <summary>Frames that the radio gave up early on the link's advice.</summary>
    public long Aborted { get; private set; }

    /// <summary>FIFO overflows that the driver counted.</summary>
    public long Overflow { get; private set; }

    /// <summary>SPI transfers.</summary>
    public long SpiTransfers { get; private set; }

    /// <summary>Times that the driver had to reset the chip.</summary>
    public long Restarts { get; private set; }

    /// <summary>Telegrams that no other radio on the same channel had.</summary>
    public long OnlyHere { get; private set; }

    /// <summary>Changes of profile.</summary>
    public long Switches { get; private set; }

    /// <summary>Time for which it listened, in microseconds, by profile.</summary>
    public long[] ListenedUs { get; private set; } = new long[ProfileCount];

    /// <summary>Adds a boot's counters.</summary>
    /// <param name="line">The radio in the firmware.</param>
    /// <param name="nowUs">Microseconds since that boot.</param>
    public void Add(RadioLine line, long nowUs)
    {
        var link = line.Counters;
        LinkOk += link.Total(LinkStatus.Ok);
        CrcBad += link.CrcBad + link.Total(LinkStatus.BadSymbol) + link.Total(LinkStatus.BadLength)
            + link.Total(LinkStatus.BadCField);
        Aborted += line.Radio.Counters.Aborted;
        Overflow += line.Radio.Counters.Overflows;
        SpiTransfers += line.Radio.Counters.Transfers;
        Restarts += line.Radio.Counters.Restarts;
        OnlyHere += line.OnlyHere;
        Switches += line.Switches;
        for (var i = 0; i < ProfileCount; i++)
        {
            ListenedUs[i] += line.ListenedUs((RadioProfile)i, nowUs);
        }
    }

    /// <summary>A copy that can be added to.</summary>
    public RadioTotals Copy()
    {
        var copy = (RadioTotals)MemberwiseClone();
        copy.ListenedUs = [.. ListenedUs];
        return copy;
    }
}
