using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>What the tests that every driver has to pass ask of a scripted chip: the test feeds sync words and
/// bytes, the chip has no time of its own.</summary>
internal interface IFakeChip : ISpiPort
{
    /// <summary>Rises when the FIFO wants to be drained.</summary>
    FakePin FifoPin { get; }

    /// <summary>Rises at a sync word.</summary>
    FakePin SyncPin { get; }

    /// <summary>In receive mode, no packet under way, FIFO empty.</summary>
    bool IsListening { get; }

    bool InPacket { get; }

    int FifoCount { get; }

    int Transfers { get; }

    /// <summary>Times the driver brought the chip up.</summary>
    int Resets { get; }

    int Calibrations { get; }

    /// <summary>Times the driver did what the datasheet or its errata forbid.</summary>
    int Violations { get; }

    /// <summary>Every byte read is this when set.</summary>
    int? StuckMiso { get; set; }

    /// <summary>Receive mode is not entered.</summary>
    bool RefusesRx { get; set; }

    /// <summary>Called after each transfer: bytes may come between two transfers.</summary>
    Action? AfterTransfer { get; set; }

    /// <summary>Received power, a whole number of dBm.</summary>
    void SetRssi(int dbm);

    /// <summary>A sync word comes.</summary>
    /// <returns>Whether the chip listened.</returns>
    bool Sync();

    /// <summary>Bytes come.</summary>
    void Air(ReadOnlySpan<byte> bytes);

    /// <summary>Everything is as behind a power-on reset.</summary>
    void LosePower();

    /// <summary>Receive mode on whatever the registers hold.</summary>
    void ForceReceive();

    /// <summary>The chip falls out of receive mode by itself.</summary>
    void LeaveReceive();
}
