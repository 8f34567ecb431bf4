using System;
using Gateway.Core;
using Gateway.Simulator.Wire;
using Gateway.Standins;

namespace Gateway.Simulator.World;

/// <summary>A UART of the board, wired to a line.</summary>
internal sealed class SerialWiring(MasterPort port, CpuModel cpu, Action<double> charge) : IStandinSerial
{
    /// <inheritdoc/>
    public int BytesToRead
    {
        get
        {
            Call(0);
            return port.Available;
        }
    }

    /// <inheritdoc/>
    public void Configure(int baudRate, int dataBits, int parity, int stopBits)
    {
        Call(0);
        var kind = parity switch { 1 => SerialParity.Odd, 2 => SerialParity.Even, _ => SerialParity.None };
        if (!port.Configure(new SerialSettings(baudRate, dataBits, kind, stopBits)))
        {
            throw new InvalidOperationException("the port does not open");
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        var taken = port.Read(buffer, offset, count);
        Call(taken);
        return taken;
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        Call(0);
        if (!port.Write(buffer, offset, count))
        {
            throw new InvalidOperationException("the port refuses");
        }
    }

    private void Call(int bytes) => charge(cpu.NativeCallOps + cpu.CallOps + (bytes * cpu.WiredByteOps));
}
