// The receiver of hardware-docs/mbus.md, as far as its parts' values decide it: filter, remembered rest current,
// thresholds. Not modelled: noise, offsets, the amplifiers' speed.
using System;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>Bus current in, line of the UART out; a microsecond a step.</summary>
internal sealed class MBusReceiverModel
{
    private const double StepSeconds = 1e-6;
    private const double LogicVolts = 5;
    private const double DiodeVolts = 0.35; // D107 keeps the input between the rails
    private readonly double _sense = Bom.ValueOf("R108");
    private readonly double _filterSeconds = Bom.ValueOf("R109") * Bom.ValueOf("C109");
    private readonly double _track = 1 / (Bom.ValueOf("R110") * Bom.ValueOf("C110"));
    private readonly double _leak = 1 / (Bom.ValueOf("R111") * Bom.ValueOf("C110"));
    private readonly double _feedback = Bom.ValueOf("R116");
    private readonly double _data;
    private readonly double _chain;
    private double _volts;
    private double _hold;

    /// <summary>At rest with a current.</summary>
    /// <param name="restAmperes">What all meters draw.</param>
    /// <param name="dataOhms">R112; null = that of the parts list.</param>
    public MBusReceiverModel(double restAmperes, double? dataOhms = null)
    {
        _data = dataOhms ?? Bom.ValueOf("R112");
        _chain = _data + Bom.ValueOf("R113") + Bom.ValueOf("R114");
        _volts = restAmperes * _sense;
        _hold = _volts;
    }

    /// <summary>What the UART sees: true = mark.</summary>
    public bool IsMark { get; private set; } = true;

    /// <summary>A microsecond with a current in the sense resistor.</summary>
    public void Step(double amperes)
    {
        double input = Math.Clamp(amperes * _sense, -DiodeVolts, LogicVolts + DiodeVolts);
        _volts += (input - _volts) * (1 - Math.Exp(-StepSeconds / _filterSeconds));
        double threshold = _hold + ((LogicVolts - _hold) / _chain * _data);
        if (IsMark)
        {
            threshold += LogicVolts / _feedback * _data;
        }

        IsMark = _volts < threshold;
        _hold += (_volts - _hold) * (_leak + (IsMark ? _track : 0)) * StepSeconds;
    }
}
