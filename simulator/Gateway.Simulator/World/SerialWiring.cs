using System;
using Gateway.Core;
using Gateway.Simulator.Wire;
using Gateway.Standins;

namespace Gateway.Simulator.World;

/// <summary>A UART of the board, wired to a line.</summary>
internal sealed class SerialWiring(MasterPort port, Action charge) : IStandinSerial
{
    /// <inheritdoc/>
    public int BytesToRead
    {
        get
        {
            charge();
            return port.Available;
        }
    }

    /// <inheritdoc/>
    public void Configure(int baudRate, int dataBits, int parity, int stopBits)
    {
        charge();
        var kind = parity switch { 1 => SerialParity.Odd, 2 => SerialParity.Even, _ => SerialParity.None };
        if (!port.Configure(new SerialSettings(baudRate, dataBits, kind, stopBits)))
        {
            throw new InvalidOperationException("the port does not open");
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        charge();
        return port.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        charge();
        if (!port.Write(buffer, offset, count))
        {
            throw new InvalidOperationException("the port refuses");
        }
    }
}
