namespace Gateway.Simulator.Storage;

/// <summary>What becomes of bytes that were written to a file which was open when power went.</summary>
public enum PowerCutMode
{
    /// <summary>What the file system holds by its nature: FAT all bytes up to the cut, littlefs
    /// none.</summary>
    Clean = 0,

    /// <summary>Some of them: a cut at any byte, on FAT also sectors out of order, garbage in the last one
    /// and a length that is torn.</summary>
    Torn = 1,

    /// <summary>None of them.</summary>
    Lost = 2,
}
