// The boards that nanoff can be told to write. Targets, addresses and the room for an image: nanoFramework's own
// documentation, as hardware-docs/flashing.md has them.
using System.Collections.Generic;
using System.Linq;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>A board as nanoff sees it.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Target">nanoff's name of the board's firmware.</param>
/// <param name="Folder">Of its project, below firmware/boards.</param>
/// <param name="Image">File that the project makes.</param>
/// <param name="Address">Where the image goes; null = nanoff knows.</param>
/// <param name="MaxImageBytes">Room for it.</param>
public sealed record FlashBoard(
    string Name, string Target, string Folder, string Image, string Address, long MaxImageBytes)
{
    /// <summary>All boards.</summary>
    public static IReadOnlyList<FlashBoard> All { get; } =
    [
        new("esp32", "ESP32_PSRAM_REV3", "esp32", "Gateway.Esp32.bin", null, 1_900_000),
        new("devkit", "ESP32_PSRAM_REV3", "devkit", "Gateway.Devkit.bin", null, 1_900_000),
        new("stm32", "ST_STM32F769I_DISCOVERY", "stm32", "Gateway.Stm32.bin", "0x080C0000", 1_250_000),
    ];

    /// <summary>Written through the debug probe and not a serial port.</summary>
    public bool UsesProbe => Address != null;

    /// <summary>A board by its name, or null.</summary>
    public static FlashBoard Find(string name) => All.FirstOrDefault(board => board.Name == name);
}
