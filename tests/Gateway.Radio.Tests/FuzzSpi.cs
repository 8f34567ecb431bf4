using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>An SPI partner that answers dice, but for what a driver needs to start.</summary>
internal abstract class FuzzSpi(Random random) : ISpiPort
{
    public int Transfers { get; set; }

    public void Transfer(byte[] write, byte[] read, int count)
    {
        Transfers++;
        random.NextBytes(read.AsSpan(0, count));
        if (random.Next(50) != 0)
        {
            Answer(write, read, count);
        }
    }

    protected abstract void Answer(byte[] write, byte[] read, int count);
}
