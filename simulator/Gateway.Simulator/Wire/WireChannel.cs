using System;
using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Simulator.Wire;

// What travels in one direction of a bus (both directions, on RS-485). A receiver's UART is modelled: it waits for a
// falling edge, samples the middle of each bit, checks parity and stop bit. A lone transmission with the receiver's
// own settings takes a short cut that gives the same.

/// <summary>Transmissions that the same receivers hear, and what a UART makes of them.</summary>
internal sealed class WireChannel(bool isAnd, ulong noiseSeed)
{
    // Two drivers against each other: the level is anybody's guess, for this long the same.
    private const long NoiseNs = 20_000;

    private readonly List<WireTransmission> _transmissions = [];

    public void Add(WireTransmission transmission) => _transmissions.Add(transmission);

    /// <summary>Forgets what ended before a time.</summary>
    public void Forget(long beforeNs) => _transmissions.RemoveAll(one => one.EndNs < beforeNs);

    /// <summary>Whether someone has sent what ended after a time.</summary>
    public bool HasSender(object sender, long afterNs) =>
        _transmissions.Exists(one => one.Sender == sender && one.EndNs > afterNs);

    /// <summary>When the transmissions that touch or overlap each other and include this time end.</summary>
    public long ClusterEndNs(long ns)
    {
        var endNs = ns;
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var one in _transmissions)
            {
                if (one.StartNs <= endNs && one.EndNs > endNs)
                {
                    endNs = one.EndNs;
                    grown = true;
                }
            }
        }

        return endNs;
    }

    /// <summary>Bytes that begin at or after <paramref name="fromNs"/> and end by <paramref name="untilNs"/>.</summary>
    /// <param name="settings">Of the receiver.</param>
    /// <param name="fromNs">Where the receiver's UART is idle; moved behind the last byte given.</param>
    /// <param name="untilNs">The past only.</param>
    /// <param name="deaf">A sender that does not hear itself; null = hears all.</param>
    /// <param name="into">Gets the bytes.</param>
    public void Decode(WireSettings settings, ref long fromNs, long untilNs, object deaf, List<WireByte> into)
    {
        List<WireTransmission> heard = [];
        foreach (var one in _transmissions)
        {
            if (one.EndNs > fromNs && one.StartNs <= untilNs && (deaf == null || one.Sender != deaf))
            {
                heard.Add(one);
            }
        }

        if (heard.Count == 0)
        {
            return;
        }

        heard.Sort((a, b) => a.StartNs.CompareTo(b.StartNs));
        var isPlain = true;
        for (var i = 0; i < heard.Count && isPlain; i++)
        {
            isPlain = heard[i].Settings == settings && (i == 0 || heard[i].StartNs >= heard[i - 1].EndNs);
        }

        if (isPlain)
        {
            Copy(heard, ref fromNs, untilNs, into);
        }
        else
        {
            Sample(heard, settings, ref fromNs, untilNs, into);
        }
    }

    private static void Copy(List<WireTransmission> heard, ref long fromNs, long untilNs, List<WireByte> into)
    {
        foreach (var one in heard)
        {
            for (var i = 0; i < one.Bytes.Length; i++)
            {
                long startNs = one.ByteStartNs(i), endNs = one.ByteStartNs(i + 1);
                if (endNs > untilNs)
                {
                    return;
                }

                if (startNs >= fromNs)
                {
                    into.Add(new WireByte(one.Bytes[i], true, startNs, endNs));
                    fromNs = endNs;
                }
            }
        }
    }

    private void Sample(
        List<WireTransmission> heard, WireSettings settings, ref long fromNs, long untilNs, List<WireByte> into)
    {
        var bitNs = 1e9 / settings.BaudRate;
        var byteNs = (long)(bitNs * settings.BitsPerByte);
        for (var startNs = FallingNs(heard, fromNs); startNs <= untilNs - byteNs;
            startNs = FallingNs(heard, fromNs))
        {
            bool Bit(int index) => Level(heard, startNs + (long)((index + 0.5) * bitNs));
            if (Bit(0))
            {
                // A glitch shorter than half a bit.
                fromNs = startNs + (long)(bitNs / 2);
                continue;
            }

            var value = 0;
            for (var i = 0; i < settings.DataBits; i++)
            {
                value |= Bit(i + 1) ? 1 << i : 0;
            }

            var next = settings.DataBits + 1;
            var isGood = settings.Parity == SerialParity.None
                || Bit(next++) == WireTransmission.ParityBit((byte)value, settings);
            isGood &= Bit(next);
            into.Add(new WireByte((byte)value, isGood, startNs, startNs + byteNs));

            // The UART looks for the next start bit from the middle of the stop bit.
            fromNs = startNs + (long)((next + 0.5) * bitNs);
            fromNs = Level(heard, fromNs) ? fromNs : RisingNs(heard, fromNs);
        }
    }

    private long FallingNs(List<WireTransmission> heard, long fromNs)
    {
        for (var ns = fromNs; ns != long.MaxValue; ns = EdgeNs(heard, ns + 1))
        {
            if (!Level(heard, ns))
            {
                return ns;
            }
        }

        return long.MaxValue;
    }

    private long RisingNs(List<WireTransmission> heard, long fromNs)
    {
        for (var ns = fromNs; ns != long.MaxValue; ns = EdgeNs(heard, ns + 1))
        {
            if (Level(heard, ns))
            {
                return ns;
            }
        }

        return fromNs;
    }

    private static long EdgeNs(List<WireTransmission> heard, long fromNs)
    {
        var edgeNs = long.MaxValue;
        foreach (var one in heard)
        {
            edgeNs = Math.Min(edgeNs, one.NextEdgeNs(fromNs));
        }

        return edgeNs;
    }

    private bool Level(List<WireTransmission> heard, long ns)
    {
        bool anyHigh = false, anyLow = false;
        foreach (var one in heard)
        {
            if (one.StartNs <= ns && one.EndNs > ns)
            {
                var level = one.Level(ns);
                anyHigh |= level;
                anyLow |= !level;
            }
        }

        return isAnd || !anyHigh || !anyLow
            ? !anyLow
            : (Time.RandomStream.Mix(noiseSeed ^ (ulong)(ns / NoiseNs)) & 1) != 0;
    }
}
