using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Wire;

/// <summary>A line with a master's port and devices, in simulated time, byte by byte and bit by bit where senders
/// collide.</summary>
public sealed class SerialBus
{
    // Longer than any cluster whose bytes are still asked for.
    private const long MemoryNs = 3_000_000_000;

    private readonly EventQueue _time;
    private readonly WireChannel _toMaster;
    private readonly WireChannel _toDevices;
    private readonly List<IWireDevice> _devices = [];
    private long _heardUntilNs;
    private long _deliveryNs = -1;

    /// <summary>An empty line.</summary>
    /// <param name="time">The world's time.</param>
    /// <param name="kind">How devices are joined.</param>
    /// <param name="random">For losses and noise.</param>
    public SerialBus(EventQueue time, WireKind kind, RandomStream random)
    {
        _time = time;
        Kind = kind;
        Random = random;
        _toDevices = new WireChannel(kind == WireKind.MBus, random.NextBits());
        _toMaster = kind == WireKind.MBus ? new WireChannel(true, random.NextBits()) : _toDevices;
        Master = new MasterPort(this, time);
    }

    /// <summary>How devices are joined.</summary>
    public WireKind Kind { get; }

    /// <summary>Troubles.</summary>
    public WireOptions Options { get; } = new();

    /// <summary>The port at the gateway's end.</summary>
    public MasterPort Master { get; }

    /// <summary>The devices.</summary>
    public IReadOnlyList<IWireDevice> Devices => _devices;

    /// <summary>Simulated time in nanoseconds.</summary>
    public long NowNs => _time.NowNs;

    /// <summary>Bytes that the master has sent.</summary>
    public long MasterBytes { get; private set; }

    /// <summary>Bytes that devices have sent.</summary>
    public long DeviceBytes { get; private set; }

    /// <summary>Time that the master's bytes took.</summary>
    public long MasterNs { get; private set; }

    /// <summary>Time that the devices' bytes took.</summary>
    public long DeviceNs { get; private set; }

    /// <summary>Times that a device has sent.</summary>
    public long Replies { get; private set; }

    /// <summary>A device sends: its bytes.</summary>
    public event Action<byte[]> DeviceSent;

    /// <summary>A device begins to send: bytes, settings, nanoseconds to the first start bit.</summary>
    public event Action<byte[], SerialSettings, long> DeviceSending;

    /// <summary>The master sends: its bytes.</summary>
    public event Action<byte[]> MasterSent;

    internal RandomStream Random { get; }

    /// <summary>Joins a device to the line.</summary>
    public void Attach(IWireDevice device) => _devices.Add(device);

    /// <summary>Takes a device off.</summary>
    public void Detach(IWireDevice device) => _devices.Remove(device);

    /// <summary>Sends bytes from a device, one after another, whatever else is on the line.</summary>
    /// <param name="device">The sender.</param>
    /// <param name="bytes">1 or more bytes.</param>
    /// <param name="delayNs">From now to the first start bit.</param>
    /// <param name="settings">Null = the device's.</param>
    public void Send(IWireDevice device, byte[] bytes, long delayNs, SerialSettings settings = null)
    {
        WireTransmission transmission = new(device, WireSettings.Of(settings ?? device.Settings), bytes, NowNs + delayNs);
        DeviceBytes += bytes.Length;
        DeviceNs += transmission.EndNs - transmission.StartNs;
        Replies++;
        DeviceSending?.Invoke(bytes, settings ?? device.Settings, delayNs);
        DeviceSent?.Invoke(bytes);
        Transmit(_toMaster, transmission);
    }

    /// <summary>Does something later, at a device's own time.</summary>
    public void After(long delayNs, Action action) => _time.Schedule(NowNs + delayNs, action);

    /// <summary>Bit times of settings in nanoseconds.</summary>
    public static long BitsNs(SerialSettings settings, double bits) => BitsNs(WireSettings.Of(settings), bits);

    internal static long BitsNs(WireSettings settings, double bits) => (long)(bits * 1e9 / settings.BaudRate);

    internal long SendFromMaster(WireSettings settings, byte[] bytes, long startNs)
    {
        MasterBytes += bytes.Length;
        WireTransmission transmission = new(Master, settings, bytes, startNs);
        MasterNs += transmission.EndNs - transmission.StartNs;
        MasterSent?.Invoke(bytes);
        Transmit(_toDevices, transmission);
        if (Options.Echo && _toMaster != _toDevices)
        {
            _toMaster.Add(transmission);
        }

        return transmission.EndNs;
    }

    internal void Receive(WireSettings settings, ref long fromNs, long untilNs, List<WireByte> into) =>
        _toMaster.Decode(settings, ref fromNs, untilNs, Options.Echo ? null : Master, into);

    private void Transmit(WireChannel channel, WireTransmission transmission)
    {
        channel.Forget(NowNs - MemoryNs);
        channel.Add(transmission);
        if (channel == _toDevices)
        {
            ScheduleDelivery(transmission.EndNs);
        }
    }

    private void ScheduleDelivery(long endNs)
    {
        if (endNs > _deliveryNs)
        {
            _deliveryNs = endNs;
        }

        _time.Schedule(endNs, Deliver);
    }

    // At the end of bytes that follow one another, everybody hears them at once.
    private void Deliver()
    {
        var endNs = _toDevices.ClusterEndNs(NowNs);
        if (endNs > NowNs)
        {
            return;
        }

        var fromNs = _heardUntilNs;
        _heardUntilNs = NowNs;
        Dictionary<(WireSettings, object), List<WireByte>> decoded = [];
        foreach (var device in _devices.ToArray())
        {
            if (WireSettings.Of(device.Settings) is not { } settings)
            {
                continue;
            }

            // Only a sender hears something else than the others.
            var deaf = Kind == WireKind.Rs485 && _toDevices.HasSender(device, fromNs) ? device : null;
            var key = (settings, (object)deaf);
            if (!decoded.TryGetValue(key, out var bytes))
            {
                var from = fromNs;
                decoded[key] = bytes = [];
                _toDevices.Decode(settings, ref from, NowNs, deaf, bytes);
            }

            if (bytes.Count > 0)
            {
                device.Hear(this, bytes);
            }
        }
    }
}
