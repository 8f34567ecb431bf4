// Why a frame is refused, in words with places and numbers: what the firmware's parsers, which only say which kind of
// fault it is, have no time for. Offsets count from 0. Check sums after EN 13757-2 and DL/T 645-2007, CRCs after EN 13757-4.
using Gateway.Link;
using Gateway.Link.Dlt645;
using Gateway.Link.MBus;

namespace Gateway.Decoding;

/// <summary>Words for faults of frames.</summary>
internal static class FrameFaults
{
    private const int LongHead = 4;
    private const int DllBytes = 10;
    private const int ShortHead = 4;
    private const int AddressBytes = 8;
    private const int ShortBytes = 5;
    private const int BlockBytes = 16;
    private const int FirstBlockBytes = 10;

    // Format B: the CRC behind the first two blocks together stands at 126, and L counts the CRCs.
    private const int SecondBlockEnd = 126;

    /// <summary>A wired M-Bus frame.</summary>
    public static string OfMBus(byte[] bytes, MBusStatus status)
    {
        switch (status)
        {
            case MBusStatus.Incomplete:
                var missing = MBusFrame.Missing(bytes, bytes.Length);
                return $"the frame is cut off: at least {Bytes(missing)} missing behind byte {bytes.Length - 1}";
            case MBusStatus.BadLength:
                return $"bad long frame: the L-fields {bytes[1]:X2} and {bytes[2]:X2} differ or are too small";
            case MBusStatus.BadStop:
                var stop = MBusEnd(bytes) - 1;
                return $"no stop byte 16: byte {stop} is {bytes[stop]:X2}";
            case MBusStatus.BadCheckSum:
                var end = MBusEnd(bytes);
                var from = bytes[0] == 0x10 ? 1 : end - 2 - bytes[1];
                return BadSum(bytes, from, end - 2);
            default:
                return $"no start byte 10, 68 or E5: byte 0 is {bytes[0]:X2}";
        }
    }

    /// <summary>A telegram of wireless M-Bus without CRCs, whose L-field does not fit.</summary>
    public static string OfLength(byte[] telegram) => telegram.Length > 0 && telegram[0] + 1 < DllBytes
        ? $"the L-field is {telegram[0]:X2}, and a data link header alone makes it {DllBytes - 1:X2}"
        : $"the L-field says {(telegram.Length == 0 ? 0 : telegram[0] + 1)} bytes, and there are {telegram.Length}";

    /// <summary>A payload of wired M-Bus that ends within its header.</summary>
    public static string OfHeader(byte[] payload) => payload.Length == 0 ? "the frame has no CI-field"
        : $"the frame ends within its header: CI-field {payload[0]:X2} wants " +
            $"{(CiField.LayerOf(payload[0]) == CiLayer.TplShort ? ShortHead : ShortHead + AddressBytes)} bytes behind it, " +
            $"and there are {payload.Length - 1}";

    /// <summary>A DL/T 645 frame; the first one that could be one is told of.</summary>
    public static string OfDlt645(byte[] bytes, Dlt645Status status)
    {
        for (var at = 0; at + 9 < bytes.Length; at++)
        {
            var end = at + 12 + bytes[at + 9];
            if (bytes[at] != 0x68 || bytes[at + 7] != 0x68)
            {
                continue;
            }

            if (end > bytes.Length)
            {
                return $"the frame from byte {at} on is cut off: {end - bytes.Length} bytes are missing";
            }

            if (status == Dlt645Status.BadEnd && bytes[end - 1] != 0x16)
            {
                return $"no 16 where the frame ends: byte {end - 1} is {bytes[end - 1]:X2}";
            }

            if (status == Dlt645Status.BadChecksum && bytes[end - 1] == 0x16)
            {
                return BadSum(bytes, at, end - 2);
            }
        }

        // A head that breaks off: 68, six bytes of the address, 68, C-field, L-field.
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == 0x68 && at + 9 >= bytes.Length && (at + 7 >= bytes.Length || bytes[at + 7] == 0x68))
            {
                return $"the frame from byte {at} on is cut off: {at + 12 - bytes.Length} bytes are missing at least";
            }
        }

        return "no frame: there is no 68 with another one seven bytes behind it";
    }

    /// <summary>A frame of wireless M-Bus with its CRCs.</summary>
    /// <param name="format">"A" or "B".</param>
    public static string OfWireless(byte[] bytes, string format, LinkStatus status)
    {
        var what = $"no frame of format {format}: ";
        if (status == LinkStatus.BadLength)
        {
            return what + $"it cannot have the L-field {bytes[0]:X2}";
        }

        var isA = format == "A";
        var body = bytes.Length == 0 ? 0 : bytes[0] + 1;
        var total = isA ? body + 2 + (2 * ((body - FirstBlockBytes + BlockBytes - 1) / BlockBytes)) : body;
        var from = 0;
        for (var block = 1; from < total; block++)
        {
            var end = isA ? from + (block == 1 ? FirstBlockBytes : BlockBytes)
                : block == 1 ? SecondBlockEnd : total - 2;
            end = end < total - 2 ? end : total - 2;
            if (end + 2 > bytes.Length)
            {
                break;
            }

            var computed = Crc(bytes, from, end);
            var stands = (bytes[end] << 8) | bytes[end + 1];
            if (computed != stands)
            {
                return what + $"block {block}: the CRC at byte {end} is {stands:X4}, computed {computed:X4}";
            }

            from = end + 2;
        }

        return total > bytes.Length ? what + $"it is cut off: {total - bytes.Length} bytes are missing"
            : what + status;
    }

    private static string Bytes(int count) => count == 1 ? "1 byte is" : $"{count} bytes are";

    private static int MBusEnd(byte[] bytes) => bytes[0] == 0x10 ? ShortBytes
        : bytes[1] + LongHead + 2 - (bytes[0] == 0x68 && bytes[3] == 0x68 ? 0 : 1);

    private static string BadSum(byte[] bytes, int from, int at)
    {
        byte sum = 0;
        for (var i = from; i < at; i++)
        {
            sum += bytes[i];
        }

        return $"bad check sum: byte {at} is {bytes[at]:X2}, computed {sum:X2}";
    }

    private static int Crc(byte[] bytes, int from, int end)
    {
        var crc = 0;
        for (var i = from; i < end; i++)
        {
            crc ^= bytes[i] << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & 0x8000) != 0 ? 0x3D65 : 0);
            }
        }

        return ~crc & 0xFFFF;
    }
}
