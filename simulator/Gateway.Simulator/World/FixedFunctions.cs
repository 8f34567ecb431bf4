using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>Pins of peripherals where the board's interpreter has them fixed: an STM32 has no pin matrix that the
/// firmware sets.</summary>
internal static class FixedFunctions
{
    // UM2033 (32F769IDISCOVERY), tables of the Arduino connectors: SPI2 on D11 to D13, USART6 on D0 and D1; numbers
    // are nanoFramework's, port x 16 + pin.
    private static readonly Dictionary<string, int> _stm32 = new()
    {
        ["SPI2_CLOCK"] = 12,
        ["SPI2_MISO"] = 30,
        ["SPI2_MOSI"] = 31,
        ["COM6_TX"] = 38,
        ["COM6_RX"] = 39,
    };

    /// <summary>Pin by function; null = the firmware assigns pins itself.</summary>
    public static IReadOnlyDictionary<string, int> Of(string board) => board == "stm32" ? _stm32 : null;
}
