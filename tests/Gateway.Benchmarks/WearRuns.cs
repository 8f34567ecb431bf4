// How much a log holds and how fast it wears its flash: a day of records through the log on the simulated drives, which
// count the blocks that each closed file makes the file system erase. Beside that the file system's own tables: littlefs
// appends some 64 bytes to a metadata block for each change and erases one when it is full. What a card does inside is
// not known; a page of 16 KB for each write is the assumption (UNVERIFIED-HW).
using System;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Standins;
using Gateway.Store;
using Gateway.Store.Tests;

namespace Gateway.Benchmarks;

internal static class WearRuns
{
    // W25Q32JV datasheet (Winbond, revision G), "Features": more than 100,000 erase/program cycles.
    private const double FlashCycles = 100_000;
    private const double CardCycles = 3_000;
    private const long CardBytes = 8_000_000_000;
    private const int CardPageBytes = 16_384;
    private const int BlockBytes = 4096;
    private const int MetadataEntryBytes = 64;

    // The same, "AC electrical characteristics": 4 KB sector erase, typical and greatest.
    private const double EraseS = 0.045;
    private const double WorstEraseS = 0.4;
    private const int PayloadBytes = 64;
    private const int BatchRecords = 16;
    private const double YearsBar = 10;
    private const long SecondUs = 1_000_000;
    private const long DayUs = 86_400 * SecondUs;

    private static readonly (string Name, int RecordsADay) _few = ("50 meters, every hour", 1_200);
    private static readonly (string Name, int RecordsADay) _hourly = ("1,000 meters, every hour", 24_000);
    private static readonly (string Name, int RecordsADay) _many = ("1,000 meters, every 15 min", 96_000);

    /// <summary>Prints capacity and wear of each profile for sites of three sizes; the largest that a profile is meant for
    /// has a bar.</summary>
    public static void Run(Results results)
    {
        Profile(results, "256 KB littlefs (4 MB ESP32)", StoreProfile.InternalFlash256K(), 256 << 10,
            FileSystemKind.Littlefs, _few);
        Profile(results, "2 MB littlefs (8 MB ESP32)", StoreProfile.InternalFlash2M(), 2 << 20,
            FileSystemKind.Littlefs, _hourly);
        Profile(results, "64 MB of an SD card, FAT", StoreProfile.SdCard(), 64 << 20, FileSystemKind.Fat, _many);
        results.Begin("capacity: larger cards, were the segments larger (250 of them; recovery reads up to 8)");
        foreach (var megabytes in new[] { 64, 256, 1024 })
        {
            var segment = (megabytes << 20) / 250 / BlockBytes * BlockBytes;
            var records = 250L * RecordsOf(segment);
            results.Line($"{megabytes} MB: records; days of 1,000 meters, 15 min; recovery",
                $"{records:N0}; {records / 96_000.0:F1}; <= {8.0 * segment * 6e-6:F0} s");
        }
    }

    private static int RecordsOf(int segmentBytes) =>
        (segmentBytes - 56 - 8) / (28 + PayloadBytes);

    private static void Profile(
        Results results, string name, StoreProfile profile, long capacityBytes, FileSystemKind kind,
        (string Name, int RecordsADay) meant)
    {
        results.Begin($"wear: {name}, commits after {profile.CommitAgeUs / 1e6:F0} s, {FlashCycles:N0} cycles a block");
        foreach (var site in new[] { _many, _hourly, _few })
        {
            var (drive, segments) = Day(profile, capacityBytes, kind, site.RecordsADay);
            var records = (long)segments * RecordsOf(profile.SegmentBytes);
            results.Line($"{site.Name}: records; days", $"{records:N0}; {records / (double)site.RecordsADay:F2}");
            var erases = kind == FileSystemKind.Littlefs
                ? drive.ErasedBlocks + (drive.MetadataChanges * MetadataEntryBytes / BlockBytes) : drive.MetadataChanges;
            var years = kind == FileSystemKind.Littlefs ? capacityBytes / BlockBytes * FlashCycles / erases / 365
                : CardBytes * CardCycles / ((double)erases * CardPageBytes) / 365;
            var text = kind == FileSystemKind.Littlefs ? "  erases a day; years" : "  writes a day; years of a card of 8 GB";
            FormattableString figure = $"{erases:N0}; {years:F1}";
            if (site.RecordsADay <= meant.RecordsADay)
            {
                results.AtLeast(text, years, YearsBar, figure, $"{YearsBar:F0} years");
            }
            else
            {
                results.Line(text, figure);
            }

            if (kind == FileSystemKind.Littlefs)
            {
                results.Line("  share of time in which erasing stalls the chip; worst",
                    $"{drive.ErasedBlocks * EraseS / 864:F2} %; {drive.ErasedBlocks * WorstEraseS / 864:F1} %");
            }
        }
    }

    private static (FlashDrive Drive, int Segments) Day(
        StoreProfile profile, long capacityBytes, FileSystemKind kind, int perDay)
    {
        var storage = new FlashStorage();
        var drive = storage.AddDrive('I', kind, capacityBytes);
        StandinHost.Current = new StorageHost(storage);
        var worker = new StepWorker();
        var store = new LogStore(new NanoFileStore("I:\\", kind, 0), worker, profile);
        if (store.Open(0xC0FFEE01) != StoreStatus.Formatted)
        {
            throw new InvalidOperationException("the log does not open");
        }

        var record = new LogRecord { Class = RecordClass.Regular, PayloadLength = PayloadBytes };
        drive.ForgetWear();
        var unacknowledged = 0;
        for (var i = 0; i < perDay; i++)
        {
            var nowUs = DayUs / perDay * i;
            if (!store.Append(record))
            {
                throw new InvalidOperationException("the log refuses a record");
            }

            RunUntil(store, worker, nowUs, DayUs / perDay * (i + 1));
            while (store.TryRead(RecordQueueKind.Bulk, record))
            {
                unacknowledged++;
                if (unacknowledged == BatchRecords)
                {
                    store.Acknowledge(RecordQueueKind.Bulk, record.Seq);
                    unacknowledged = 0;
                }

                RunUntil(store, worker, nowUs, nowUs + (SecondUs / 10));
            }
        }

        var segments = Math.Min(profile.SegmentCount, (capacityBytes - 16_384)
            / (profile.SegmentBytes + (kind == FileSystemKind.Fat ? 0 : BlockBytes)));
        return (drive, (int)segments);
    }

    private static void RunUntil(LogStore store, StepWorker worker, long fromUs, long toUs)
    {
        for (var nowUs = fromUs; nowUs < toUs;)
        {
            worker.Step(nowUs);
            store.Step(nowUs);
            nowUs = worker.IsBusy ? nowUs + 1_000 : Math.Max(nowUs + 100, store.NextWakeUs);
        }
    }
}
