using System;
using Gateway.Link.Dlt645;

namespace Gateway.Link.Tests.Dlt645;

/// <summary>Frames for tests, written independently of the codec.</summary>
internal static class Frames
{
    /// <summary>A frame without wake-up bytes.</summary>
    public static byte[] Make(string address, int control, byte[] data)
    {
        byte[] frame = new byte[data.Length + 12];
        byte[] digits = Convert.FromHexString(address);
        frame[0] = 0x68;
        for (int i = 0; i < 6; i++)
        {
            frame[1 + i] = digits[5 - i];
        }

        frame[7] = 0x68;
        frame[8] = (byte)control;
        frame[9] = (byte)data.Length;
        int sum = 0;
        for (int i = 0; i < data.Length; i++)
        {
            frame[10 + i] = (byte)(data[i] + 0x33);
        }

        for (int i = 0; i < frame.Length - 2; i++)
        {
            sum += frame[i];
        }

        frame[^2] = (byte)sum;
        frame[^1] = 0x16;
        return frame;
    }

    /// <summary>A random frame and what it holds.</summary>
    public static byte[] Random(Random random, out string address, out int control, out byte[] data)
    {
        byte[] digits = new byte[6];
        for (int i = 0; i < 6; i++)
        {
            digits[i] = (byte)((random.Next(10) << 4) | random.Next(10));
        }

        address = Convert.ToHexString(digits);
        control = random.Next(256);
        data = new byte[random.Next(3) == 0 ? random.Next(256) : random.Next(30)];
        random.NextBytes(data);
        return Make(address, control, data);
    }

    /// <summary>Parses all of it, nothing more to come.</summary>
    public static Dlt645Status Parse(byte[] bytes, Dlt645Frame frame) =>
        Dlt645Codec.TryParse(bytes, 0, bytes.Length, true, frame, out _);
}
