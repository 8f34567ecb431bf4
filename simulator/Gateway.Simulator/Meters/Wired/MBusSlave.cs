using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Time;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.Meters.Wired;

// The slave's side of EN 13757-2/-3, written without the firmware's codec. What it does wrong is in
// MBusSlave.Troubles.cs.

/// <summary>A wired M-Bus slave.</summary>
public sealed partial class MBusSlave : IWireDevice
{
    private const int Selected = 253;
    private const int TestAddress = 254;
    private const int Broadcast = 255;
    private const byte Acknowledge = 0xE5;

    private readonly RandomStream _random;
    private readonly byte[] _address = new byte[8];
    private SerialSettings _settings;
    private byte[] _lastReply;
    private int? _lastFcb;
    private int _telegram;
    private byte _accessNumber;
    private bool _isShort;

    /// <summary>A slave that has just got power.</summary>
    public MBusSlave(MBusSlaveOptions options, RandomStream random)
    {
        Options = options;
        _random = random;
        Trouble = options.Trouble;
        Primary = options.Primary;
        var make = options.Make;
        var letters = options.Manufacturer ?? make.Manufacturer;
        var manufacturer = ((letters[0] - 64) << 10) | ((letters[1] - 64) << 5) | (letters[2] - 64);
        BitConverter.TryWriteBytes(_address, options.IdentificationNumber);
        _address[4] = (byte)manufacturer;
        _address[5] = (byte)(manufacturer >> 8);
        _address[6] = options.Version ?? make.Version;
        _address[7] = make.DeviceType;
        _settings = StartSettings();
    }

    /// <summary>How it was made.</summary>
    public MBusSlaveOptions Options { get; }

    /// <summary>What it does wrong; may change while it runs.</summary>
    public MBusTrouble Trouble { get; set; }

    /// <summary>Primary address now.</summary>
    public int Primary { get; private set; }

    /// <summary>Secondary address: 8 bytes in the order of a selection.</summary>
    public IReadOnlyList<byte> SecondaryAddress => _address;

    /// <summary>State of the output: 0 disconnected, 1 connected.</summary>
    public int Valve { get; private set; } = 1;

    /// <summary>Whether the output does what it is told; a stuck valve acknowledges and stays.</summary>
    public bool IsValveStuck { get; set; }

    /// <summary>Alarms that wait for REQ_UD1; 0 = none.</summary>
    public byte Alarm { get; set; }

    /// <summary>Replies with readings sent so far.</summary>
    public int Answers { get; private set; }

    /// <summary>Whole requests for this slave heard so far, whatever became of them.</summary>
    public int Requests { get; private set; }

    /// <summary>Sub-code of the last application reset; −1 = none.</summary>
    public int ResetCode { get; private set; } = -1;

    /// <inheritdoc/>
    public SerialSettings Settings => Trouble == MBusTrouble.Dead ? null : _settings;

    /// <summary>A telegram that is compact or tells a format, and the full records that it stands for.</summary>
    public event Action<byte[], IReadOnlyList<byte>> Replied;

    private bool IsSelected { get; set; }

