// What a port with RS-485 mode asks of a UART's driver, call by call: no pseudo-terminal has that mode.
using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Linux.Kernel;
using Gateway.Linux.Ports;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class TerminalCallsTests
{
    [TestMethod]
    [DataRow(SerialDirection.RtsHigh, "03000000")]
    [DataRow(SerialDirection.RtsLow, "05000000")]
    public void Configure_Rs485_SetsTheModeBeforeTheRate(SerialDirection direction, string flags)
    {
        RecordingKernel kernel = new();
        using (TerminalPort port = new(kernel, new SerialWires("/dev/ttyAMA1", direction)))
        {
            Assert.IsTrue(port.Configure(SerialSettings.Create8E1(2400)));
            Assert.IsTrue(port.Configure(SerialSettings.Create8E1(300)));
        }

        CollectionAssert.AreEqual(
            new[]
            {
                "open /dev/ttyAMA1 902", "540C 0", "542F " + flags + new string('0', 56),
                "402C542B 0100000000000000B0190010" + new string('0', 48) + "6009000060090000", "540B 2",
                "402C542B 0100000000000000B0190010" + new string('0', 48) + "2C0100002C010000", "540B 2",
                "close",
            },
            kernel.Calls);
    }

    [TestMethod]
    public void Write_DriverTakesAPart_SendsTheRestLater()
    {
        RecordingKernel kernel = new() { Room = 3 };
        using TerminalPort port = new(kernel, new SerialWires("/dev/ttyAMA1", SerialDirection.None));
        Assert.IsFalse(port.Write([1], 0, 1), "closed");
        Assert.IsTrue(port.Configure(SerialSettings.Create8E1(2400)));

        Assert.IsTrue(port.Write([1, 2, 3, 4, 5], 0, 5));
        Assert.IsTrue(port.Write([6], 0, 1));
        Assert.AreEqual("010203", Convert.ToHexString([.. kernel.Sent]));
        kernel.Room = 100;
        port.Read(new byte[1], 0, 1);

        Assert.AreEqual("010203040506", Convert.ToHexString([.. kernel.Sent]));
    }

    /// <summary>A driver that can everything and notes it.</summary>
    private sealed class RecordingKernel : IKernel
    {
        public List<string> Calls { get; } = [];

        public List<byte> Sent { get; } = [];

        public int Room { get; set; } = 4096;

        public long NowNs => 0;

        public int Open(string path, int flags) => Note($"open {path} {flags:X}", 7);

        public void Close(int descriptor) => Note("close", 0);

        public int Control(int descriptor, uint request, Span<byte> argument) =>
            Note($"{request:X} {Convert.ToHexString(argument)}", 0);

        public int Control(int descriptor, uint request, int argument) => Note($"{request:X} {argument}", 0);

        public int Read(int descriptor, Span<byte> into) => -Errno.Again;

        public int Write(int descriptor, ReadOnlySpan<byte> bytes)
        {
            int count = Math.Min(Room, bytes.Length);
            Room -= count;
            Sent.AddRange(bytes[..count].ToArray());
            return count > 0 ? count : -Errno.Again;
        }

        public int SetNonBlocking(int descriptor) => 0;

        public int CreateEvent() => 0;

        public int Poll(ReadOnlySpan<int> descriptors, long timeoutUs) => 0;

        public int SyncFolder(string path) => 0;

        public int UseRealTime(int priority) => 0;

        private int Note(string call, int result)
        {
            Calls.Add(call);
            return result;
        }
    }
}
