// The kernel's side of spidev and of the GPIO character device, in simulated time, as strict as the real one: unknown
// flags, bytes that have to be zero and are not, a node of another kind and a busy line are refused. It reads the
// structures by the offsets of the kernel's headers, not by the layouts under test.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Gateway.Linux.Kernel;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Time;

namespace Gateway.Linux.Tests;

internal sealed class EmulatedKernel(EventQueue time) : IKernel
{
    private const int CallNs = 2_000;
    private const int SpiCallNs = 20_000;
    private const int FirstDescriptor = 3;

    private readonly Dictionary<int, object> _open = [];
    private readonly Dictionary<string, EmulatedRadio> _spi = [];
    private readonly Dictionary<int, (EmulatedRadio Radio, int Pin)> _wired = [];
    private int _next = FirstDescriptor;

    private sealed record Spi(EmulatedRadio Radio)
    {
        public bool HasMode { get; set; }

        public int MaxSpeedHz { get; set; }
    }

    private sealed record Chip;

    private sealed record Event
    {
        public ulong Count { get; set; }
    }

    /// <summary>Refuses to open these: path, errno.</summary>
    public Dictionary<string, int> Refusals { get; } = [];

    /// <summary>Nodes and lines that are open now.</summary>
    public int OpenCount => _open.Count;

    /// <summary>Who holds lines, as gpioinfo would show it.</summary>
    public List<string> Consumers { get; } = [];

    /// <summary>Lines by their number: what was written to outputs, in order.</summary>
    public List<(int Line, bool High)> Written { get; } = [];

    /// <inheritdoc/>
    public long NowNs => time.NowNs;

    /// <summary>Wires a radio: its node and its two lines.</summary>
    public void Add(string node, EmulatedRadio radio, int fifo, int sync)
    {
        _spi.Add(node, radio);
        _wired.Add(fifo, (radio, 0));
        _wired.Add(sync, (radio, 1));
        radio.Changed += (pin, level) => OnChanged(pin == 0 ? fifo : sync, level);
    }

    /// <inheritdoc/>
    public int Open(string path, int flags)
    {
        Spend(CallNs);
        if (Refusals.TryGetValue(path, out int error))
        {
            return -error;
        }

        object node = _spi.TryGetValue(path, out EmulatedRadio radio) ? new Spi(radio)
            : path == "/dev/gpiochip0" ? new Chip() : null;
        return node == null ? -Errno.NoEntry : Give(node);
    }

    /// <inheritdoc/>
    public void Close(int descriptor) => Assert.IsTrue(_open.Remove(descriptor), $"close of {descriptor}, which is not open");

    /// <inheritdoc/>
    public int Control(int descriptor, uint request, Span<byte> argument)
    {
        Spend(CallNs);
        return (_open[descriptor], request) switch
        {
            (Spi spi, 0x40016B01) => Set(() => spi.HasMode = true, argument is [0]),
            (Spi, 0x40016B03) => Set(() => { }, argument is [8]),
            (Spi spi, 0x40046B04) => SetSpeed(spi, BitConverter.ToInt32(argument)),
            (Spi spi, 0x40206B00) => Transfer(spi, argument),
            (Chip, 0xC250B407) => TakeLine(argument),
            (EmulatedLine line, 0xC010B40E) => GetValues(line, argument),
            (EmulatedLine line, 0xC010B40F) => SetValues(line, argument),
            _ => -Errno.NotThatDevice,
        };
    }

    /// <inheritdoc/>
    public int Control(int descriptor, uint request, int argument) => -Errno.NotThatDevice;

    /// <inheritdoc/>
    public int Read(int descriptor, Span<byte> into)
    {
        Spend(CallNs);
        if (_open[descriptor] is Event counter)
        {
            bool isThere = counter.Count > 0;
            counter.Count = 0;
            return isThere ? 8 : -Errno.Again;
        }

        EmulatedLine line = (EmulatedLine)_open[descriptor];
        Assert.IsTrue(line.IsNonBlocking, "a read that would wait for an edge");
        int at = 0;
        while (line.Events.Count > 0 && at + 48 <= into.Length)
        {
            line.Events.Dequeue().CopyTo(into[at..]);
            at += 48;
        }

        return at > 0 ? at : -Errno.Again;
    }

