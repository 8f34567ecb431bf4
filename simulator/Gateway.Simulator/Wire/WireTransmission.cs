using System;
using System.Numerics;
using Gateway.Core;

namespace Gateway.Simulator.Wire;

/// <summary>Bytes that one device sends one after another.</summary>
internal sealed class WireTransmission(object sender, WireSettings settings, byte[] bytes, long startNs)
{
    private readonly double _bitNs = 1e9 / settings.BaudRate;

    public object Sender { get; } = sender;

    public WireSettings Settings { get; } = settings;

    public byte[] Bytes { get; } = bytes;

    public long StartNs { get; } = startNs;

    public long EndNs => ByteStartNs(Bytes.Length);

    public long ByteStartNs(int index) => StartNs + (long)Math.Round(index * Settings.BitsPerByte * _bitNs);

    /// <summary>Line level at a time inside the transmission: 1 = idle, stop bit, a one.</summary>
    public bool Level(long ns)
    {
        var bit = (long)((ns - StartNs) / _bitNs);
        var index = bit / Settings.BitsPerByte;
        if (ns < StartNs || index >= Bytes.Length)
        {
            return true;
        }

        return BitOf(Bytes[index], (int)(bit % Settings.BitsPerByte));
    }

    /// <summary>The next time at or after <paramref name="ns"/> at which the level may change; long.MaxValue after
    /// the end.</summary>
    public long NextEdgeNs(long ns)
    {
        if (ns <= StartNs)
        {
            return StartNs;
        }

        var bit = (long)Math.Ceiling((ns - StartNs) / _bitNs);
        var edgeNs = StartNs + (long)Math.Ceiling(bit * _bitNs);
        return edgeNs > EndNs + 1 ? long.MaxValue : edgeNs;
    }

    private bool BitOf(byte value, int bit)
    {
        if (bit == 0)
        {
            return false;
        }

        if (bit <= Settings.DataBits)
        {
            return ((value >> (bit - 1)) & 1) != 0;
        }

        var isParity = bit == Settings.DataBits + 1 && Settings.Parity != SerialParity.None;
        return !isParity || ParityBit(value, Settings);
    }

    internal static bool ParityBit(byte value, WireSettings settings)
    {
        var isOdd = (BitOperations.PopCount((uint)value & ((1u << settings.DataBits) - 1)) & 1) != 0;
        return settings.Parity == SerialParity.Even ? isOdd : !isOdd;
    }
}
