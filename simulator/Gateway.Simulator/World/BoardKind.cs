using System;
using Gateway.Boards;
using Gateway.Boards.Devkit;
using Gateway.Boards.Esp32;
using Gateway.Boards.Stm32;
using Gateway.Core;

namespace Gateway.Simulator.World;

/// <summary>The boards that the firmware has, and what a scenario calls them.</summary>
internal static class BoardKind
{
    /// <summary>Names: those of the folders and of the pin maps.</summary>
    public static readonly string[] Names = ["esp32", "devkit", "stm32"];

    /// <summary>Letter of the drive that has configuration and log, and what it is.</summary>
    public static (char Letter, FileSystemKind Kind, long Bytes) DriveOf(string board) => board == "stm32"
        ? ('D', FileSystemKind.Fat, 256L * 1024 * 1024)
        : ('I', FileSystemKind.Littlefs, 2L * 1024 * 1024);

    /// <summary>Makes the board class on the stand-ins.</summary>
    public static BoardBase Make(
        string board, LoopSignal signal, IWorker files, IWorker network, uint entropy, bool hasPanel) =>
        board switch
        {
            "esp32" => new Esp32Board(signal, files, network, entropy) { HasPanel = hasPanel },
            "devkit" => new DevkitBoard(signal, files, network, entropy),
            "stm32" => new Stm32Board(signal, files, network, entropy),
            _ => throw new ArgumentOutOfRangeException(nameof(board), board, "no such board"),
        };
}
