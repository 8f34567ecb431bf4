using System;
using Gateway.Core;
using Gateway.Simulator.Network.Modem;
using Gateway.Standins;

namespace Gateway.Simulator.World;

/// <summary>A modem by the signal names of the pin map: UART, key and reset.</summary>
internal sealed class ModemWiring(ModemModel modem, Action charge) : ISpiChip, IStandinSerial
{
    /// <summary>Its component in the pin map.</summary>
    public const string Component = "modem";

    /// <inheritdoc/>
    public event Action<string, bool> PinChanged
    {
        add
        {
            // No pin of it is watched.
        }

        remove
        {
        }
    }

    /// <inheritdoc/>
    public int BytesToRead
    {
        get
        {
            charge();
            return modem.Uart.Available;
        }
    }

    /// <inheritdoc/>
    public void Configure(int baudRate, int dataBits, int parity, int stopBits)
    {
        charge();
        var kind = parity switch { 1 => SerialParity.Odd, 2 => SerialParity.Even, _ => SerialParity.None };
        modem.Uart.Configure(new SerialSettings(baudRate, dataBits, kind, stopBits));
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        charge();
        return modem.Uart.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        charge();
        modem.Uart.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public void Select() => throw NoSpi();

    /// <inheritdoc/>
    public byte Exchange(byte mosi) => throw NoSpi();

    /// <inheritdoc/>
    public void Deselect() => throw NoSpi();

    /// <inheritdoc/>
    public bool ReadPin(string signal) => throw new SimulationException($"the modem has no output {signal}");

    /// <inheritdoc/>
    public void WritePin(string signal, bool level)
    {
        switch (signal)
        {
            case "PWRKEY":
                modem.Key.Write(level);
                break;
            case "RESET":
                modem.Reset.Write(level);
                break;
            case "POWERON":
                modem.SetSupply(level);
                break;
            default:
                throw new SimulationException($"the modem has no input {signal}");
        }
    }

    private static SimulationException NoSpi() => new("the modem is not on SPI");
}
