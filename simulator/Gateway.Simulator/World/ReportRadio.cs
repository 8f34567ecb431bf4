namespace Gateway.Simulator.World;

/// <summary>Receptions of the radio, each counted once.</summary>
public sealed class ReportRadio
{
    /// <summary>Decoded, all CRCs right; a frame that two radios decoded counts twice.</summary>
    public long ReceivedOk { get; set; }

    /// <summary>Ended with a bad CRC, symbol or length.</summary>
    public long CrcBad { get; set; }

    /// <summary>Given up early: the first block was bad, mostly noise that looked like a sync word.</summary>
    public long Aborted { get; set; }

    /// <summary>FIFO overflows.</summary>
    public long Overflow { get; set; }

    /// <summary>Delivered by the air while the chip was busy, settling or off.</summary>
    public long Missed { get; set; }

    /// <summary>Delivered by the air while the radio listened to another channel, or slept between windows.</summary>
    public long OffChannel { get; set; }

    /// <summary>Among the received: copies of a frame at another radio, merged into one telegram.</summary>
    public long CopiesMerged { get; set; }

    /// <summary>Among the received: damaged frames whose CRC was right by chance.</summary>
    public long Undetected { get; set; }

    /// <summary>Times that the driver had to reset the chip.</summary>
    public long Restarts { get; set; }

    /// <summary>Received by the chip while a fault kept the firmware from reading it right.</summary>
    public long LostInFaults { get; set; }

    /// <summary>Times that a chip listened again behind a frame that it had followed to its end.</summary>
    public long Rearms { get; set; }

    /// <summary>Mean time from the end of such a frame until then, in microseconds: deaf between two frames.</summary>
    public double DeafUs { get; set; }
}
