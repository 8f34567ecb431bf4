// A serial device of Linux as a stream: raw, 8N1, without flow control. The settings go through glibc's own
// functions (tcgetattr, cfmakeraw, cfsetspeed, tcsetattr) on a structure that is never looked into, so that its layout,
// which differs between processors, is nobody's business here.
using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Bridge.Ports;

/// <summary>A serial device of this computer.</summary>
public sealed class SerialDevice : StreamPort
{
    // Larger than termios on any Linux.
    private const int SettingsBytes = 256;
    private const int OpenReadWrite = 2;
    private const int OpenNoControllingTerminal = 0x100;
    private const int ActNow = 0;
    private const int PollIn = 1;
    private const int PollMs = 200;

    private readonly string _path;
    private readonly int _baudRate;

    /// <summary>A port that is not started.</summary>
    public SerialDevice(PortUrl url)
        : base(url.ToString())
    {
        _path = url.Path;
        _baudRate = url.BaudRate;
        SpeedOf(_baudRate);
    }

    /// <inheritdoc/>
    protected override Stream Open()
    {
        var descriptor = OpenFile(_path, OpenReadWrite | OpenNoControllingTerminal);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            const int AccessDenied = 13;
            var hint = error == AccessDenied ? "; the group of serial devices is dialout" : "";
            throw new IOException(Marshal.GetPInvokeErrorMessage(error) + hint);
        }

        var handle = new SafeFileHandle(descriptor, true);
        var settings = new byte[SettingsBytes];
        if (GetSettings(descriptor, settings) != 0)
        {
            handle.Dispose();
            throw new IOException("it is no serial device");
        }

        MakeRaw(settings);
        if (SetSpeed(settings, SpeedOf(_baudRate)) != 0 || ApplySettings(descriptor, ActNow, settings) != 0)
        {
            handle.Dispose();
            throw new IOException($"it does not take {_baudRate} baud");
        }

        return new DeviceStream(handle);
    }

    // The numbers behind B1200 and so on (asm-generic/termbits.h), which are no bit rates.
    private static uint SpeedOf(int baudRate) => baudRate switch
    {
        1_200 => 9,
        2_400 => 11,
        4_800 => 12,
        9_600 => 13,
        19_200 => 14,
        38_400 => 15,
        57_600 => 0x1001,
        115_200 => 0x1002,
        _ => throw new BridgeException(
            $"baud={baudRate}: a device takes 1200, 2400, 4800, 9600, 19200, 38400, 57600 or 115200"),
    };

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "tcgetattr")]
    private static extern int GetSettings(int descriptor, byte[] settings);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    private static extern void MakeRaw(byte[] settings);

    [DllImport("libc", EntryPoint = "cfsetspeed")]
    private static extern int SetSpeed(byte[] settings, uint speed);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    private static extern int ApplySettings(int descriptor, int when, byte[] settings);

    [DllImport("libc", EntryPoint = "poll")]
    private static extern int Poll(ref PollEntry entry, nuint count, int timeoutMs);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint ReadFile(int descriptor, ref byte buffer, nuint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint WriteFile(int descriptor, ref byte buffer, nuint count);

    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    /// <summary>Read waits in poll, a fifth of a second at a time, so that closing ends it.</summary>
    private sealed class DeviceStream(SafeFileHandle handle) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            while (true)
            {
                ObjectDisposedException.ThrowIf(handle.IsClosed, this);
                var descriptor = (int)handle.DangerousGetHandle();
                var entry = new PollEntry { Descriptor = descriptor, Events = PollIn };
                var ready = Poll(ref entry, 1, PollMs);
                if (ready > 0)
                {
                    var taken = (int)ReadFile(descriptor, ref buffer[offset], (nuint)count);
                    return taken > 0 ? taken : throw new IOException("the device is gone");
                }
            }
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            while (count > 0)
            {
                ObjectDisposedException.ThrowIf(handle.IsClosed, this);
                var sent = (int)WriteFile((int)handle.DangerousGetHandle(), ref buffer[offset], (nuint)count);
                if (sent <= 0)
                {
                    throw new IOException("the device is gone");
                }

                offset += sent;
                count -= sent;
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            handle.Dispose();
            base.Dispose(disposing);
        }
    }
}
