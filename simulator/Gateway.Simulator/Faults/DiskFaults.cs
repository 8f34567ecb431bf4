// What goes wrong with the drive of the log. Rot concerns the log's own files: of the other files on the internal flash
// only copies or counters are lost with it, and a rotten configuration is a case of its own.
using System;
using System.Linq;
using System.Text;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Faults;

/// <summary>Faults of the drive that holds the log.</summary>
/// <param name="drive">The drive.</param>
/// <param name="random">Chooses bits.</param>
internal sealed class DiskFaults(FlashDrive drive, RandomStream random)
{
    private static readonly byte[] _segmentMagic = Encoding.ASCII.GetBytes("GWLG");

    /// <summary>Begins a fault; rot is an instant.</summary>
    public void Begin(FaultKind kind, double amount)
    {
        switch (kind)
        {
            case FaultKind.DiskDead:
                drive.IsDead = true;
                break;
            case FaultKind.DiskFull:
                drive.ForeignBytes = Math.Max(0, drive.CapacityBytes - drive.UsedBytes);
                break;
            case FaultKind.DiskSlow:
                drive.Slowness = amount;
                break;
            case FaultKind.DiskRot:
                for (var bit = 0; bit < amount; bit++)
                {
                    FlipOne();
                }

                break;
        }
    }

    /// <summary>Ends a fault.</summary>
    public void End(FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.DiskDead:
                drive.IsDead = false;
                break;
            case FaultKind.DiskFull:
                drive.ForeignBytes = 0;
                break;
            case FaultKind.DiskSlow:
                drive.Slowness = 1;
                break;
        }
    }

    // Segments that are in use, up to where they were ever written, and the state files: blank flash holds nothing
    // that could be lost.
    private void FlipOne()
    {
        var files = drive.Files.Where(file => file.Value.Length > 0
            && (file.Key.StartsWith("state-", StringComparison.Ordinal)
            || (file.Key.StartsWith("seg-", StringComparison.Ordinal)
                && file.Value.AsSpan().StartsWith(_segmentMagic)))).ToList();
        if (files.Count > 0)
        {
            var (name, content) = files[random.Next(files.Count)];
            var count = content.AsSpan().LastIndexOfAnyExcept((byte)0xFF) + 1;
            drive.Rot(name, random.Next(count * 8));
        }
    }
}
