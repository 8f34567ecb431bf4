using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.Wire;

namespace Gateway.System.Tests.Board;

/// <summary>Answers every request on a line, whomever it is for, with bytes that are dear to read.</summary>
internal sealed class HostileWire : IWireDevice
{
    /// <summary>More than the board's driver holds, and nearly what an exchange does.</summary>
    private const int Flood = 500;

    // Each character of these is an escape in JSON.
    private const string ControlCharacters = "010101010101010101010101010101010101010101010101";
    private const string Quotes = "22222222222222222222222222222222225C5C5C5C5C5C5C";

    // Full frames from which compact ones come: the longest header that there is, twice; a text for a unit as long as a
    // format can have it; long texts; 32 records of nothing.
    private const string Dearest = "8D80808080808080808001" + "93BBBBBBBBBBBBBBBBBB3B" + "C9998877665544332211";
    private const string Text16 = "41424344454647484950515253545556";
    private const string Text64 = Text16 + Text16 + Text16 + Text16;
    private const string LongText = Text64 + Text64 + Text16 + Text16 + Text16 + "414243444546474849505152535455";
    private const string TextUnit = "8D80808080808080808001" + "FC25" + Text16 + Text16 + "4142434445" + "BBBBBBBBBBBBBBBBBB3B" +
        "C9998877665544332211";
    private const string NoData8 = "00200021002200230024002500260027";
    private const string NoData = NoData8 + NoData8 + NoData8 + NoData8;

    // A format of the longest length in which there is one record at the end.
    private const string Fillers16 = "2F2F2F2F2F2F2F2F2F2F2F2F2F2F2F2F";
    private const string Fillers = Fillers16 + Fillers16 + Fillers16 + "2F2F2F2F2F2F2F2F2F2F2F2F2F2F" + "0413";

    private const long DelayNs = 25_000_000;

    private readonly string _kind;
    private readonly Random _random = new(645);
    private byte[] _selected = new byte[8];
    private byte[] _content;
    private int _turn;

    public HostileWire(string kind, SerialSettings settings)
    {
        _kind = kind;
        Settings = settings;
    }

    /// <summary>What can be sent on an M-Bus line: floods, heads without a frame, replies of dear records, collisions.</summary>
    public static IReadOnlyList<string> MBusKinds { get; } =
    [
        "E5", "10", "68", "00", "FF", "16", "random", "heads", "e5-then-flood", "bad-sum",
        "r:2F", "r:0000", "r:0413", "r:848080808080808080800093A1A1A1A1A1A1A1A1A12112345678", "r:80", "r:04FF", "r:7C", "r:01FC",
        "r:017C2041", "r:0D7830", "r:0D7801", "r:046D", "r:066D", "r:0FFF", "r:1F", "r:04FDFD", "r:0B3B", "r:06FD", "r:random",
        "c:" + Dearest + Dearest, "c:" + TextUnit, "c:0D78BF" + LongText, "c:0D7801410413123456780D78F6" + Text64,
        "c:046D0B0BCD13426CFF0C0B3B2701000B2A973200840106D204000002FD170000", "c:" + NoData, "f:" + Fillers, "f:random",
        "r:7F", "r:" + Fillers16 + Fillers16 + Fillers16 + Fillers16 + Fillers16 + Fillers16 + Dearest,
        "r:" + Fillers16 + Fillers16 + Fillers16 + Fillers16 + Fillers16 + Fillers16 + Fillers16 + Fillers16 + "0413",
        "r:0C13", "r:05FF", "r:0D13C0", "r:0DFD11BF", "r:0DFD1118" + ControlCharacters, "r:0DFD1118" + Quotes,
    ];

    /// <summary>On an RS-485 line: floods, frames of others, broken frames within one another, dear answers.</summary>
    public static IReadOnlyList<string> Dlt645Kinds { get; } =
    [
        "FE", "68", "00", "FF", "16", "random", "starts", "tiny", "tiny-bad", "nested-bad", "tiny-then-own", "noise-then-own",
        "half", "d:00", "d:AA", "d:FF", "d:99", "d:random", "d:A0A01C", "d:5634121509230826", "more", "refused", "others",
    ];

    /// <inheritdoc/>
    public SerialSettings Settings { get; }

