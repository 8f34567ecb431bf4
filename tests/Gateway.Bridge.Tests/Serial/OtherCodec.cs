using System.Collections.Generic;

namespace Gateway.Bridge.Tests.Serial;

/// <summary>The frame once more, forwards and bit by bit, from SPEC.md and without the firmware's code.</summary>
internal static class OtherCodec
{
    public static byte[] Encode(byte kind, uint session, byte number, byte[] data)
    {
        List<byte> body = [
            kind, (byte)(session >> 24), (byte)(session >> 16), (byte)(session >> 8), (byte)session, number, .. data];
        var crc = Crc(body);
        body.AddRange([(byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc]);
        List<byte> wire = [0];
        List<byte> run = [];
        foreach (var one in body)
        {
            if (one != 0)
            {
                run.Add(one);
                continue;
            }

            wire.Add((byte)(run.Count + 1));
            wire.AddRange(run);
            run.Clear();
        }

        wire.Add((byte)(run.Count + 1));
        wire.AddRange(run);
        wire.Add(0);
        return [.. wire];
    }

    private static uint Crc(List<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var one in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var isSet = ((crc ^ ((uint)one >> bit)) & 1) != 0;
                crc = (crc >> 1) ^ (isSet ? 0xEDB88320 : 0);
            }
        }

        return ~crc;
    }
}
