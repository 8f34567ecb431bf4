// CBOR (RFC 8949) to values, strictly: one item and nothing behind it, only the deterministic form (4.2.1): shortest
// heads, definite lengths, keys of maps in rising order of their bytes and none twice. Not read: floating-point
// numbers and tags, which the gateway does not send.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Gateway.Decoding;

/// <summary>Reads one CBOR item. Integers come as <see cref="ulong"/> or, negative ones, as <see cref="long"/>, byte
/// strings as byte[], texts as string, arrays as object[], maps as a list of pairs, and true, false, null.</summary>
public sealed class CborReader
{
    private const int MaxDepth = 16;

    private readonly byte[] _bytes;
    private int _at;

    private CborReader(byte[] bytes) => _bytes = bytes;

    /// <summary>The item.</summary>
    /// <exception cref="InvalidDataException">They are no CBOR, or not in the deterministic form.</exception>
    public static object Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var reader = new CborReader(bytes);
        var item = reader.Item(0);
        return reader._at == bytes.Length ? item : throw Wrong("bytes behind the item");
    }

    private static InvalidDataException Wrong(string what) => new("CBOR: " + what);

    private object Item(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Wrong("nested too deeply");
        }

        var major = Peek() >> 5;
        if (major == 7)
        {
            return Simple();
        }

        var value = Head();
        switch (major)
        {
            case 0:
                return value;
            case 1:
                return value <= long.MaxValue ? -1 - (long)value : throw Wrong("a number below -2^63");
            case 2:
                return Take(value);
            case 3:
                return Text(value);
            case 4:
                return Array(value, depth);
            case 5:
                return Map(value, depth);
            default:
                throw Wrong("a tag");
        }
    }

    private byte Peek() => _at < _bytes.Length ? _bytes[_at] : throw Wrong("ends too early");

    private object Simple()
    {
        var head = Peek();
        _at++;
        return head switch
        {
            0xF4 => false,
            0xF5 => true,
            0xF6 => null,
            _ => throw Wrong($"item {head:X2} is not of the contract"),
        };
    }

    private ulong Head()
    {
        var low = Peek() & 31;
        _at++;
        if (low < 24)
        {
            return (ulong)low;
        }

        if (low > 27)
        {
            throw Wrong("a length that is not definite");
        }

        var count = 1 << (low - 24);
        ulong value = 0;
        foreach (var one in Take((ulong)count))
        {
            value = (value << 8) | one;
        }

        var least = count == 1 ? 24UL : 1UL << (4 * count);
        return value >= least ? value : throw Wrong("a head that is not the shortest");
    }

    private byte[] Take(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _at))
        {
            throw Wrong("ends too early");
        }

        var taken = _bytes[_at..(_at + (int)count)];
        _at += (int)count;
        return taken;
    }

    private string Text(ulong count)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(Take(count));
        }
        catch (ArgumentException)
        {
            throw Wrong("a text that is no UTF-8");
        }
    }

    private object[] Array(ulong count, int depth)
    {
        // Each item takes a byte at least.
        if (count > (ulong)(_bytes.Length - _at))
        {
            throw Wrong("ends too early");
        }

        var items = new object[count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Item(depth + 1);
        }

        return items;
    }

    private List<KeyValuePair<object, object>> Map(ulong count, int depth)
    {
        var pairs = new List<KeyValuePair<object, object>>();
        var last = ReadOnlySpan<byte>.Empty;
        for (; count > 0; count--)
        {
            var start = _at;
            var key = Item(depth + 1);
            var bytes = _bytes.AsSpan(start, _at - start);
            if (last.SequenceCompareTo(bytes) >= 0)
            {
                throw Wrong("keys that do not rise");
            }

            last = bytes;
            pairs.Add(new(key, Item(depth + 1)));
        }

        return pairs;
    }
}
