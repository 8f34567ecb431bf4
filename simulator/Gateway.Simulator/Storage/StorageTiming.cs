// What file operations cost. Serial NOR flash: W25Q32JV datasheet (Winbond, revision G), table "AC electrical
// characteristics": page program 256 bytes 0.4 ms typical (3 ms max), 4 KB sector erase 45 ms typical (400 ms
// max). SD card on SPI at 20 MHz: 2.5 MB/s on the wire, a few ms of busy time a close for FAT and directory.
// UNVERIFIED-HW: the overheads of nanoFramework's file calls are estimates; whether erasing the flash stops the loop is an
// option of a scenario, because no board has shown it.
namespace Gateway.Simulator.Storage;

/// <summary>Cost table of a drive.</summary>
/// <param name="OpenNs">Opening a file.</param>
/// <param name="CloseNs">Closing a file that was written: metadata.</param>
/// <param name="DeleteNs">Deleting, renaming.</param>
/// <param name="LookupNs">Asking for existence, length or a list.</param>
/// <param name="ReadNsPerByte">Reading a byte.</param>
/// <param name="WriteNsPerByte">Writing a byte.</param>
/// <param name="BlockBytes">Unit of erasing and of allocation.</param>
/// <param name="EraseNs">Erasing a block; each block that a close touches costs one.</param>
public sealed record StorageTiming(
    long OpenNs,
    long CloseNs,
    long DeleteNs,
    long LookupNs,
    long ReadNsPerByte,
    long WriteNsPerByte,
    int BlockBytes,
    long EraseNs)
{
    /// <summary>Littlefs on internal NOR flash.</summary>
    public static StorageTiming InternalFlash { get; } =
        new(2_000_000, 3_000_000, 50_000_000, 1_000_000, 100, 1_600, 4096, 45_000_000);

    /// <summary>FAT on an SD card over SPI.</summary>
    public static StorageTiming SdCard { get; } =
        new(2_000_000, 6_000_000, 8_000_000, 1_000_000, 500, 1_000, 16384, 1_000_000);
}
