using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.Meters.Wired;

// The meter's side of DL/T 645, both editions, written without the firmware's codec. What it does wrong is in
// Dlt645Device.Troubles.cs, what commands change in Dlt645Device.Commands.cs.

/// <summary>A DL/T 645 meter on RS-485.</summary>
public sealed partial class Dlt645Device : IWireDevice
{
    private readonly Dlt645Registers _registers;
    private readonly byte[] _address = new byte[6];
    private SerialSettings _settings;
    private List<byte> _rest = [];
    private double _hours;

    /// <summary>A meter that has just got power.</summary>
    public Dlt645Device(Dlt645DeviceOptions options)
    {
        Options = options;
        Trouble = options.Trouble;
        for (var i = 0; i < 6; i++)
        {
            _address[5 - i] = Convert.ToByte(options.Address.Substring(2 * i, 2), 16);
        }

        var seed = Time.RandomStream.Mix(Convert.ToUInt64(options.Address, 16));
        _registers = new Dlt645Registers(options.Make, seed) { Address = _address };
        _password = Convert.ToInt32(options.Password, 16);
        _settings = SerialSettings.Create8E1(
            Trouble == Dlt645Trouble.WrongSpeed ? options.OtherBaudRate : options.BaudRate);
    }

    /// <summary>How it was made.</summary>
    public Dlt645DeviceOptions Options { get; }

    /// <summary>What it does wrong; may change while it runs.</summary>
    public Dlt645Trouble Trouble { get; set; }

    /// <summary>Sets its line otherwise than its papers say.</summary>
    public void Retune(SerialSettings settings) => _settings = settings;

    /// <summary>Answers sent so far.</summary>
    public int Answers { get; private set; }

    /// <summary>Whole requests for it heard so far, whatever became of them.</summary>
    public int Requests { get; private set; }

    /// <summary>Address now.</summary>
    public string Address => Convert.ToHexString([_address[5], _address[4], _address[3], _address[2], _address[1], _address[0]]);

    /// <inheritdoc/>
    public SerialSettings Settings => Trouble == Dlt645Trouble.Dead ? null : _settings;

    private bool IsOld => Options.Make.IsOld;

    /// <summary>Energy that it shows at a time, hundredths of a kilowatt hour.</summary>
    /// <param name="tariff">0 = total.</param>
    /// <param name="atNs">Simulated time.</param>
    public long Energy(int tariff, long atNs) => _registers.Energy(tariff, atNs / 3.6e12);

    /// <inheritdoc/>
    public void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes)
    {
        for (var at = 0; at + 12 <= bytes.Count; at++)
        {
            if (bytes[at].Value != 0x68 || bytes[at + 7].Value != 0x68)
            {
                continue;
            }

            var count = 12 + bytes[at + 9].Value;
            if (at + count > bytes.Count || bytes[at + count - 1].Value != 0x16)
            {
                continue;
            }

            var sum = 0;
            var isGood = true;
            for (var i = 0; i < count; i++)
            {
                sum += i < count - 2 ? bytes[at + i].Value : 0;
                isGood &= bytes[at + i].IsGood;
            }

            if (isGood && (byte)sum == bytes[at + count - 2].Value)
            {
                Request(bus, bytes, at);
                return;
            }
        }
    }

    private void Request(SerialBus bus, IReadOnlyList<WireByte> bytes, int at)
    {
        var control = bytes[at + 8].Value;
        var isBroadcast = true;
        for (var i = 0; i < 6; i++)
        {
            isBroadcast &= bytes[at + 1 + i].Value == 0x99;
        }

        var isShort = Options.TakesWholeAddressOnly && control != 0x13;
        _isForeign = !isBroadcast && !(isShort ? IsOwn(bytes, at + 1) : IsMine(bytes, at + 1));
        if ((control & 0x80) != 0 || (_isForeign && Trouble != Dlt645Trouble.AnswersOthers))
        {
            return;
        }

        List<byte> data = [];
        for (var i = 0; i < bytes[at + 9].Value; i++)
        {
            data.Add((byte)(bytes[at + 10 + i].Value - 0x33));
        }

        Requests++;
        _hours = bus.NowNs / 3.6e12;
        if (!IsWilling())
        {
            return;
        }

        var answer = IsOld ? Answer1997(control, data) : Answer2007(control, data);
        if (answer != null && !isBroadcast)
        {
            AfterAnswer(bus, Send(bus, answer.Value.Control, answer.Value.Data));
        }
    }

    private bool IsOwn(IReadOnlyList<WireByte> bytes, int at)
    {
        var isOwn = true;
        for (var i = 0; i < 6; i++)
        {
            isOwn &= bytes[at + i].Value == _address[i];
        }

        return isOwn;
    }

    private bool IsMine(IReadOnlyList<WireByte> bytes, int at)
    {
        for (var i = 0; i < 6; i++)
        {
            int asked = bytes[at + i].Value, own = _address[i];
            if (asked == own || asked == 0xAA)
            {
                continue;
            }

            var isHigh = asked >> 4 == 10 || asked >> 4 == own >> 4;
            var isLow = (asked & 15) == 10 || (asked & 15) == (own & 15);
            if (!Options.HasDigitWildcards || !isHigh || !isLow)
            {
                return false;
            }
        }

        return true;
    }

    private static long Number(List<byte> data, int offset, int count)
    {
        var number = 0L;
        for (var i = count - 1; i >= 0; i--)
        {
            number = (number << 8) | data[offset + i];
        }

        return number;
    }

    // Code 11 and 12 of 2007; 01 and 02 of 1997.
    private (int Control, List<byte> Data)? Read(int control, List<byte> data)
    {
        var size = IsOld ? 2 : 4;
        if (data.Count < size)
        {
            return (control | 0xC0, [1]);
        }

        var identifier = data.GetRange(0, size);
        var isMore = control is 0x12 or 0x02;
        if (!isMore)
        {
            var number = (uint)Number(data, 0, size);
            _rest = IsOld ? _registers.Read1997(number, _hours) : _registers.Read2007(number, _hours);
            Distort(number);
        }

        if (_rest == null || (isMore && _rest.Count == 0))
        {
            return Unknown(control);
        }

        var room = Options.FrameBytes - size - (isMore && !IsOld ? 1 : 0);
        var part = _rest.GetRange(0, Math.Min(room, _rest.Count));
        _rest = Trouble == Dlt645Trouble.EndlessMore ? _rest : _rest.GetRange(part.Count, _rest.Count - part.Count);
        var hasMore = _rest.Count > 0 || Trouble == Dlt645Trouble.EndlessMore;
        List<byte> answer = [.. identifier, .. part];
        if (isMore && !IsOld)
        {
            answer.Add(data[^1]);
        }

        return (control | (hasMore ? 0xA0 : 0x80), answer);
    }

    private byte[] Frame(int control, List<byte> data, byte[] address)
    {
        List<byte> frame = [0x68, .. address, 0x68, (byte)control, (byte)data.Count];
        frame.AddRange(data.ConvertAll(one => (byte)(one + 0x33)));
        var sum = 0;
        foreach (var one in frame)
        {
            sum += one;
        }

        frame.Add((byte)sum);
        frame.Add(0x16);
        return [.. frame];
    }
}
