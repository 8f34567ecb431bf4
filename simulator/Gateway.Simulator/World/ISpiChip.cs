using System;

namespace Gateway.Simulator.World;

/// <summary>A simulated chip as the wires see it.</summary>
public interface ISpiChip
{
    /// <summary>An output pin changed: signal name of the datasheet, new level.</summary>
    event Action<string, bool> PinChanged;

    /// <summary>Falling edge of the chip select.</summary>
    void Select();

    /// <summary>Eight clocks.</summary>
    byte Exchange(byte mosi);

    /// <summary>Rising edge of the chip select.</summary>
    void Deselect();

    /// <summary>Level of an output pin.</summary>
    bool ReadPin(string signal);

    /// <summary>The board drives an input pin, such as a reset; a chip without such pins ignores it.</summary>
    void WritePin(string signal, bool level)
    {
    }
}
