// Keys of meters: one for everything, or a file with one line a meter, `identification;key`:
//   67211530;000102030405060708090A0B0C0D0E0F       identification number
//   KAM-67211530;000102030405060708090A0B0C0D0E0F   with the manufacturer, which is preferred
// # begins a comment. Messages name the line, never a key.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Link;

namespace Gateway.Decoding;

/// <summary>Finds the key of a meter.</summary>
public sealed class KeyRing
{
    private const int KeyDigits = 32;
    private readonly Dictionary<string, byte[]> _keys = [];
    private readonly byte[] _common;

    /// <summary>A ring that is empty, or has one key for every meter.</summary>
    /// <param name="commonKey">16 bytes; null = none.</param>
    public KeyRing(byte[] commonKey = null) => _common = commonKey;

    /// <summary>Whether no key is known at all.</summary>
    public bool IsEmpty => _common == null && _keys.Count == 0;

    /// <summary>Reads a key of 32 hex digits.</summary>
    public static bool TryParse(string text, out byte[] key)
    {
        key = text.Length == KeyDigits && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
        return key != null;
    }

    /// <summary>Reads a key file into this ring.</summary>
    /// <exception cref="FormatException">A line is wrong; the message has file and line, and no key.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Load(string path)
    {
        var number = 0;
        foreach (var raw in File.ReadLines(path))
        {
            number++;
            var line = raw.Split('#')[0].Trim();
            if (line.Length == 0)
            {
                continue;
            }

            var parts = line.Split(';', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !IsMeter(parts[0]))
            {
                throw new FormatException(
                    $"{path}:{number}: not identification;key, such as 67211530;… or KAM-67211530;…");
            }

            if (!TryParse(parts[1], out var key))
            {
                throw new FormatException($"{path}:{number}: the key is not 32 hex digits");
            }

            _keys[parts[0].ToUpperInvariant()] = key;
        }
    }

    /// <summary>The key for a meter.</summary>
    /// <returns>16 bytes; null when there is none.</returns>
    public byte[] Find(MeterAddress meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var number = meter.IdentificationNumber.ToString("X8");
        return _keys.TryGetValue(ManufacturerCode.ToLetters(meter.Manufacturer) + "-" + number, out var key) ||
            _keys.TryGetValue(number, out key) ? key : _common;
    }

    private static bool IsMeter(string text)
    {
        var number = text.Length == 12 && text[3] == '-' && ManufacturerCode.FromLetters(text[..3]) >= 0
            ? text[4..] : text;
        return number.Length == 8 && number.All(char.IsAsciiHexDigit);
    }
}
