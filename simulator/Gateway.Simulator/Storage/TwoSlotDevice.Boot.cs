using System;

namespace Gateway.Simulator.Storage;

/// <content>The boot loader.</content>
public sealed partial class TwoSlotDevice
{
    private Book _book;
    private int _swapStep;

    // What the boot loader keeps in its trailers.
    private enum Book
    {
        Confirmed,
        TestPending,
        SwapToTest,
        Testing,
        RollbackPending,
        SwapBack,
    }

    /// <summary>Power is on, or the board restarts: the boot loader does its work.</summary>
    /// <returns>False when power went meanwhile.</returns>
    public bool Boot()
    {
        _isOpen = false;
        IsRebootAsked = false;
        if (_book == Book.TestPending && !FirmwareImage.IsGood(_secondary) && !Commit(Book.Confirmed))
        {
            return false;
        }

        var next = _book switch
        {
            Book.TestPending => Book.SwapToTest,
            Book.Testing or Book.RollbackPending => Book.SwapBack,
            _ => _book,
        };
        if (next != _book)
        {
            if (!Commit(next))
            {
                return false;
            }

            _swapStep = 0;
        }

        return _book switch
        {
            Book.SwapToTest => Swap() && Commit(Book.Testing),
            Book.SwapBack => Swap() && Commit(Book.Confirmed),
            _ => true,
        };
    }

    private bool Commit(Book book)
    {
        if (!_flash.Commit())
        {
            return false;
        }

        _book = book;
        return true;
    }

    // Three steps a sector, each from a source that the step after it does not need any more: a step that was cut
    // is done again.
    private bool Swap()
    {
        var size = _flash.SectorBytes;
        for (; _swapStep < 3 * (_primary.Length / size); _swapStep++)
        {
            var at = _swapStep / 3 * size;
            var isDone = (_swapStep % 3) switch
            {
                0 => Copy(_primary, at, _scratch, 0),
                1 => Copy(_secondary, at, _primary, at),
                _ => Copy(_scratch, 0, _secondary, at),
            };
            if (!isDone || !_flash.Commit())
            {
                return false;
            }
        }

        return true;
    }

    private bool Copy(byte[] from, int fromAt, byte[] to, int at) =>
        _flash.Erase(to, at) && _flash.Program(to, at, from.AsSpan(fromAt, _flash.SectorBytes));
}
