using System;
using Gateway.Link.Apl;

namespace Gateway.Decoding;

/// <summary>Takes frames of the wired M-Bus apart (EN 13757-2, format class FT 1.2).</summary>
internal static class WiredFrame
{
    private const byte Acknowledge = 0xE5;
    private const byte ShortStart = 0x10;
    private const byte LongStart = 0x68;
    private const byte Stop = 0x16;

    /// <summary>Checks a frame and sets its fields.</summary>
    /// <param name="bytes">One frame, nothing before or behind it.</param>
    /// <param name="into">Gets frame, C-field and address, and the payload from the CI-field on.</param>
    /// <returns>What is wrong with it; null when it is right.</returns>
    public static string Read(byte[] bytes, DecodedTelegram into)
    {
        if (bytes.Length == 1 && bytes[0] == Acknowledge)
        {
            into.Frame = "acknowledge";
            return null;
        }

        if (bytes.Length == 0 || (bytes[0] != ShortStart && bytes[0] != LongStart))
        {
            return "no start byte 10, 68 or E5";
        }

        var isLong = bytes[0] == LongStart;
        if (isLong && (bytes.Length < 9 || bytes[1] != bytes[2] || bytes[3] != LongStart))
        {
            return "bad long frame: L-fields differ, or no second 68";
        }

        var first = isLong ? 4 : 1;
        var size = isLong ? bytes[1] + 6 : 5;
        if (bytes.Length != size)
        {
            return $"the frame has {bytes.Length} bytes, and {size} by its start";
        }

        byte sum = 0;
        foreach (var value in bytes.AsSpan(first..^2))
        {
            sum += value;
        }

        if (bytes[^2] != sum || bytes[^1] != Stop)
        {
            return bytes[^1] != Stop ? "no stop byte 16" : "bad check sum";
        }

        into.Frame = isLong ? "long" : "short";
        into.CField = bytes[first];
        into.PrimaryAddress = bytes[first + 1];
        into.Payload = isLong ? bytes[6..^2] : [];
        into.Kind = PayloadKind.Unsupported;
        return null;
    }
}
