// Chips as memories: enough to let a driver start and to show what it has written. No radio, no time: those are the
// simulator's chip models, which these share nothing with.
using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>The registers of a chip behind SPI.</summary>
internal abstract class RegisterFile : ISpiPort
{
    /// <summary>Component in the pin maps.</summary>
    public abstract string Component { get; }

    /// <summary>Name of the chip.</summary>
    public string Chip => Component.ToUpperInvariant();

    /// <summary>The datasheet that names and equations are from.</summary>
    public abstract string Source { get; }

    /// <summary>Names of all registers that a driver may configure, by address.</summary>
    public abstract IReadOnlyDictionary<int, string> Names { get; }

    /// <summary>What to expect of registers that do not keep what the driver has written.</summary>
    public abstract IReadOnlyDictionary<int, string> Remarks { get; }

    /// <summary>What has been written, by address.</summary>
    public SortedDictionary<int, byte> Written { get; } = [];

    /// <summary>All transfers.</summary>
    public List<SpiTransfer> Transfers { get; } = [];

    /// <inheritdoc/>
    public void Transfer(byte[] write, byte[] read, int count)
    {
        byte[] mosi = write[..count];
        byte[] miso = new byte[count];
        Exchange(mosi, miso);
        miso.CopyTo(read, 0);
        Transfers.Add(new SpiTransfer(mosi, miso));
    }

    /// <summary>Level of an output of the chip, by the name of its datasheet.</summary>
    public abstract bool Pin(string signal);

    /// <summary>What the written registers mean.</summary>
    public abstract ChannelFacts Facts();

    /// <summary>What a transfer is for.</summary>
    public abstract string Describe(SpiTransfer transfer);

    /// <summary>Whether it is known what a chip answers in a transfer.</summary>
    public virtual bool IsAnswerKnown(SpiTransfer transfer) => true;

    /// <summary>One transfer.</summary>
    protected abstract void Exchange(byte[] mosi, byte[] miso);

    /// <summary>A register as written, or 0.</summary>
    protected int Get(int address) => Written.GetValueOrDefault(address);
}
