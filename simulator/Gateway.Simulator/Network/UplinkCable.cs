// The cable between a UART of the board and the computer of the host bridge. Bytes take their time in both
// directions and arrive one by one. Faults: cut, bits that flip, bytes that are lost.
using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Network;

/// <summary>A serial cable in simulated time.</summary>
public sealed class UplinkCable
{
    /// <summary>Bits a second at the far end.</summary>
    public const int BaudRate = 115_200;

    // As much as the board's driver keeps, hardware and driver together.
    private const int BoardBufferBytes = 512;
    private const int FarBufferBytes = 1 << 16;
    private const long BitsPerByte = 10;

    private readonly EventQueue _time;
    private readonly RandomStream _random;
    private readonly Queue<(byte Value, long AtNs)> _toBoard = new();
    private readonly Queue<(byte Value, long AtNs)> _toFar = new();
    private SerialSettings _settings;
    private long _boardEndNs;
    private long _farEndNs;

    /// <summary>A good cable.</summary>
    public UplinkCable(EventQueue time, RandomStream random)
    {
        _time = time;
        _random = random;
    }

    /// <summary>Bytes have come to the far end.</summary>
    public event Action FarReceived;

    /// <summary>Nothing gets through, either way.</summary>
    public bool IsCut { get; set; }

    /// <summary>Share of bytes, either way, in which a bit flips.</summary>
    public double FlipRate { get; set; }

    /// <summary>Share of bytes, either way, that are lost.</summary>
    public double LossRate { get; set; }

    /// <summary>Bytes that were changed or lost.</summary>
    public long Damaged { get; private set; }

    /// <summary>Bytes that found the board's buffer full.</summary>
    public long Overruns { get; private set; }

    /// <summary>Bytes that the board has sent.</summary>
    public long FromBoard { get; private set; }

    /// <summary>Bytes that the board can read now.</summary>
    public int Available
    {
        get
        {
            var count = 0;
            foreach (var (_, atNs) in _toBoard)
            {
                if (atNs > _time.NowNs)
                {
                    break;
                }

                count++;
            }

            return count;
        }
    }

    /// <summary>The board opens its UART.</summary>
    public void Open(SerialSettings settings)
    {
        _settings = settings;
        Take(_toBoard, new byte[BoardBufferBytes], 0, BoardBufferBytes);
    }

    /// <summary>The board has no power: what it was about to send stays unsent.</summary>
    public void PowerOff()
    {
        _settings = null;
        _toBoard.Clear();
        _boardEndNs = 0;
    }

    /// <summary>The board reads.</summary>
    public int Read(byte[] buffer, int offset, int count) => Take(_toBoard, buffer, offset, count);

    /// <summary>The board sends.</summary>
    public void Write(byte[] buffer, int offset, int count)
    {
        if (_settings == null)
        {
            return;
        }

        FromBoard += count;
        _boardEndNs = Send(_toFar, buffer.AsSpan(offset, count), _boardEndNs, FarBufferBytes);
        _time.Schedule(_boardEndNs, () => FarReceived?.Invoke());
    }

    /// <summary>The far end reads.</summary>
    public int ReadFar(byte[] buffer, int offset, int count) => Take(_toFar, buffer, offset, count);

    /// <summary>The far end sends.</summary>
    public void WriteFar(byte[] buffer, int offset, int count) =>
        _farEndNs = Send(_toBoard, buffer.AsSpan(offset, count), _farEndNs, BoardBufferBytes);

    private long Send(Queue<(byte Value, long AtNs)> to, ReadOnlySpan<byte> bytes, long endNs, int most)
    {
        endNs = Math.Max(endNs, _time.NowNs);
        foreach (var one in bytes)
        {
            endNs += BitsPerByte * 1_000_000_000 / BaudRate;
            if (IsCut || _settings == null || _settings.BaudRate != BaudRate)
            {
                continue;
            }

            var value = one;
            if (LossRate > 0 && _random.NextDouble() < LossRate)
            {
                Damaged++;
                continue;
            }

            if (FlipRate > 0 && _random.NextDouble() < FlipRate)
            {
                Damaged++;
                value ^= (byte)(1 << _random.Next(8));
            }

            if (to.Count >= most)
            {
                Overruns++;
            }
            else
            {
                to.Enqueue((value, endNs));
            }
        }

        return endNs;
    }

    private int Take(Queue<(byte Value, long AtNs)> from, byte[] buffer, int offset, int count)
    {
        var taken = 0;
        while (taken < count && from.TryPeek(out var next) && next.AtNs <= _time.NowNs)
        {
            buffer[offset + taken++] = from.Dequeue().Value;
        }

        return taken;
    }
}
