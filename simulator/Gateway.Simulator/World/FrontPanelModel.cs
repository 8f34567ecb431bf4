// Lamps, button and supply warning as a person and the supply see them. It stays when the board loses its power.
// Signals whose name ends with _N are active at low level.
using System;
using System.Collections.Generic;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>The front of the simulated box.</summary>
public sealed class FrontPanelModel(EventQueue time) : ISpiChip
{
    /// <summary>Its component in the pin map.</summary>
    public const string Component = "panel";

    private const string LowActive = "_N";
    private readonly HashSet<string> _active = [];
    private readonly HashSet<string> _lit = [];

    /// <inheritdoc/>
    public event Action<string, bool> PinChanged;

    /// <summary>A lamp changed: simulated time in ns, name, lit or dark.</summary>
    public event Action<long, string, bool> LampChanged;

    /// <summary>Presses the button, or lets it go.</summary>
    public void Press(bool down) => Set("BUTTON", down);

    /// <summary>The supply warns, or its input is back.</summary>
    public void WarnOfPower(bool warns) => Set("PFAIL", warns);

    /// <summary>Whether a lamp is lit.</summary>
    /// <param name="lamp">STATUS, POWER, HEARING, UPLINK or FAULT.</param>
    public bool IsLit(string lamp) => _lit.Contains(lamp);

    /// <summary>The board has no power: lamps are dark.</summary>
    public void Darken()
    {
        foreach (var lamp in new List<string>(_lit))
        {
            WritePin(lamp, false);
        }
    }

    /// <inheritdoc/>
    public bool ReadPin(string signal) => _active.Contains(NameOf(signal)) != IsLowActive(signal);

    /// <inheritdoc/>
    public void WritePin(string signal, bool level)
    {
        if (level ? _lit.Add(signal) : _lit.Remove(signal))
        {
            LampChanged?.Invoke(time.NowNs, signal, level);
        }
    }

    /// <inheritdoc/>
    public void Select() => throw NoSpi();

    /// <inheritdoc/>
    public byte Exchange(byte mosi) => throw NoSpi();

    /// <inheritdoc/>
    public void Deselect() => throw NoSpi();

    private void Set(string name, bool active)
    {
        if (active ? _active.Add(name) : _active.Remove(name))
        {
            // Of the two spellings the board has wired one.
            PinChanged?.Invoke(name, active);
            PinChanged?.Invoke(name + LowActive, !active);
        }
    }

    private static bool IsLowActive(string signal) => signal.EndsWith(LowActive, StringComparison.Ordinal);

    private static string NameOf(string signal) => IsLowActive(signal) ? signal[..^LowActive.Length] : signal;

    private static SimulationException NoSpi() => new("the panel is not on SPI");
}
