using System;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.World;

/// <summary>A CC1101 by the signal names of its datasheet.</summary>
internal sealed class RadioWiring : ISpiChip
{
    private readonly Cc1101Model _chip;

    public RadioWiring(Cc1101Model chip)
    {
        _chip = chip;
        _chip.GdoChanged += OnGdoChanged;
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
    public bool ReadPin(string signal) => signal == "GDO0" ? _chip.Gdo0 : _chip.Gdo2;

    /// <summary>Takes the chip off these wires.</summary>
    public void Detach() => _chip.GdoChanged -= OnGdoChanged;

    private void OnGdoChanged(int pin, bool level) => PinChanged?.Invoke(pin == 0 ? "GDO0" : "GDO2", level);
}
