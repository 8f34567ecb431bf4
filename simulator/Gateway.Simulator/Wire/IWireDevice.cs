using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Simulator.Wire;

/// <summary>A meter on a bus.</summary>
public interface IWireDevice
{
    /// <summary>How its UART is set; null = it hears nothing (no power).</summary>
    SerialSettings Settings { get; }

    /// <summary>Bytes that followed one another on the bus have ended just now. Bytes with the device's own settings
    /// arrive good unless something disturbed them. Answer with <see cref="SerialBus.Send"/>.</summary>
    void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes);
}
