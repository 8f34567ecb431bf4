using System;
using Gateway.Simulator.Chips;

namespace Gateway.Linux.Tests;

/// <summary>A chip of the simulator behind a spidev node and two lines.</summary>
internal sealed class EmulatedRadio
{
    private readonly Func<int, bool> _level;

    public EmulatedRadio(Cc1101Model chip)
    {
        Chip = chip;
        _level = pin => pin == 0 ? chip.Gdo0 : chip.Gdo2;
        chip.GdoChanged += (pin, level) => Changed?.Invoke(pin == 0 ? 0 : 1, level);
    }

    public EmulatedRadio(Sx1276Model chip)
    {
        Chip = chip;
        _level = pin => pin == 0 ? chip.Dio1 : chip.Dio2;
        chip.DioChanged += (pin, level) =>
        {
            if (pin is 1 or 2)
            {
                Changed?.Invoke(pin - 1, level);
            }
        };
    }

    /// <summary>Line 0 (GDO0, DIO1) or 1 (GDO2, DIO2) changed.</summary>
    public event Action<int, bool> Changed;

    public ReceiverModel Chip { get; }

    public bool Level(int pin) => _level(pin);
}
