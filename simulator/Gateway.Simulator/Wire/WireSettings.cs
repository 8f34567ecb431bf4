using System.Runtime.CompilerServices;
using Gateway.Core;

namespace Gateway.Simulator.Wire;

/// <summary>How a UART of the line is set. The simulator's own: looking into the firmware's class for each bit would
/// count as work of the board wherever its instructions are counted.</summary>
internal sealed record WireSettings(int BaudRate, int DataBits, SerialParity Parity, int StopBits)
{
    private static readonly ConditionalWeakTable<SerialSettings, WireSettings> Known = new();

    /// <summary>Start, data, parity and stop bits together.</summary>
    public int BitsPerByte { get; } = 1 + DataBits + (Parity == SerialParity.None ? 0 : 1) + StopBits;

    /// <summary>The same settings, read once.</summary>
    public static WireSettings Of(SerialSettings settings) => settings == null ? null : Known.GetValue(
        settings, one => new WireSettings(one.BaudRate, one.DataBits, one.Parity, one.StopBits));
}
