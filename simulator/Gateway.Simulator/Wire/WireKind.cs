namespace Gateway.Simulator.Wire;

/// <summary>How the devices of a bus are joined.</summary>
public enum WireKind
{
    /// <summary>Two wires for both directions: everybody hears everybody, two senders at once make
    /// noise.</summary>
    Rs485,

    /// <summary>EN 13757-2: the master modulates the voltage, slaves the current. Slaves do not hear each other;
    /// of several answers at once the master hears the wired-AND (a slave draws more current for a 0).</summary>
    MBus,
}
