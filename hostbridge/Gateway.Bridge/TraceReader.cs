// Frames of a trace to items (firmware/Uplink/Serial/SPEC.md, "Trace"). Nothing of a trace is sent again: what is missing
// is told as such, and an item of which a frame is missing is left out.
using System;
using System.Collections.Generic;
using System.Text;
using Gateway.Uplink.Serial;

namespace Gateway.Bridge;

/// <summary>Puts the trace of a session together.</summary>
public sealed class TraceReader(IBoardHost host)
{
    private const int RadioHeadBytes = 18;
    private const int BusHeadBytes = 11;
    private const int MaxItemBytes = 4_096;

    private static readonly string[] _modes = ["?", "T1", "C1A", "C1B", "S1", "LIQ"];
    private static readonly string[] _statuses = ["ok", "bad_crc", "bad_address"];

    private readonly List<byte> _item = [];
    private bool _isOpen;
    private int _next = -1;
    private int _dropped;

    /// <summary>A session begins: frames are numbered from anywhere.</summary>
    public void Restart()
    {
        _isOpen = false;
        _item.Clear();
        _next = -1;
        _dropped = 0;
    }

    /// <summary>Takes a frame of the kind trace.</summary>
    public void Take(byte[] frame, int dataBytes)
    {
        const int At = SerialFrame.DataAt;
        if (dataBytes < TraceRing.FrameHeadBytes)
        {
            return;
        }

        var number = SerialFrame.NumberOf(frame);
        var damaged = _next < 0 ? 0 : (byte)(number - _next);
        _next = (byte)(number + 1);
        var dropped = (frame[At + 1] << 8) | frame[At + 2];
        var newlyDropped = (ushort)(dropped - _dropped);
        _dropped = dropped;
        if (damaged > 0 || newlyDropped > 0)
        {
            _isOpen &= damaged == 0;
            host.Traced(new TraceItem.Missing(newlyDropped, damaged));
        }

        var flags = frame[At];
        if ((flags & TraceRing.First) != 0)
        {
            _item.Clear();
            _isOpen = true;
        }

        if (!_isOpen)
        {
            return;
        }

        _item.AddRange(frame.AsSpan(At + TraceRing.FrameHeadBytes, dataBytes - TraceRing.FrameHeadBytes));
        _isOpen = _item.Count <= MaxItemBytes;
        if (_isOpen && (flags & TraceRing.Last) != 0)
        {
            _isOpen = false;
            if (Parse([.. _item]) is { } item)
            {
                host.Traced(item);
            }
        }
    }

    /// <summary>Reads an item.</summary>
    /// <returns>null when it is none.</returns>
    public static TraceItem Parse(byte[] item)
    {
        var atUs = item.Length < BusHeadBytes ? 0
            : ((long)SerialFrame.Get32(item, 1) << 32) | SerialFrame.Get32(item, 5);
        if (item.Length >= RadioHeadBytes && item[0] == TraceRing.Radio)
        {
            return new TraceItem.Frame(
                atUs, item[9], _modes[item[10] < _modes.Length ? item[10] : 0],
                item[11] < _statuses.Length ? _statuses[item[11]] : "?", (sbyte)item[12], item[13],
                (int)SerialFrame.Get32(item, 14), item[RadioHeadBytes..]);
        }

        var name = item.Length >= BusHeadBytes ? item[10] : 0;
        return item.Length < BusHeadBytes + name || item[0] != TraceRing.Bus ? null : new TraceItem.Bus(
            atUs, Encoding.UTF8.GetString(item, BusHeadBytes, name), item[9] != 0, item[(BusHeadBytes + name)..]);
    }

    /// <summary>Number of a mode on the line; −1 = there is no such mode.</summary>
    public static int ModeNumber(string mode) => Array.IndexOf(_modes, mode);

    /// <summary>Number of a status on the line; −1 = there is no such status.</summary>
    public static int StatusNumber(string status) => Array.IndexOf(_statuses, status);
}
