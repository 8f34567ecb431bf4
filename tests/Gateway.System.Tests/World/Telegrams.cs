using System;

namespace Gateway.System.Tests.World;

/// <summary>Telegrams of any length with seeded content.</summary>
internal static class Telegrams
{
    /// <summary>L-field, C-field SND-NR, manufacturer KAM, an address and a CI-field of the seed, random
    /// data.</summary>
    /// <param name="length">10 .. 256.</param>
    /// <param name="seed">Also the identification number: telegrams of different seeds differ.</param>
    public static byte[] Random(int length, int seed)
    {
        var telegram = new byte[length];
        new Random(seed).NextBytes(telegram);
        telegram[0] = (byte)(length - 1);
        telegram[1] = 0x44;
        telegram[2] = 0x2D;
        telegram[3] = 0x2C;
        for (var i = 0; i < 4; i++)
        {
            telegram[4 + i] = Convert.ToByte((seed / (int)Math.Pow(100, i) % 100).ToString("00", null), 16);
        }

        telegram[8] = 0x1B;
        telegram[9] = 0x16;
        if (length > 10)
        {
            telegram[10] = 0xA0;
        }

        return telegram;
    }
}
