using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Wire;

/// <summary>The gateway's end of a line: a UART that never blocks.</summary>
public sealed class MasterPort : ISerialPort
{
    private readonly SerialBus _bus;
    private readonly EventQueue _time;
    private readonly Queue<(byte Value, long VisibleNs)> _received = new();
    private readonly Queue<byte> _fifo = new();
    private readonly List<WireByte> _decoded = [];
    private SerialSettings _settings;
    private WireSettings _wire;
    private long _decodedNs;
    private long _sendEndNs;
    private long _lastByteEndNs = long.MinValue / 2;

    internal MasterPort(SerialBus bus, EventQueue time)
    {
        _bus = bus;
        _time = time;
    }

    /// <summary>Settings in use; null while closed.</summary>
    public SerialSettings Settings => _settings;

    /// <summary>Bytes that can be read now.</summary>
    public int Available
    {
        get
        {
            Collect();
            var count = 0;
            foreach (var (_, visibleNs) in _received)
            {
                count += visibleNs <= _time.NowNs ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>Calls of <see cref="Read"/>.</summary>
    public long ReadCount { get; private set; }

    /// <inheritdoc/>
    public bool Configure(SerialSettings settings)
    {
        if (_bus.Options.IsPortBroken)
        {
            return false;
        }

        _settings = settings;
        _wire = WireSettings.Of(settings);
        Discard();
        return true;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        ReadCount++;
        Collect();
        var taken = 0;
        while (taken < count && _received.TryPeek(out var next) && next.VisibleNs <= _time.NowNs)
        {
            buffer[offset + taken++] = _received.Dequeue().Value;
        }

        return taken;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        if (_settings == null || _bus.Options.IsPortBroken)
        {
            return false;
        }

        var startNs = Math.Max(_time.NowNs + (long)(_bus.Options.LatencyMs * 1e6), _sendEndNs);
        _sendEndNs = _bus.SendFromMaster(_wire, buffer[offset..(offset + count)], startNs);
        return true;
    }

    /// <inheritdoc/>
    public void Discard()
    {
        Collect();
        while (_received.TryPeek(out var next) && next.VisibleNs <= _time.NowNs)
        {
            _received.Dequeue();
        }
    }

    private void Collect()
    {
        if (_settings == null)
        {
            _decodedNs = _time.NowNs;
            return;
        }

        _decoded.Clear();
        _bus.Receive(_wire, ref _decodedNs, _time.NowNs, _decoded);
        foreach (var one in _decoded)
        {
            Take(one);
        }

        if (_fifo.Count > 0 && _time.NowNs >= _lastByteEndNs + QuietNs)
        {
            Flush(_lastByteEndNs + QuietNs);
        }
    }

    private void Take(WireByte one)
    {
        var options = _bus.Options;
        var isFirst = one.StartNs - _lastByteEndNs > SerialBus.BitsNs(_wire, 2 * _wire.BitsPerByte);
        if (_fifo.Count > 0 && one.StartNs >= _lastByteEndNs + QuietNs)
        {
            Flush(_lastByteEndNs + QuietNs);
        }

        _lastByteEndNs = one.EndNs;
        if ((isFirst && options.LosesFirstByte) || (!one.IsGood && !options.KeepsBadBytes) ||
            (options.LossRate > 0 && _bus.Random.NextDouble() < options.LossRate))
        {
            return;
        }

        var value = one.Value;
        if (options.ErrorRate > 0 && _bus.Random.NextDouble() < options.ErrorRate)
        {
            value ^= (byte)(1 << _bus.Random.Next(8));
        }

        if (options.FifoBytes == 0)
        {
            HandOver(value, one.EndNs);
            return;
        }

        _fifo.Enqueue(value);
        if (_fifo.Count >= options.FifoBytes || value == options.WatchByte)
        {
            Flush(one.EndNs);
        }
    }

    private long QuietNs => SerialBus.BitsNs(_wire, _bus.Options.FifoQuietBytes * _wire.BitsPerByte);

    private void Flush(long atNs)
    {
        while (_fifo.TryDequeue(out var value))
        {
            HandOver(value, atNs);
        }
    }

    private void HandOver(byte value, long atNs)
    {
        var latencyNs = (long)(_bus.Options.LatencyMs * 1e6);
        var packetNs = Math.Max(1, latencyNs / 2);
        _received.Enqueue((value, latencyNs == 0 ? atNs : ((atNs + packetNs - 1) / packetNs * packetNs) + packetNs));
    }
}
