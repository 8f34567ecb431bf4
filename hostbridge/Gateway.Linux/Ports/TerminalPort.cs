// A serial port through its terminal: /dev/serial0, /dev/ttyAMA1, /dev/ttyUSB0. No call waits. A USB adapter that was
// pulled out and put back is opened again when the firmware next wants to send.
using System;
using Gateway.Core;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Ports;

/// <summary>A serial port with its settings.</summary>
public sealed class TerminalPort : ISerialPort, IDisposable
{
    // UNVERIFIED-HW: parity, any-rate clock and RS-485 mode of a real UART, and how fast its driver turns the line
    // round: a pseudo-terminal has none of them.

    // What the terminal's own buffer, 4 KB, did not take. A caller sends at most 512 bytes and waits for an answer.
    private const int PendingBytes = 1024;
    private const int DropBytes = 64;

    private readonly IKernel _kernel;
    private readonly SerialWires _wires;
    private readonly byte[] _pending = new byte[PendingBytes];
    private readonly byte[] _dropped = new byte[DropBytes];
    private SerialSettings _settings;
    private int _descriptor = -1;
    private int _pendingCount;

    /// <summary>A closed port.</summary>
    public TerminalPort(IKernel kernel, SerialWires wires)
    {
        _kernel = kernel;
        _wires = wires;
    }

    /// <summary>Of the open terminal; −1 while it is closed.</summary>
    public int Descriptor => _descriptor;

    /// <summary>Calls that the kernel refused since the start.</summary>
    public uint Faults { get; private set; }

    /// <summary>Why the port is closed, for a person; null when it is open or was never wanted.</summary>
    public string Problem { get; private set; }

    /// <inheritdoc/>
    public bool Configure(SerialSettings settings)
    {
        _settings = settings;
        if (_descriptor < 0)
        {
            return Open();
        }

        try
        {
            Set();
            return true;
        }
        catch (DeviceException e)
        {
            Fail(e.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        if (_descriptor < 0)
        {
            return 0;
        }

        SendPending();
        int result = _descriptor < 0 ? 0 : _kernel.Read(_descriptor, buffer.AsSpan(offset, count));
        if (result >= 0 || IsLater(result))
        {
            return Math.Max(result, 0);
        }

        Fail(new DeviceException(_wires.Path, "read", result).Message);
        return 0;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        bool isOpen = _descriptor >= 0 || (_settings != null && Open());
        if (!isOpen || _pendingCount + count > PendingBytes)
        {
            return false;
        }

        Buffer.BlockCopy(buffer, offset, _pending, _pendingCount, count);
        _pendingCount += count;
        SendPending();
        return _descriptor >= 0;
    }

    /// <inheritdoc/>
    public void Discard()
    {
        if (_descriptor >= 0)
        {
            _ = _kernel.Control(_descriptor, Ioctl.TerminalFlush, TerminalLayout.FlushReceived);
            while (Read(_dropped, 0, DropBytes) > 0)
            {
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    // EAGAIN: nothing there yet, or no room yet.
    private static bool IsLater(int result) => result is -Errno.Again or -Errno.Interrupted;

    private bool Open()
    {
        try
        {
            _descriptor = Demand("open", _kernel.Open(
                _wires.Path, OpenFlags.ReadWrite | OpenFlags.NoControllingTerminal | OpenFlags.NonBlocking));
            Demand("take it alone", _kernel.Control(_descriptor, Ioctl.TerminalExclusive, 0));
            if (_wires.Direction != SerialDirection.None)
            {
                byte[] mode = new byte[TerminalLayout.Rs485Bytes];
                TerminalLayout.PutRs485(mode, _wires.Direction == SerialDirection.RtsHigh);
                Demand("switch direction by RTS (a driver without RS-485 mode cannot)",
                    _kernel.Control(_descriptor, Ioctl.TerminalSetRs485, mode));
            }

            Set();
            Problem = null;
            return true;
        }
        catch (DeviceException e)
        {
            Fail(e.Message);
            return false;
        }
    }

    private void Set()
    {
        byte[] settings = new byte[TerminalLayout.SettingsBytes];
        TerminalLayout.Put(settings, _settings);
        Demand($"set {_settings.BaudRate} baud", _kernel.Control(_descriptor, Ioctl.TerminalSet, settings));
        Demand("drop what came before", _kernel.Control(_descriptor, Ioctl.TerminalFlush, TerminalLayout.FlushBoth));
        _pendingCount = 0;
    }

    private void SendPending()
    {
        if (_pendingCount == 0)
        {
            return;
        }

        int sent = _kernel.Write(_descriptor, _pending.AsSpan(0, _pendingCount));
        if (sent < 0)
        {
            if (!IsLater(sent))
            {
                Fail(new DeviceException(_wires.Path, "write", sent).Message);
            }

            return;
        }

        _pendingCount -= sent;
        Buffer.BlockCopy(_pending, sent, _pending, 0, _pendingCount);
    }

    private int Demand(string what, int result) =>
        result >= 0 ? result : throw new DeviceException(_wires.Path, what, result);

    private void Fail(string problem)
    {
        Faults++;
        Problem = problem;
        Close();
    }

    private void Close()
    {
        _pendingCount = 0;
        if (_descriptor >= 0)
        {
            _kernel.Close(_descriptor);
            _descriptor = -1;
        }
    }
}
