using System.Collections.Generic;

namespace Gateway.Linux.Tests;

/// <summary>A line that a program holds, and the edges that it has not taken yet.</summary>
internal sealed class EmulatedLine(int offset, ulong flags)
{
    /// <summary>As the kernel's default for one line.</summary>
    public const int EventsKept = 16;

    public int Offset { get; } = offset;

    public ulong Flags { get; } = flags;

    public bool IsNonBlocking { get; set; }

    public bool Driven { get; set; }

    public uint Sequence { get; set; }

    public Queue<byte[]> Events { get; } = new();
}
