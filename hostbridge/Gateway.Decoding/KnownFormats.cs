using System;
using Gateway.Link.Apl;

namespace Gateway.Decoding;

/// <summary>Formats of compact frames that meters in the field use, for those whose full frames are rare. From
/// wmbusmeters; each is checked against its signature when it is learned.</summary>
internal static class KnownFormats
{
    private static readonly (int Signature, string Format)[] Formats =
    [
        (0xA8ED, "02FF2004134413615B6167"),
        (0xC412, "02FF20041392013BA1015B8101E7FF0F"),
        (0x61EB, "02FF2004134413A1015B8101E7FF0F"),
        (0xD2F7, "02FF2004134413615B5167"),
        (0xDD34, "02FF2004134413"),
    ];

    public static void Teach(FormatCache cache)
    {
        foreach (var (signature, hex) in Formats)
        {
            byte[] frame = [(byte)(hex.Length / 2), (byte)signature, (byte)(signature >> 8),
                .. Convert.FromHexString(hex)];
            if (!cache.LearnFormatFrame(frame, 0, frame.Length))
            {
                throw new InvalidOperationException($"format {signature:X4} does not have its signature");
            }
        }
    }
}
