// A board with two slots under a boot loader that behaves like MCUboot with a scratch area: swap for a trial,
// swap back unless confirmed, both gone on with after a cut. Sessions as nanoFramework's update sessions: erase at
// the start, sequential writes, resume found from the slot itself (the last byte that is not erased, less the
// sector that holds it). The boot loader's own books are taken as atomic: a step of them is done or not.
using System;
using Gateway.Simulator.Time;
using Gateway.Update;

namespace Gateway.Simulator.Storage;

/// <summary>Slots and boot loader of a simulated board.</summary>
public sealed partial class TwoSlotDevice : IUpdater
{
    private const int ErasedByte = 0xFF;

    private readonly FlashStorage _power;
    private readonly SlotFlash _flash;
    private readonly byte[] _primary;
    private readonly byte[] _secondary;
    private readonly byte[] _scratch;
    private bool _isOpen;
    private int _totalBytes;

    /// <summary>A board as the factory has made it.</summary>
    /// <param name="power">The board's files: they lose power together.</param>
    /// <param name="slotBytes">Bytes of a slot: whole sectors.</param>
    /// <param name="sectorBytes">What is erased at once.</param>
    /// <param name="image">What runs.</param>
    public TwoSlotDevice(FlashStorage power, int slotBytes, int sectorBytes, byte[] image)
    {
        ArgumentNullException.ThrowIfNull(image);
        _power = power;
        _flash = new SlotFlash(power, sectorBytes);
        _primary = Erased(slotBytes);
        _secondary = Erased(slotBytes);
        _scratch = Erased(sectorBytes);
        image.CopyTo(_primary, 0);
    }

    /// <summary>Operations on the slots since the start.</summary>
    public long OperationCount => _flash.OperationCount;

    /// <summary>A restart was asked for.</summary>
    public bool IsRebootAsked { get; private set; }

    /// <summary>Whether what would run is a whole image.</summary>
    public bool IsBootable => FirmwareImage.IsGood(_primary);

    /// <summary>Version of what runs.</summary>
    public string RunningVersion => FirmwareImage.Version(_primary);

    /// <summary>The primary slot.</summary>
    public ReadOnlySpan<byte> Primary => _primary;

    /// <inheritdoc/>
    public UpdaterStatus Status => _book switch
    {
        Book.Confirmed => UpdaterStatus.Confirmed,
        Book.TestPending => UpdaterStatus.TestPending,
        Book.Testing => UpdaterStatus.Testing,
        Book.RollbackPending => UpdaterStatus.RollbackPending,
        _ => UpdaterStatus.Unknown,
    };

    /// <inheritdoc/>
    public int NextOffset { get; private set; }

    /// <summary>Cuts power in the slot operation after the next so many.</summary>
    /// <param name="share">How much of that operation is done: 0 .. 1.</param>
    public void CutAfter(long operations, double share, RandomStream random) =>
        _flash.CutAfter(operations, share, random);

    /// <summary>Flips a bit of the secondary slot.</summary>
    public void RotSecondary(int bitIndex) => _secondary[bitIndex >> 3] ^= (byte)(1 << (bitIndex & 7));

    /// <summary>Cuts that did not happen are forgotten.</summary>
    public void ForgetCut() => _flash.ForgetCut();

    /// <inheritdoc/>
    public UpdaterResult Start(int totalBytes)
    {
        var result = Open(totalBytes);
        if (result != UpdaterResult.Success)
        {
            return result;
        }

        if (!EraseSecondary())
        {
            return UpdaterResult.FlashError;
        }

        (_isOpen, NextOffset) = (true, 0);
        return UpdaterResult.Success;
    }

    /// <inheritdoc/>
    public UpdaterResult Resume(int totalBytes, byte[] head, int headBytes)
    {
        var result = Open(totalBytes);
        if (result != UpdaterResult.Success)
        {
            return result;
        }

        if (!FirmwareImage.HasHeader(_secondary))
        {
            return UpdaterResult.NoImage;
        }

        if (!_secondary.AsSpan(0, headBytes).SequenceEqual(head.AsSpan(0, headBytes)))
        {
            return UpdaterResult.HeaderMismatch;
        }

        var mark = totalBytes;
        while (mark > 0 && _secondary[mark - 1] == ErasedByte)
        {
            mark--;
        }

        if (mark < totalBytes)
        {
            var start = (mark - 1) / _flash.SectorBytes * _flash.SectorBytes;
            if (start == 0)
            {
                return UpdaterResult.NoImage;
            }

            if (!_flash.Erase(_secondary, start))
            {
                return UpdaterResult.FlashError;
            }

            mark = start;
        }

        (_isOpen, NextOffset) = (true, mark);
        return UpdaterResult.Success;
    }

    /// <inheritdoc/>
    public UpdaterResult Write(byte[] buffer, int offset, int count)
    {
        if (!_isOpen)
        {
            return UpdaterResult.BadToken;
        }

        if (count > _totalBytes - NextOffset)
        {
            return UpdaterResult.TooLarge;
        }

        var bytes = buffer.AsSpan(offset, count);
        if (NextOffset == 0 && !FirmwareImage.HasHeader(bytes))
        {
            return UpdaterResult.BadMagic;
        }

        if (!_flash.Program(_secondary, NextOffset, bytes))
        {
            return UpdaterResult.FlashError;
        }

        NextOffset += count;
        return UpdaterResult.Success;
    }

    /// <inheritdoc/>
    public UpdaterResult Complete()
    {
        if (!_isOpen)
        {
            return UpdaterResult.BadToken;
        }

        if (NextOffset < _totalBytes)
        {
            return UpdaterResult.Incomplete;
        }

        _isOpen = false;
        return !FirmwareImage.HasTrailer(_secondary) ? UpdaterResult.BadTlv
            : !FirmwareImage.IsGood(_secondary) ? UpdaterResult.HashMismatch
            : Commit(Book.TestPending) ? UpdaterResult.Success : UpdaterResult.FlashError;
    }

    /// <inheritdoc/>
    public UpdaterResult Abort(bool erase)
    {
        var wasOpen = _isOpen;
        _isOpen = false;
        return !wasOpen ? UpdaterResult.BadToken
            : erase && !EraseSecondary() ? UpdaterResult.FlashError : UpdaterResult.Success;
    }

    /// <inheritdoc/>
    public bool Confirm() => _book == Book.Testing && Commit(Book.Confirmed);

    /// <inheritdoc/>
    public bool RequestRevert() => _book == Book.Testing && Commit(Book.RollbackPending);

    /// <inheritdoc/>
    public void Reboot() => IsRebootAsked = !_power.IsOff;

    private static byte[] Erased(int count)
    {
        var bytes = new byte[count];
        Array.Fill(bytes, (byte)ErasedByte);
        return bytes;
    }

    private UpdaterResult Open(int totalBytes)
    {
        _isOpen = false;
        _totalBytes = totalBytes;
        return _power.IsOff ? UpdaterResult.FlashError
            : _book is Book.TestPending or Book.RollbackPending ? UpdaterResult.SwapInFlight
            : totalBytes > _secondary.Length ? UpdaterResult.TooLarge : UpdaterResult.Success;
    }

    private bool EraseSecondary()
    {
        for (var at = 0; at < _secondary.Length; at += _flash.SectorBytes)
        {
            if (!_flash.Erase(_secondary, at))
            {
                return false;
            }
        }

        return true;
    }
}
