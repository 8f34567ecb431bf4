// Authentication and fragmentation sublayer (CI 90, EN 13757-7): only what decryption needs. FCL bits as in OMS volume
// 2: 9 key information, 10 MAC, 11 message counter, 12 message length, 13 message control, 14 more fragments.
using System;
using Gateway.Link;

namespace Gateway.Decoding;

/// <summary>The AFL of a telegram.</summary>
internal sealed class AflHeader
{
    private const byte Ci = 0x90;
    private const int DllBytes = 10;

    /// <summary>Message counter; null when there is none.</summary>
    public uint? MessageCounter { get; private init; }

    /// <summary>Whether the message has further parts.</summary>
    public bool IsFragment { get; private init; }

    /// <summary>Reads the AFL.</summary>
    /// <param name="telegram">L-field first.</param>
    /// <param name="header">Of this telegram, read whole.</param>
    /// <returns>null when there is none.</returns>
    public static AflHeader Find(byte[] telegram, TelegramHeader header)
    {
        var at = header.CiField switch
        {
            CiField.EllI => DllBytes + 3,
            CiField.EllII => DllBytes + 9,
            CiField.EllIII => DllBytes + 11,
            CiField.EllIV => DllBytes + 17,
            _ => DllBytes,
        };
        if (at + 4 > telegram.Length || telegram[at] != Ci || at + 2 + telegram[at + 1] > telegram.Length)
        {
            return null;
        }

        var end = at + 2 + telegram[at + 1];
        var control = telegram[at + 2] | telegram[at + 3] << 8;
        var counterAt = at + 4 + ((control & 0x2000) != 0 ? 1 : 0) + ((control & 0x0200) != 0 ? 2 : 0);
        return new AflHeader
        {
            IsFragment = (control & 0x4000) != 0 || (control & 0xFF) > 1,
            MessageCounter = (control & 0x0800) != 0 && counterAt + 4 <= end
                ? BitConverter.ToUInt32(telegram, counterAt) : null,
        };
    }
}
