// Structures of the GPIO character device, version 2 (linux/gpio.h): gpio_v2_line_request of 592 bytes with
// offsets[64] u32, consumer[32], config (flags u64, num_attrs u32, padding[5] u32, attrs[10] of id u32, padding
// u32, value u64, mask u64), num_lines u32, event_buffer_size u32, padding[5] u32, fd s32. Unused bytes have to be
// 0: the kernel looks.
using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Gateway.Linux.Kernel;

/// <summary>How requests for lines, their values and their events lie in memory.</summary>
public static class GpioLayout
{
    /// <summary>Bytes of gpio_v2_line_request.</summary>
    public const int RequestBytes = 592;

    /// <summary>Bytes of gpio_v2_line_values: bits u64, mask u64.</summary>
    public const int ValuesBytes = 16;

    /// <summary>Bytes of gpio_v2_line_event: timestamp_ns u64, id u32, offset u32, seqno u32, line_seqno u32,
    /// padding[6] u32.</summary>
    public const int EventBytes = 48;

    /// <summary>GPIO_V2_LINE_FLAG_INPUT.</summary>
    public const ulong Input = 1 << 2;

    /// <summary>GPIO_V2_LINE_FLAG_OUTPUT.</summary>
    public const ulong Output = 1 << 3;

    /// <summary>GPIO_V2_LINE_FLAG_EDGE_RISING.</summary>
    public const ulong EdgeRising = 1 << 4;

    private const int ConsumerAt = 256;
    private const int MaxConsumerBytes = 31;
    private const int FlagsAt = 288;
    private const int AttributeCountAt = 296;
    private const int AttributesAt = 320;
    private const int AttributeValueAt = 8;
    private const int AttributeMaskAt = 16;
    private const int LineCountAt = 560;
    private const int DescriptorAt = 588;
    private const uint OutputValues = 2;

    /// <summary>Asks for one line.</summary>
    /// <param name="request">592 bytes.</param>
    /// <param name="line">Its number on the chip.</param>
    /// <param name="consumer">Whom the kernel shall name as its user; ASCII, at most 31.</param>
    /// <param name="flags">Input with edges, or output.</param>
    /// <param name="high">First level of an output.</param>
    public static void PutRequest(Span<byte> request, int line, string consumer, ulong flags, bool high)
    {
        request.Clear();
        MemoryMarshal.Write(request, line);
        Encoding.ASCII.GetBytes(consumer.AsSpan(0, Math.Min(consumer.Length, MaxConsumerBytes)), request[ConsumerAt..]);
        MemoryMarshal.Write(request[FlagsAt..], flags);
        if ((flags & Output) != 0)
        {
            Span<byte> attribute = request[AttributesAt..];
            MemoryMarshal.Write(request[AttributeCountAt..], 1);
            MemoryMarshal.Write(attribute, OutputValues);
            MemoryMarshal.Write(attribute[AttributeValueAt..], high ? 1L : 0L);
            MemoryMarshal.Write(attribute[AttributeMaskAt..], 1L);
        }

        MemoryMarshal.Write(request[LineCountAt..], 1);
    }

    /// <summary>The line's descriptor, after the request was granted.</summary>
    public static int DescriptorOf(ReadOnlySpan<byte> request) => MemoryMarshal.Read<int>(request[DescriptorAt..]);

    /// <summary>Values of a request's only line.</summary>
    /// <param name="values">16 bytes.</param>
    /// <param name="high">Level to set; nothing when the level is asked for.</param>
    public static void PutValues(Span<byte> values, bool high)
    {
        MemoryMarshal.Write(values, high ? 1L : 0L);
        MemoryMarshal.Write(values[8..], 1L);
    }

    /// <summary>Level in the kernel's answer.</summary>
    public static bool IsHigh(ReadOnlySpan<byte> values) => (values[0] & 1) != 0;

    /// <summary>When an edge came, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public static long TimeNsOf(ReadOnlySpan<byte> edge) => MemoryMarshal.Read<long>(edge);
}
