namespace Gateway.Simulator.Chips;

/// <summary>A FIFO of 64 bytes, as both the CC1101 (TI SWRS061I section 20) and the SX1276 (Semtech rev. 4
/// section 4.2.10) have it.</summary>
internal sealed class ChipFifo
{
    public const int Size = 64;

    private readonly byte[] _bytes = new byte[Size];
    private int _read;
    private byte _last;

    public int Count { get; private set; }

    /// <summary>Appends; the caller has checked that there is room.</summary>
    public void Push(byte value)
    {
        _bytes[(_read + Count++) & (Size - 1)] = value;
    }

    /// <summary>Takes the oldest byte; from an empty FIFO comes the one read last.</summary>
    public byte Pop()
    {
        if (Count > 0)
        {
            _last = _bytes[_read];
            _read = (_read + 1) & (Size - 1);
            Count--;
        }

        return _last;
    }

    /// <summary>The oldest byte, which stays.</summary>
    public byte Peek() => _last = _bytes[_read];

    public void Clear() => Count = 0;
}