    /// <inheritdoc/>
    public int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        ((Event)_open[descriptor]).Count += BitConverter.ToUInt64(bytes);
        return bytes.Length;
    }

    /// <inheritdoc/>
    public int SetNonBlocking(int descriptor)
    {
        ((EmulatedLine)_open[descriptor]).IsNonBlocking = true;
        return 0;
    }

    /// <inheritdoc/>
    public int CreateEvent() => Give(new Event());

    /// <summary>Lets simulated time pass until something is there, as the real one lets the processor sleep.</summary>
    public int Poll(ReadOnlySpan<int> descriptors, long timeoutUs)
    {
        Spend(CallNs);
        long untilNs = time.NowNs + (timeoutUs * 1000);
        int[] waited = descriptors.ToArray();
        while (Ready(waited) == 0 && time.NowNs < untilNs)
        {
            time.AdvanceTo(Math.Min(untilNs, time.NextNs));
        }

        return Ready(waited);
    }

    /// <inheritdoc/>
    public int SyncFolder(string path) => 0;

    /// <inheritdoc/>
    public int UseRealTime(int priority) => -Errno.Permission;

    private static int Set(Action set, bool isGood)
    {
        set();
        return isGood ? 0 : -Errno.Invalid;
    }

    private static int SetSpeed(Spi spi, int speedHz) => Set(() => spi.MaxSpeedHz = speedHz, speedHz > 0);

    private void Spend(long ns) => time.AdvanceTo(time.NowNs + ns);

    private int Give(object node)
    {
        _open.Add(_next, node);
        return _next++;
    }

    private int Ready(int[] descriptors) => descriptors.Count(descriptor => _open[descriptor] switch
    {
        Event counter => counter.Count > 0,
        EmulatedLine line => line.Events.Count > 0,
        _ => true,
    });

    private int Transfer(Spi spi, ReadOnlySpan<byte> transfer)
    {
        nint write = (nint)BinaryPrimitives.ReadInt64LittleEndian(transfer);
        nint read = (nint)BinaryPrimitives.ReadInt64LittleEndian(transfer[8..]);
        int count = BinaryPrimitives.ReadInt32LittleEndian(transfer[16..]);
        int speedHz = BinaryPrimitives.ReadInt32LittleEndian(transfer[20..]);
        bool isGood = spi.HasMode && speedHz > 0 && speedHz <= spi.MaxSpeedHz && count is > 0 and <= 4096
            && transfer[26] == 8 && transfer[24..26].IndexOfAnyExcept((byte)0) < 0
            && transfer[27..].IndexOfAnyExcept((byte)0) < 0;
        if (!isGood)
        {
            return -Errno.Invalid;
        }

        Spend(SpiCallNs);
        byte[] bytes = new byte[count];
        Marshal.Copy(write, bytes, 0, count);
        ReceiverModel chip = spi.Radio.Chip;
        chip.Select();
        for (int i = 0; i < count; i++)
        {
            Spend(8_000_000_000L / speedHz);
            bytes[i] = chip.Exchange(bytes[i]);
        }

        chip.Deselect();
        Marshal.Copy(bytes, 0, read, count);
        return count;
    }

    private int TakeLine(Span<byte> request)
    {
        int offset = BinaryPrimitives.ReadInt32LittleEndian(request);
        ulong flags = BinaryPrimitives.ReadUInt64LittleEndian(request[0x120..]);
        int attributes = BinaryPrimitives.ReadInt32LittleEndian(request[0x128..]);
        bool isOutput = flags == 1UL << 3;
        bool isGood = BinaryPrimitives.ReadInt32LittleEndian(request[0x230..]) == 1
            && (isOutput || flags == ((1UL << 2) | (1UL << 4))) && attributes == (isOutput ? 1 : 0)
            && request[0x11F] == 0 && request[4..0x100].IndexOfAnyExcept((byte)0) < 0
            && request[0x12C..0x140].IndexOfAnyExcept((byte)0) < 0
            && request[(0x140 + (24 * attributes))..0x230].IndexOfAnyExcept((byte)0) < 0
            && request[0x234..0x24C].IndexOfAnyExcept((byte)0) < 0;
        if (!isGood)
        {
            return -Errno.Invalid;
        }

        if (_open.Values.OfType<EmulatedLine>().Any(line => line.Offset == offset))
        {
            return -Errno.Busy;
        }

        Consumers.Add(Encoding.ASCII.GetString(request[0x100..0x120]).TrimEnd('\0'));
        EmulatedLine taken = new(offset, flags);
        if (isOutput)
        {
            Assert.AreEqual(2, BinaryPrimitives.ReadInt32LittleEndian(request[0x140..]));
            Assert.AreEqual(1, BinaryPrimitives.ReadInt64LittleEndian(request[0x150..]));
            Written.Add((offset, request[0x148] == 1));
        }

        BinaryPrimitives.WriteInt32LittleEndian(request[0x24C..], Give(taken));
        return 0;
    }

    private int GetValues(EmulatedLine line, Span<byte> values)
    {
        bool high = _wired.TryGetValue(line.Offset, out (EmulatedRadio Radio, int Pin) wire) && wire.Radio.Level(wire.Pin);
        Assert.AreEqual(1, values[8], "mask");
        values[0] = high ? (byte)1 : (byte)0;
        return 0;
    }

    private int SetValues(EmulatedLine line, ReadOnlySpan<byte> values)
    {
        if (line.Flags != 1UL << 3 || values[8] != 1)
        {
            return -Errno.Permission;
        }

        Written.Add((line.Offset, values[0] == 1));
        return 0;
    }

    // gpio_v2_line_event: when, rising edge, line, numbers.
    private void OnChanged(int offset, bool level)
    {
        EmulatedLine line = _open.Values.OfType<EmulatedLine>().FirstOrDefault(held => held.Offset == offset);
        if (line == null || !level)
        {
            return;
        }

        byte[] edge = new byte[48];
        line.Sequence++;
        BinaryPrimitives.WriteInt64LittleEndian(edge, time.NowNs);
        BinaryPrimitives.WriteInt32LittleEndian(edge.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32LittleEndian(edge.AsSpan(12), offset);
        BinaryPrimitives.WriteUInt32LittleEndian(edge.AsSpan(16), line.Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(edge.AsSpan(20), line.Sequence);
        line.Events.Enqueue(edge);
        if (line.Events.Count > EmulatedLine.EventsKept)
        {
            line.Events.Dequeue();
        }
    }
}
