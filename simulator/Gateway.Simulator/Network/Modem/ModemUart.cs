// The UART between gateway and modem: bytes take their time in both directions. Bytes to the modem arrive a write at
// a time (when the last of them has arrived), bytes to the gateway one by one.
using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Network.Modem;

/// <summary>The gateway's end of the UART, and the wires.</summary>
public sealed class ModemUart : ISerialPort
{
    private const int BufferBytes = 2_048;
    private const long BitsPerByte = 10;

    private readonly EventQueue _time;
    private readonly RandomStream _random;
    private readonly long _byteNs;
    private readonly int _baudRate;
    private readonly Action<byte[]> _toModem;
    private readonly Queue<(byte Value, long AtNs)> _toGateway = new();
    private long _sendEndNs;
    private long _answerEndNs;
    private SerialSettings _settings;

    internal ModemUart(EventQueue time, RandomStream random, int baudRate, Action<byte[]> toModem)
    {
        _time = time;
        _random = random;
        _baudRate = baudRate;
        _byteNs = BitsPerByte * 1_000_000_000 / baudRate;
        _toModem = toModem;
    }

    /// <summary>Bytes that the gateway could read now.</summary>
    public int Available
    {
        get
        {
            var count = 0;
            foreach (var (_, atNs) in _toGateway)
            {
                if (atNs > _time.NowNs)
                {
                    break;
                }

                count++;
            }

            return count;
        }
    }

    /// <summary>Share of the bytes to the gateway that are changed or lost.</summary>
    public double ErrorRate { get; set; }

    /// <summary>Bytes that found the gateway's buffer full.</summary>
    public long Overruns { get; private set; }

    /// <summary>Bytes that the gateway sent.</summary>
    public long BytesToModem { get; private set; }

    /// <inheritdoc/>
    public bool Configure(SerialSettings settings)
    {
        _settings = settings;
        Discard();
        return true;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        var taken = 0;
        while (taken < count && _toGateway.TryPeek(out var next) && next.AtNs <= _time.NowNs)
        {
            buffer[offset + taken++] = _toGateway.Dequeue().Value;
        }

        return taken;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        if (_settings == null)
        {
            return false;
        }

        var bytes = buffer[offset..(offset + count)];
        BytesToModem += count;
        _sendEndNs = Math.Max(_sendEndNs, _time.NowNs) + (count * _byteNs);
        if (_settings.BaudRate == _baudRate)
        {
            _time.Schedule(_sendEndNs, () => _toModem(bytes));
        }

        return true;
    }

    /// <inheritdoc/>
    public void Discard()
    {
        while (_toGateway.TryPeek(out var next) && next.AtNs <= _time.NowNs)
        {
            _toGateway.Dequeue();
        }
    }

    /// <summary>The modem sends.</summary>
    internal void Send(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            _answerEndNs = Math.Max(_answerEndNs, _time.NowNs) + _byteNs;
            var value = one;
            if (ErrorRate > 0 && _random.NextDouble() < ErrorRate)
            {
                if (_random.NextDouble() < 0.5)
                {
                    continue;
                }

                value ^= (byte)(1 << _random.Next(8));
            }

            if (_toGateway.Count >= BufferBytes && Available >= BufferBytes)
            {
                Overruns++;
            }
            else
            {
                _toGateway.Enqueue((value, _answerEndNs));
            }
        }
    }
}
