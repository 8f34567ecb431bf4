namespace Gateway.Bridge;

/// <summary>What a board tells of its radios and lines.</summary>
public abstract record TraceItem
{
    private TraceItem()
    {
    }

    /// <summary>A frame at a radio.</summary>
    /// <param name="AtUs">Microseconds since the board's start of its sync word.</param>
    /// <param name="Radio">Index of the radio.</param>
    /// <param name="Mode">T1, C1A, C1B, S1 or LIQ.</param>
    /// <param name="Status">ok; bad_crc, damaged behind its first block; bad_address, damaged in it.</param>
    /// <param name="RssiDbm">Received power.</param>
    /// <param name="Lqi">Link quality.</param>
    /// <param name="OffsetHz">Sender's carrier minus the receiver's.</param>
    /// <param name="Bytes">The telegram without CRCs.</param>
    public sealed record Frame(
        long AtUs, int Radio, string Mode, string Status, int RssiDbm, int Lqi, int OffsetHz, byte[] Bytes) : TraceItem;

    /// <summary>Bytes on a wired line.</summary>
    /// <param name="AtUs">Microseconds since the board's start at which they were handed over.</param>
    /// <param name="Line">Name of the line.</param>
    /// <param name="IsFromMeter">Else from the gateway.</param>
    /// <param name="Bytes">The bytes.</param>
    public sealed record Bus(long AtUs, string Line, bool IsFromMeter, byte[] Bytes) : TraceItem;

    /// <summary>What is missing since the item before.</summary>
    /// <param name="Dropped">Items that found no room at the board.</param>
    /// <param name="Damaged">Frames of the trace that did not come through the line.</param>
    public sealed record Missing(int Dropped, int Damaged) : TraceItem;
}
