using System;
using System.Collections.Generic;

namespace Gateway.Simulator.Meters.Wired;

/// <summary>Writes replies of wired M-Bus slaves: long header, records, frame. A transcription of EN 13757-2/-3 of its
/// own, so that the firmware's cannot be wrong in the same way.</summary>
internal static class MBusTelegram
{
    /// <summary>Bytes around the records of a frame with a long header.</summary>
    public const int Overhead = 21;

    /// <summary>A frame from a slave.</summary>
    public static byte[] Frame(byte control, byte address, byte information, IReadOnlyList<byte> data)
    {
        var frame = new byte[data.Count + 9];
        frame[0] = frame[3] = 0x68;
        frame[1] = frame[2] = (byte)(data.Count + 3);
        (frame[4], frame[5], frame[6]) = (control, address, information);
        var sum = control + address + information;
        for (var i = 0; i < data.Count; i++)
        {
            frame[7 + i] = data[i];
            sum += data[i];
        }

        frame[^2] = (byte)sum;
        frame[^1] = 0x16;
        return frame;
    }

    /// <summary>A value as an integer of 1 .. 8 bytes, low byte first.</summary>
    public static void Integer(List<byte> into, int dif, int vif, long value)
    {
        int[] sizes = [0, 1, 2, 3, 4, 4, 6, 8];
        Head(into, dif, vif);
        for (var i = 0; i < sizes[dif & 7]; i++)
        {
            into.Add((byte)(value >> (8 * i)));
        }
    }

    /// <summary>A value as BCD: DIF 9 .. Ch are 2 .. 8 digits.</summary>
    public static void Bcd(List<byte> into, int dif, int vif, long value)
    {
        Head(into, dif, vif);
        for (var left = (dif & 15) - 8; left > 0; left--)
        {
            into.Add((byte)(value % 10 | value / 10 % 10 << 4));
            value /= 100;
        }
    }

    /// <summary>Date and time, type F.</summary>
    public static void DateTime(List<byte> into, int dif, DateTime time)
    {
        Head(into, dif, 0x6D);
        var year = time.Year - 2000;
        into.Add((byte)time.Minute);
        into.Add((byte)time.Hour);
        into.Add((byte)(time.Day | (year & 7) << 5));
        into.Add((byte)(time.Month | (year >> 3) << 4));
    }

    /// <summary>Date, type G.</summary>
    public static void Date(List<byte> into, int dif, DateTime time)
    {
        Head(into, dif, 0x6C);
        var year = time.Year - 2000;
        into.Add((byte)(time.Day | (year & 7) << 5));
        into.Add((byte)(time.Month | (year >> 3) << 4));
    }

    // A VIF above FFh has its extension table in the high byte.
    private static void Head(List<byte> into, int dif, int vif)
    {
        into.Add((byte)dif);
        if (vif > 0xFF)
        {
            into.Add((byte)(vif >> 8));
        }

        into.Add((byte)vif);
    }
}
