using System;
using System.Collections.Concurrent;
using Gateway.Standins;

namespace Gateway.Simulator.World;

/// <summary>The cable between a board's console and a laptop. The board reads and writes on the simulation's thread;
/// the laptop's end may be on any. It stays when the board is started anew.</summary>
public sealed class ConsoleLine : IStandinSerial
{
    private readonly ConcurrentQueue<byte> _toBoard = new();

    /// <summary>What the board has sent; called on the simulation's thread.</summary>
    public event Action<byte[]> Sent;

    /// <summary>Speed that the board has set, in bit/s; 0 = it has not opened the port.</summary>
    public int BaudRate { get; private set; }

    /// <inheritdoc/>
    public int BytesToRead => _toBoard.Count;

    /// <summary>Something was typed.</summary>
    public void Type(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            _toBoard.Enqueue(b);
        }
    }

    /// <inheritdoc/>
    public void Configure(int baudRate, int dataBits, int parity, int stopBits) => BaudRate = baudRate;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        var taken = 0;
        while (taken < count && _toBoard.TryDequeue(out var b))
        {
            buffer[offset + taken++] = b;
        }

        return taken;
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count) => Sent?.Invoke(buffer[offset..(offset + count)]);
}
