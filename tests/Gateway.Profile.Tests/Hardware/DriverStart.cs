// Every radio driver of the firmware, found by its interface and started on a register file: what it writes on the
// wire is what the pages of hardware-docs show.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Gateway.Core;
using Gateway.Radio;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>One driver after its start with one profile.</summary>
/// <param name="Profile">What it listens to.</param>
/// <param name="Status">How the start ended.</param>
/// <param name="Registers">The chip's registers afterwards.</param>
internal sealed record DriverStart(RadioProfile Profile, RadioStatus Status, RegisterFile Registers)
{
    private static readonly Dictionary<string, Func<RegisterFile>> Chips = new()
    {
        ["Cc1101Radio"] = () => new Cc1101RegisterFile(),
        ["Sx1276Radio"] = () => new Sx1276RegisterFile(),
    };

    /// <summary>The drivers of the firmware.</summary>
    public static Type[] Drivers() => [.. typeof(IRadio).Assembly.GetTypes()
        .Where(type => typeof(IRadio).IsAssignableFrom(type) && type.IsClass && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Starts a driver with each profile that it knows.</summary>
    public static DriverStart[] All(Type driver)
    {
        Assert.IsTrue(Chips.ContainsKey(driver.Name), driver.Name + ": DriverStart has no registers for its chip");
        return [.. Enum.GetValues<RadioProfile>()
            .Select(profile => Run(driver, profile, Chips[driver.Name]()))
            .Where(start => start.Status != RadioStatus.UnknownProfile)];
    }

    /// <summary>Starts a driver on a chip that may be broken.</summary>
    public static DriverStart Run(Type driver, RadioProfile profile, RegisterFile registers)
    {
        ConstructorInfo constructor = driver.GetConstructors().Single();
        object[] arguments = [.. constructor.GetParameters().Select(parameter => Argument(parameter, registers))];
        IRadio radio = (IRadio)constructor.Invoke(arguments);
        return new DriverStart(profile, radio.Start(profile, null, 0), registers);
    }

    // Inputs are named as the chip's outputs; what else a driver takes (a reset) may stay unconnected.
    private static object Argument(ParameterInfo parameter, RegisterFile registers) =>
        parameter.ParameterType == typeof(ISpiPort) ? registers
        : parameter.ParameterType == typeof(IInterruptPin) ? new Input(registers, parameter.Name.ToUpperInvariant())
        : null;

    private sealed class Input(RegisterFile registers, string signal) : IInterruptPin
    {
        public bool Read() => registers.Pin(signal);

        public bool TakeEdge() => false;
    }
}
