namespace Gateway.Cost;

/// <summary>What a received frame has cost.</summary>
internal sealed class AirBill
{
    /// <summary>Air bytes behind the sync word.</summary>
    public int Bytes { get; set; }

    /// <summary>Ops of the steps of the driver: drain, decode, CRC.</summary>
    public long Ops { get; set; }

    /// <summary>Ops of the pins' callbacks. What the class library does before them is not counted.</summary>
    public long InterruptOps { get; set; }

    public int Transfers { get; set; }

    public int PinReads { get; set; }

    /// <summary>Ops without those of the board's SPI and pin adapters.</summary>
    public long OwnOps { get; set; }
}