    /// <inheritdoc/>
    public void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes)
    {
        var request = bytes.Select(one => one.Value).ToArray();
        var answer = bus.Kind == WireKind.MBus ? MBus(request) : Dlt645(request);
        if (answer.Length > 0)
        {
            bus.Send(this, answer, DelayNs);
        }
    }

    private byte[] MBus(byte[] request)
    {
        if (request.Length >= 17 && request[^11] == 0x52)
        {
            _selected = request[^10..^2];
        }

        // Requests for data are short frames with function B or A.
        var wantsData = request.Length >= 5 && request[^5] == 0x10 && (request[^4] & 0x0E) == 0x0A;
        if (_kind == "e5-then-flood")
        {
            return wantsData ? [.. Fill([0x68])] : [0xE5, .. Fill([0x68])];
        }

        if (_kind == "heads")
        {
            return [0x68, 0xFF, 0xFF, 0x68, .. Fill(Bytes("random"))];
        }

        if (_kind == "bad-sum")
        {
            return [.. Reply(request[^3], [.. Fill([0x04, 0x13, 0, 0, 0, 0]).Take(240)])[..^2], 0, 0x16];
        }

        if (_kind[1] == ':' && _kind[0] != 'r' && wantsData)
        {
            return Compact(request[^3]);
        }

        return _kind[1] != ':' ? Fill(Bytes(_kind))
            : wantsData ? Reply(request[^3], [.. Fill(Bytes(_kind[2..])).Take(240)]) : [0xE5];
    }

    // In turn: full frame, format frame, compact frames: right, right behind a short header, with a wrong CRC, with a byte
    // too few, with one too many, of an unknown format, and the longest that there is.
    private byte[] Compact(byte address)
    {
        _content ??= Bytes(_kind[2..]);
        byte[] full = _kind[0] == 'c' ? _content : [], format = _kind[0] == 'f' ? _content[..64] : [];
        var records = _kind[0] == 'c' ? new CompactRecords(full) : null;
        byte[] frame = records?.FormatFrame ?? [66, .. Low(FrameEncoder.Crc(format)), .. format];
        byte[] good = records?.CompactFrame ??
            [.. Low(FrameEncoder.Crc(format)), .. Low(FrameEncoder.Crc([0x04, 0x13, 1, 2, 3, 4])), 1, 2, 3, 4];
        byte[] wrong = [.. good[..2], (byte)~good[2], .. good[3..]];
        return (_turn++ % 9) switch
        {
            0 when records != null => Reply(address, full),
            0 or 1 => Frame(address, 0x69, [.. frame, .. Fill([0x2F]).Take(15)]),
            2 => Frame(address, 0x79, good),
            3 => Frame(address, 0x7B, [1, 0, 0, 0, .. good]),
            4 => Frame(address, 0x79, wrong),
            5 => Frame(address, 0x79, good[..^1]),
            6 => Frame(address, 0x79, [.. good, 0]),
            7 => Frame(address, 0x79, [(byte)_random.Next(256), .. good[1..]]),
            _ => Frame(address, 0x79, [.. good[..4], .. Fill(Bytes("random")).Take(240)]),
        };
    }

    private static byte[] Low(int word) => [(byte)word, (byte)(word >> 8)];

    private byte[] Reply(byte address, byte[] records) => Frame(address, 0x72, [.. Wild(), 1, 0, 0, 0, .. records]);

    private static byte[] Frame(byte address, byte information, byte[] content)
    {
        byte[] body = [0x08, address <= 250 ? address : (byte)1, information, .. content];
        return [0x68, (byte)body.Length, (byte)body.Length, 0x68, .. body, (byte)body.Sum(one => one), 0x16];
    }

    // A number without wildcards: half of the patterns of a search fit.
    private byte[] Wild() => Array.ConvertAll(_selected, one =>
        (byte)(((one & 0xF0) == 0xF0 ? 0x10 : one & 0xF0) | ((one & 0x0F) == 0x0F ? 1 : one & 0x0F)));

    private byte[] Dlt645(byte[] request)
    {
        var at = Array.IndexOf(request, (byte)0x68);
        if (at < 0 || request.Length < at + 12)
        {
            return Fill(Bytes("random"));
        }

        var address = Array.ConvertAll(request[(at + 1)..(at + 7)], one => one == 0xAA ? (byte)0x11 : one);
        var control = request[at + 8];
        var count = Math.Min(request[at + 9], request.Length - at - 12);
        byte[] identifier = [.. request[(at + 10)..(at + 10 + count)].Take(control < 0x10 ? 2 : 4)];
        byte[] other = [1, 2, 3, 4, 5, 6];
        byte[] own = Frame(address, (byte)(control | 0x80), [.. identifier, .. new byte[4].Select(_ => (byte)0x33)]);
        switch (_kind)
        {
            case "starts":
                return Fill([0x68, 1, 2, 3, 4, 5, 6]);
            case "tiny":
                return Fill(Frame(other, 0x91, []));
            case "tiny-bad":
                return Fill([.. Frame(other, 0x91, [])[..^2], 0, 0x16]);
            case "nested-bad":
                return Fill([0x68, 0x16, 200, 0, 0, 0, 0]);
            case "tiny-then-own":
                return [.. Fill(Frame(other, 0x91, [])).Take(456), .. own];
            case "noise-then-own":
                return [.. Fill([0x00]).Take(450), .. own];
            case "half":
                return [.. Fill([0xFE]).Take(450), .. own[..^3]];
            case "others":
                return [.. Frame(other, 0x91, new byte[180]), .. Frame(other, 0x91, new byte[180]), .. own];
            case "refused":
                return Frame(address, (byte)(control | 0xC0), [0x35]);
            case "more":
                return Frame(address, (byte)(control | 0xA0), [.. identifier, .. new byte[196]]);
            default:
                return !_kind.StartsWith("d:", StringComparison.Ordinal) ? Fill(Bytes(_kind)) : Frame(address,
                    (byte)(control | 0x80),
                    [.. identifier, .. Fill(Bytes(_kind[2..])).Take(196).Select(one => (byte)(one + 0x33))]);
        }
    }

    private static byte[] Frame(byte[] address, byte control, byte[] data)
    {
        byte[] frame = [0x68, .. address, 0x68, control, (byte)data.Length, .. data];
        return [.. frame, (byte)frame.Sum(one => one), 0x16];
    }

    private byte[] Bytes(string kind)
    {
        if (kind != "random")
        {
            return Convert.FromHexString(kind);
        }

        var bytes = new byte[Flood];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Fill(byte[] pattern) => [.. Enumerable.Range(0, Flood).Select(i => pattern[i % pattern.Length])];
}
