// Telnet (RFC 854, 855) as far as a UART needs it: bytes of 255 are doubled, options are agreed on, and the
// COM-PORT option (RFC 2217, number 44) sets speed and format at the far end. What else a server offers is refused.
using System;
using System.Collections.Generic;

namespace Gateway.Bridge.Ports;

/// <summary>The client's half of telnet with RFC 2217; keeps the state between chunks.</summary>
public sealed class TelnetCodec
{
    /// <summary>COM-PORT-OPTION, RFC 2217 section 2.</summary>
    public const byte ComPort = 44;

    private const byte Binary = 0; // RFC 856
    private const byte SuppressGoAhead = 3; // RFC 858
    private const byte Iac = 255; // RFC 854: interpret as command
    private const byte Dont = 254;
    private const byte Do = 253;
    private const byte Wont = 252;
    private const byte Will = 251;
    private const byte SubBegin = 250;
    private const byte SubEnd = 240;
    private const int MaxSubBytes = 64;

    // RFC 2217 section 3: client to server.
    private const byte SetBaudRate = 1;
    private const byte SetDataSize = 2;
    private const byte SetParity = 3;
    private const byte SetStopSize = 4;
    private const byte SetControl = 5;
    private const byte ParityNone = 1;
    private const byte StopOne = 1;
    private const byte NoFlowControl = 1;
    private const byte FromServer = 100;

    private readonly int _baudRate;
    private readonly List<byte> _sub = [];
    private State _state;
    private byte _verb;

    /// <summary>A codec at the beginning of a connection.</summary>
    public TelnetCodec(int baudRate)
    {
        _baudRate = baudRate;
    }

    private enum State
    {
        Data,
        Command,
        Option,
        Sub,
        SubCommand,
    }

    /// <summary>The server has agreed to set the UART.</summary>
    public bool IsComPort { get; private set; }

    /// <summary>Bits a second that the server says it has set; 0 = it has said nothing.</summary>
    public int BaudRateSet { get; private set; }

    /// <summary>What a client says first.</summary>
    public byte[] Begin() =>
    [
        Iac, Will, ComPort, Iac, Will, Binary, Iac, Do, Binary, Iac, Will, SuppressGoAhead, Iac, Do, SuppressGoAhead,
    ];

    /// <summary>Data as they go over the connection.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> data)
    {
        List<byte> encoded = new(data.Length + 4);
        foreach (var one in data)
        {
            encoded.Add(one);
            if (one == Iac)
            {
                encoded.Add(Iac);
            }
        }

        return [.. encoded];
    }

    /// <summary>Takes commands out of what came, in place.</summary>
    /// <param name="chunk">What came.</param>
    /// <param name="count">Bytes of it.</param>
    /// <param name="reply">What has to be answered.</param>
    /// <returns>Bytes of data, from 0 on.</returns>
    public int Decode(byte[] chunk, int count, List<byte> reply)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var one = chunk[i];
            switch (_state)
            {
                case State.Data when one == Iac:
                    _state = State.Command;
                    break;
                case State.Data:
                    chunk[kept++] = one;
                    break;
                case State.Command when one == Iac:
                    chunk[kept++] = one;
                    _state = State.Data;
                    break;
                case State.Command:
                    BeginCommand(one);
                    break;
                case State.Option:
                    Negotiate(_verb, one, reply);
                    _state = State.Data;
                    break;
                case State.Sub when one == Iac:
                    _state = State.SubCommand;
                    break;
                case State.Sub:
                    AddSub(one);
                    break;
                case State.SubCommand when one == Iac:
                    AddSub(one);
                    _state = State.Sub;
                    break;
                default:
                    EndSub(one);
                    break;
            }
        }

        return kept;
    }

    private void BeginCommand(byte command)
    {
        _verb = command;
        _sub.Clear();
        _state = command is Will or Wont or Do or Dont ? State.Option : command == SubBegin ? State.Sub : State.Data;
    }

    private void AddSub(byte one)
    {
        if (_sub.Count < MaxSubBytes)
        {
            _sub.Add(one);
        }
    }

    private void Negotiate(byte verb, byte option, List<byte> reply)
    {
        var isWanted = option is Binary or SuppressGoAhead;
        if (verb == Do && option == ComPort)
        {
            if (!IsComPort)
            {
                IsComPort = true;
                reply.AddRange(Settings());
            }
        }
        else if (verb == Will && !isWanted)
        {
            reply.AddRange([Iac, Dont, option]);
        }
        else if (verb == Do && !isWanted)
        {
            reply.AddRange([Iac, Wont, option]);
        }
    }

    private void EndSub(byte command)
    {
        _state = State.Data;
        if (command == SubEnd && _sub.Count == 6 && _sub[0] == ComPort && _sub[1] == FromServer + SetBaudRate)
        {
            BaudRateSet = (_sub[2] << 24) | (_sub[3] << 16) | (_sub[4] << 8) | _sub[5];
        }
    }

    private byte[] Settings() =>
    [
        .. Sub(SetBaudRate, (byte)(_baudRate >> 24), (byte)(_baudRate >> 16), (byte)(_baudRate >> 8), (byte)_baudRate),
        .. Sub(SetDataSize, 8),
        .. Sub(SetParity, ParityNone),
        .. Sub(SetStopSize, StopOne),
        .. Sub(SetControl, NoFlowControl),
    ];

    private static byte[] Sub(byte command, params byte[] value) =>
        [Iac, SubBegin, ComPort, command, .. Encode(value), Iac, SubEnd];
}