    /// <inheritdoc/>
    public void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes)
    {
        var strange = 0;
        for (var i = 0; i < bytes.Count; i++)
        {
            var length = FrameLength(bytes, i);
            if (length == 0)
            {
                Wake(bus, ++strange);
                continue;
            }

            if (IsAwake(bus))
            {
                Take(bus, Copy(bytes, i, length));
            }

            i += length - 1;
        }
    }

    /// <summary>Power off and on: speed, selection and frame count bit are as at the start.</summary>
    public void Restart()
    {
        _settings = StartSettings();
        _lastFcb = null;
        _telegram = 0;
        _isShort = false;
        _isFormatTold = false;
        IsSelected = false;
    }

    private static byte[] Copy(IReadOnlyList<WireByte> bytes, int offset, int length)
    {
        var copy = new byte[length];
        for (var i = 0; i < length; i++)
        {
            copy[i] = bytes[offset + i].Value;
        }

        return copy;
    }

    // Length of a whole, undamaged frame at an index; 0 = none.
    private static int FrameLength(IReadOnlyList<WireByte> bytes, int at)
    {
        var left = bytes.Count - at;
        int length, body;
        switch (bytes[at].Value)
        {
            case 0x10 when left >= 5:
                (length, body) = (5, 1);
                break;
            case 0x68 when left >= 9 && bytes[at + 1].Value == bytes[at + 2].Value && bytes[at + 3].Value == 0x68:
                (length, body) = (bytes[at + 1].Value + 6, 4);
                break;
            default:
                return 0;
        }

        if (length > left || bytes[at + length - 1].Value != 0x16)
        {
            return 0;
        }

        var sum = 0;
        for (var i = 0; i < length; i++)
        {
            if (!bytes[at + i].IsGood)
            {
                return 0;
            }

            sum += i >= body && i < length - 2 ? bytes[at + i].Value : 0;
        }

        return (byte)sum == bytes[at + length - 2].Value ? length : 0;
    }

    private void Take(SerialBus bus, byte[] frame)
    {
        var isShort = frame[0] == 0x10;
        int control = frame[isShort ? 1 : 4], address = frame[isShort ? 2 : 5];
        var isSelect = !isShort && address == Selected && frame[6] == 0x52;
        if (isSelect)
        {
            TakeSelection(bus, frame);
            return;
        }

        HearNke(control, address);
        var isMine = address == Primary || address == TestAddress || address == Broadcast ||
            (address == Selected && IsSelected);
        if (!isMine)
        {
            return;
        }

        Requests++;
        if (!IsWilling(bus, control))
        {
            return;
        }

        switch (control & ~0x20)
        {
            case 0x40:
                TakeNke(bus, address);
                break;
            case 0x5B when isShort:
                TakeRequest(bus, (control >> 5) & 1);
                break;
            case 0x5A when isShort:
                Reply(bus, Alarm == 0
                    ? [Acknowledge] : MBusTelegram.Frame(0x08, (byte)Primary, 0x71, [Alarm]));
                Alarm = 0;
                break;
            case 0x53 when !isShort:
                TakeData(bus, frame, address);
                break;
        }
    }

    private void TakeSelection(SerialBus bus, byte[] frame)
    {
        if (bus.NowNs < _busyUntilNs)
        {
            return;
        }

        var isMatch = frame.Length == 17;
        var isFull = isMatch;
        for (var i = 0; i < 8 && isMatch; i++)
        {
            int wanted = frame[7 + i], own = _address[i];
            isFull &= wanted == own;
            isMatch = i < 4
                ? Fits(wanted & 15, own & 15, 15) && Fits(wanted >> 4, own >> 4, 15)
                : Fits(wanted, own, 0xFF);
        }

        IsSelected = isMatch && CanBeSelected(isFull);
        if (IsSelected)
        {
            Requests++;
            _lastFcb = null;
            _telegram = 0;
            Reply(bus, [Acknowledge]);
        }
    }

    private static bool Fits(int wanted, int own, int wildcard) => wanted == wildcard || wanted == own;

    private void TakeNke(SerialBus bus, int address)
    {
        IsSelected = false;
        _lastFcb = null;
        _telegram = 0;
        if (address != Broadcast)
        {
            Reply(bus, [Acknowledge]);
        }
    }

    private void TakeRequest(SerialBus bus, int fcb)
    {
        // The same frame count bit asks for the same again.
        if (_lastFcb != fcb || _lastReply == null)
        {
            _lastFcb = fcb;
            _lastReply = NextTelegram(bus.NowNs * 1e-9);
        }

        Answers++;
        Reply(bus, _lastReply);
    }

    private void TakeData(SerialBus bus, byte[] frame, int address)
    {
        int information = frame[6];
        var data = frame.AsSpan(7, frame.Length - 9);
        if (information is >= 0xB8 and <= 0xBF)
        {
            var next = SerialSettings.Create8E1(300 << (information - 0xB8));
            Reply(bus, [Acknowledge]);
            _settings = next;
            return;
        }

        if (information == 0x50)
        {
            ResetCode = data.Length > 0 ? data[0] : 0;
            _isShort = ResetCode == 0x10;
            _telegram = 0;
            _lastFcb = null;
        }
        else if (information == 0x51)
        {
            Write(data);
        }

        if (address != Broadcast)
        {
            Reply(bus, [Acknowledge]);
        }
    }

    private void Write(ReadOnlySpan<byte> data)
    {
        if (data.Length == 3 && data[0] == 0x01 && data[1] == 0x7A)
        {
            Primary = data[2];
        }
        else if (data.Length == 4 && data[0] == 0x01 && data[1] == 0xFD && data[2] == 0x1F && !IsValveStuck)
        {
            Valve = data[3] == 0 ? 0 : 1;
        }
    }

    private byte[] NextTelegram(double atS)
    {
        if (Trouble == MBusTrouble.Busy)
        {
            return MBusTelegram.Frame(0x08, (byte)Primary, 0x70, [0x08]);
        }

        var make = Options.Make;
        var index = _telegram;
        var isLast = index + 1 >= make.Telegrams || _isShort;
        _telegram = isLast ? 0 : index + 1;
        List<byte> data = [.. AnswerAddress(), ++_accessNumber, 0, 0, 0];
        var records = make.Records(index, Options.IdentificationNumber, atS, Valve);
        if (Options.Compact != MBusCompact.None && !_isShort)
        {
            var compact = CompactTelegram(data, records);
            Replied?.Invoke(compact, records);
            return compact;
        }

        data.AddRange(_isShort ? records.GetRange(0, 6) : records);
        if (!isLast || Trouble == MBusTrouble.AlwaysMore)
        {
            data.Add(0x1F);
        }
        else if (data.Count + 9 < Options.ReplyBytes)
        {
            data.Add(0x0F);
        }

        while (data.Count + 9 < Options.ReplyBytes)
        {
            data.Add((byte)(data.Count * 7));
        }

        return MBusTelegram.Frame(0x08, AnswerPrimary(), 0x72, data);
    }
}
