using System;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.World;

/// <summary>A receiver chip by the signal names of its datasheet.</summary>
internal sealed class RadioWiring : ISpiChip
{
    private readonly ReceiverModel _chip;

    public RadioWiring(ReceiverModel chip)
    {
        _chip = chip;
        switch (chip)
        {
            case Cc1101Model cc1101:
                cc1101.GdoChanged += OnGdoChanged;
                break;
            case Sx1276Model sx1276:
                sx1276.DioChanged += OnDioChanged;
                break;
            default:
                throw new ArgumentException($"no wiring for a {chip.GetType().Name}", nameof(chip));
        }
    }

    /// <inheritdoc/>
    public event Action<string, bool> PinChanged;

    /// <inheritdoc/>
    public void Select() => _chip.Select();

    /// <inheritdoc/>
    public byte Exchange(byte mosi) => _chip.Exchange(mosi);

    /// <inheritdoc/>
    public void Deselect() => _chip.Deselect();

    /// <inheritdoc/>
    public bool ReadPin(string signal) => (_chip, signal) switch
    {
        (Cc1101Model chip, "GDO0") => chip.Gdo0,
        (Cc1101Model chip, "GDO2") => chip.Gdo2,
        (Sx1276Model chip, "DIO1") => chip.Dio1,
        (Sx1276Model chip, "DIO2") => chip.Dio2,
        _ => throw new SimulationException($"{_chip.GetType().Name} has no output {signal} on these wires"),
    };

    /// <inheritdoc/>
    public void WritePin(string signal, bool level)
    {
        if (_chip is Sx1276Model chip && signal == "NRESET")
        {
            chip.Reset(low: !level);
        }
    }

    /// <summary>Takes the chip off these wires.</summary>
    public void Detach()
    {
        if (_chip is Cc1101Model cc1101)
        {
            cc1101.GdoChanged -= OnGdoChanged;
        }
        else if (_chip is Sx1276Model sx1276)
        {
            sx1276.DioChanged -= OnDioChanged;
        }
    }

    private void OnGdoChanged(int pin, bool level) => PinChanged?.Invoke(pin == 0 ? "GDO0" : "GDO2", level);

    private void OnDioChanged(int pin, bool level)
    {
        if (pin is 1 or 2)
        {
            PinChanged?.Invoke(pin == 1 ? "DIO1" : "DIO2", level);
        }
    }
}
