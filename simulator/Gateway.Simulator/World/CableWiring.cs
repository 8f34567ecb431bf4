using System;
using Gateway.Core;
using Gateway.Simulator.Network;
using Gateway.Standins;

namespace Gateway.Simulator.World;

/// <summary>A UART of the board, wired to the cable of the host bridge.</summary>
internal sealed class CableWiring(UplinkCable cable, CpuModel cpu, Action<double> charge) : IStandinSerial
{
    private static readonly double _byteOps = CostTable.BuiltIn["serial, byte on the line"];

    /// <inheritdoc/>
    public int BytesToRead
    {
        get
        {
            Call(0);
            return cable.Available;
        }
    }

    /// <inheritdoc/>
    public void Configure(int baudRate, int dataBits, int parity, int stopBits)
    {
        Call(0);
        var kind = parity switch { 1 => SerialParity.Odd, 2 => SerialParity.Even, _ => SerialParity.None };
        cable.Open(new SerialSettings(baudRate, dataBits, kind, stopBits));
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        var taken = cable.Read(buffer, offset, count);
        Call(taken);
        return taken;
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        Call(count);
        cable.Write(buffer, offset, count);
    }

    private void Call(int bytes) => charge(cpu.NativeCallOps + cpu.CallOps + (bytes * _byteOps));
}
