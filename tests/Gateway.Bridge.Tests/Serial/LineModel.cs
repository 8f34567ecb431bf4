using System;
using System.Collections.Generic;

namespace Gateway.Bridge.Tests.Serial;

/// <summary>One direction of a cable in virtual time: bytes take their time, and some are changed or lost.</summary>
internal sealed class LineModel(Random random)
{
    private const int ByteUs = 87;

    private readonly Queue<(byte Value, long AtUs)> _bytes = new();
    private long _endUs;

    /// <summary>Share of bytes in which a bit is flipped.</summary>
    public double FlipRate { get; set; }

    /// <summary>Share of bytes that are lost.</summary>
    public double LossRate { get; set; }

    /// <summary>Share of bytes behind which another one appears.</summary>
    public double GhostRate { get; set; }

    /// <summary>Nothing arrives.</summary>
    public bool IsCut { get; set; }

    public void Send(ReadOnlySpan<byte> bytes, long nowUs)
    {
        foreach (var one in bytes)
        {
            _endUs = Math.Max(_endUs, nowUs) + ByteUs;
            if (IsCut || random.NextDouble() < LossRate)
            {
                continue;
            }

            var flips = random.NextDouble() < FlipRate;
            _bytes.Enqueue(((byte)(flips ? one ^ (1 << random.Next(8)) : one), _endUs));
            if (random.NextDouble() < GhostRate)
            {
                _bytes.Enqueue(((byte)random.Next(256), _endUs));
            }
        }
    }

    public int Read(byte[] buffer, int offset, int count, long nowUs)
    {
        var taken = 0;
        while (taken < count && _bytes.TryPeek(out var next) && next.AtUs <= nowUs)
        {
            buffer[offset + taken++] = _bytes.Dequeue().Value;
        }

        return taken;
    }
}
