using System.Collections.Generic;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Standins;
using Gateway.Store;

namespace Gateway.System.Tests.Faults;

/// <summary>A card whose log is empty and has all of its files, as one that has been in use for a week.</summary>
internal static class WholeLog
{
    private const long CardBytes = 256L * 1024 * 1024;

    private static IReadOnlyDictionary<string, byte[]> _files;

    /// <summary>What is on the card.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files => _files ??= Make();

    private static IReadOnlyDictionary<string, byte[]> Make()
    {
        var storage = new FlashStorage();
        var drive = storage.AddDrive('D', FileSystemKind.Fat, CardBytes);
        StandinHost.Current = new FilesOnly(storage);
        var sizes = StoreProfile.SdCard();
        var profile = new StoreProfile(
            sizes.BufferBytes, sizes.ReadBytes, sizes.SegmentBytes, sizes.SegmentCount);
        var store = new LogStore(new NanoFileStore("D:\\", FileSystemKind.Fat, 0), null, profile);
        Assert.AreEqual(StoreStatus.Formatted, store.Open(0xC0FFEE01));
        return drive.Snapshot();
    }

    private sealed class FilesOnly(FlashStorage storage) : StandinHost
    {
        public override IStandinStorage Storage => storage;
    }
}
