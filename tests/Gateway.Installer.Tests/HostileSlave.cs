using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Gateway.Core;
using Gateway.Simulator.Wire;

namespace Gateway.Installer.Tests;

/// <summary>A wired M-Bus slave whose address and texts are chosen to break whatever shows them: no letters in the
/// manufacturer, hexadecimal digits in the number, mark-up, quotes and control characters in its records
/// (EN 13757-2 and -3).</summary>
internal sealed class HostileSlave(byte primary) : IWireDevice
{
    private const int Networked = 253;
    private const int AnyPrimary = 254;
    private const long AnswerNs = 30_000_000;

    // Identification number FE"<0 has no decimal digit in it; M-field 0: "@@@".
    private static readonly byte[] _address = [0xEF, 0xCD, 0xAB, 0xFE, 0x9D, 0x77, 0x3C, 0x3E];

    private bool _isSelected;

    /// <summary>What its records say, as a reader has to show it.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "<script>x()</script>", "\"'`}],{\\u0022\\", "\u0000\u0001\u001B[2J\r\n\t\u007F", "=cmd|'/c calc'!A0", "ÿþ\u00AD\u0085é",
    ];

    /// <summary>Times that it was read.</summary>
    public int Reads { get; private set; }

    public SerialSettings Settings { get; } = new(2_400, 8, SerialParity.Even, 1);

    public void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes)
    {
        var frame = bytes.Select(one => one.Value).ToArray();
        if (frame.Length == 5 && frame[0] == 0x10)
        {
            TakeShort(bus, frame[1], frame[2]);
        }
        else if (frame.Length == 17 && frame[0] == 0x68 && frame[5] == Networked && frame[6] == 0x52)
        {
            _isSelected = IsMine(frame[7..15]);
            if (_isSelected)
            {
                bus.Send(this, [0xE5], AnswerNs);
            }
        }
    }

    private static bool IsMine(byte[] wanted)
    {
        var isMine = true;
        for (var i = 0; i < 4; i++)
        {
            isMine &= (wanted[i] >> 4 is 0xF || wanted[i] >> 4 == _address[i] >> 4)
                && ((wanted[i] & 15) is 0xF || (wanted[i] & 15) == (_address[i] & 15));
        }

        for (var i = 4; i < 8; i++)
        {
            isMine &= wanted[i] == 0xFF || wanted[i] == _address[i];
        }

        return isMine;
    }

    private void TakeShort(SerialBus bus, byte control, byte address)
    {
        var isNetworked = address == Networked && _isSelected;
        if (address != primary && address != AnyPrimary && !isNetworked)
        {
            return;
        }

        if (control == 0x40)
        {
            _isSelected = false;
            bus.Send(this, [0xE5], AnswerNs);
        }
        else if (control is 0x5B or 0x7B)
        {
            Reads++;
            bus.Send(this, Reply(), AnswerNs);
        }
    }

    private byte[] Reply()
    {
        List<byte> body = [0x08, primary, 0x72, .. _address, 1, 0, 0, 0];
        foreach (var text in Texts)
        {
            // Model/version as a text of variable length, last character first.
            body.AddRange([0x0D, 0xFD, 0x0C, (byte)text.Length]);
            body.AddRange(Encoding.Latin1.GetBytes(text).Reverse());
        }

        // A unit in plain text.
        var unit = Encoding.Latin1.GetBytes("\"<i>\\");
        body.AddRange([0x02, 0x7C, (byte)unit.Length, .. unit.Reverse(), 1, 0]);
        return [0x68, (byte)body.Count, (byte)body.Count, 0x68, .. body, (byte)body.Sum(one => one), 0x16];
    }
}
