using System.Collections.Generic;

namespace Gateway.Simulator.Meters.Wired;

/// <content>Compact frames, EN 13757-3:2018 annex G.</content>
public sealed partial class MBusSlave
{
    private const byte FullLong = 0x72;
    private const byte FormatNone = 0x69;
    private const byte CompactNone = 0x79;
    private const byte CompactShort = 0x7B;
    private const int AddressBytes = 8;

    private bool _isFormatTold;

    // With the long header that the reply would have.
    private byte[] CompactTelegram(List<byte> header, List<byte> records)
    {
        var compact = new CompactRecords(records);
        if (!_isFormatTold && Options.Compact != MBusCompact.Unannounced)
        {
            _isFormatTold = true;
            return Options.Compact == MBusCompact.AfterFormat
                ? Telegram(FormatNone, compact.FormatFrame) : Telegram(FullLong, [.. header, .. records]);
        }

        var content = compact.CompactFrame;
        switch (Options.Compact)
        {
            case MBusCompact.AfterFormat:
                return Telegram(CompactNone, content);
            case MBusCompact.WrongCrc:
                content[2] ^= 1;
                break;
            case MBusCompact.CutOff:
                content = content[..^1];
                break;
        }

        return Telegram(CompactShort, [.. header[AddressBytes..], .. content]);
    }

    private byte[] Telegram(byte information, byte[] data) =>
        MBusTelegram.Frame(0x08, AnswerPrimary(), information, data);
}
