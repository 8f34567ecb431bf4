using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.App;
using Gateway.Config;
using Gateway.Core;
using Gateway.Radio;
using Gateway.Radio.Cc1101;
using Gateway.Radio.Tests;
using Gateway.Simulator.Meters;
using Gateway.System.Tests.World;
using Gateway.Update;
using Gateway.Uplink;

namespace Gateway.System.Tests.Board;

/// <summary>From the sync word to the log's buffer the firmware allocates nothing: the whole concentrator on
/// a scripted chip that allocates nothing either.</summary>
[TestClass]
public class AllocationTests
{
    private const int ByteUs = 80;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Step_WhileFramesComeIn_AllocatesNothing(int radios)
    {
        var config = new GatewayConfig
        {
            Radios = [.. Enumerable.Range(0, radios).Select(_ => new RadioConfig())],
        };
        Assert.IsTrue(ConcentratorSetup.TryCreate(config, out var setup, out var error), error);
        var board = new BareBoard();
        var firmware = new Concentrator(board, setup);
        firmware.Start();
        Assert.AreEqual(RadioStatus.Ok, firmware.Lines[0].Status);
        var frames = Frames(7_000);
        var others = Frames(8_000);

        // Once through every path for the just-in-time compiler, whose own work is not the firmware's; then
        // measured.
        Receive(firmware, board, others);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Receive(firmware, board, frames);
        var allocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;

        var link = firmware.Lines[0].Counters;
        Assert.AreEqual((uint)((radios - 1) * (others.Length + frames.Length)), firmware.Copies.Merged);
        Assert.AreEqual((uint)(others.Length + frames.Length), firmware.Filter.Counters.Received);
        Assert.AreEqual(firmware.Filter.Counters.Received, link.Total(Gateway.Link.LinkStatus.Ok));
        Assert.AreEqual(0, board.Chip.Violations);
        Assert.AreEqual(0, allocatedBytes, $"in {frames.Length} frames");
    }

    private static byte[][] Frames(int seed)
    {
        var frames = new byte[200][];
        for (var i = 0; i < frames.Length; i++)
        {
            var mode = (AirMode)(i % 3);
            var air = FrameEncoder.Encode(Telegrams.Random(12 + i, seed + i), mode);

            // What follows the sync word, and some noise behind it.
            var count = air.Bytes.Length - (FrameEncoder.DataStart / 8);
            frames[i] = new byte[count + 40];
            Array.Fill(frames[i], (byte)0xA5);
            Array.Copy(air.Bytes, FrameEncoder.DataStart / 8, frames[i], 0, count);
        }

        return frames;
    }

    private static void Receive(Concentrator firmware, BareBoard board, byte[][] frames)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            var ended = firmware.Lines[0].Receiver.FramesEnded;
            var next = firmware.Step();
            board.Chip.Sync();
            board.Second.Sync();
            for (var at = 0; at < frames[i].Length && firmware.Lines[0].Receiver.FramesEnded == ended; at++)
            {
                board.TimeUs += ByteUs;
                board.Chip.Air(frames[i].AsSpan(at, 1));
                board.Second.Air(frames[i].AsSpan(at, 1));
                if (board.Chip.Gdo0.HasEdge || board.Chip.Gdo2.HasEdge || board.TimeUs >= next ||
                    board.Second.Gdo0.HasEdge || board.Second.Gdo2.HasEdge)
                {
                    next = firmware.Step();
                }
            }

            for (var slice = 0; slice < 20; slice++)
            {
                board.TimeUs += 500;
                next = firmware.Step();
            }
        }
    }

    /// <summary>Chip and clock of the test; files that hold nothing and workers that never come round to a
    /// job.</summary>
    private sealed class BareBoard : IBoard, IClock, ITimeSource, IFileStore, IWorker, IMqttSessionFactory
    {
        public string Model => "bare";

        public string FirmwareVersion => FirmwareInfo.Version;

        public IUpdater Updater { get; } = new NoUpdater();

        private readonly Dictionary<string, byte[]> _files = [];

        public FakeCc1101 Chip { get; } = new();

        /// <summary>Not opened unless the configuration has two radios; then it gets the same frames.</summary>
        public FakeCc1101 Second { get; } = new();

        public long TimeUs { get; set; } = 1_000_000;

        public IClock Clock => this;

        public ITimeSource Time => this;

        public IFileStore Files => this;

        public bool HasCardSlot => false;

        public bool IsCardOnWiredPins => false;

        public IFileStore OpenCard() => null;

        public IWorker FileWorker => this;

        public IWorker NetworkWorker => this;

        public IMqttSessionFactory Mqtt => this;

        public uint Entropy => 1;

        public uint FreeHeapBytes => 0;

        public void Reboot() => Assert.Fail("nobody asked for a restart");

        public int SerialPlaces => 0;

        public long NowUs => TimeUs;

        public FileSystemKind Kind => FileSystemKind.Littlefs;

        public long CapacityBytes => 2_000_000;

        public bool IsBusy => true;

        public ISerialPort OpenSerial(int place) => null;

        public int RadioPlaces => 2;

        public INetworkInterface OpenNetwork(string type) => null;

        public int ModemPlace => -1;

        public ModemWires OpenModem() => null;

        public IRadio OpenRadio(RadioChip chip, int place)
        {
            var there = place == 0 ? Chip : Second;
            return new Cc1101Radio(there, there.Gdo0, there.Gdo2);
        }

        public bool TryGetUnixMs(out long unixMs)
        {
            unixMs = 1_800_000_000_000 + (TimeUs / 1000);
            return true;
        }

        void ITimeSource.Start()
        {
        }

        public string[] List() => [.. _files.Keys];

        public int Length(string name) => _files.TryGetValue(name, out var bytes) ? bytes.Length : -1;

        public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            if (!_files.TryGetValue(name, out var bytes))
            {
                return -1;
            }

            var some = Math.Min(count, bytes.Length - fileOffset);
            Array.Copy(bytes, fileOffset, buffer, offset, some);
            return some;
        }

        public FileStatus Create(string name, int length)
        {
            _files[name] = new byte[length];
            return FileStatus.Ok;
        }

        public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            var bytes = _files[name];
            Array.Resize(ref bytes, Math.Max(bytes.Length, fileOffset + count));
            Array.Copy(buffer, offset, bytes, fileOffset, count);
            _files[name] = bytes;
            return FileStatus.Ok;
        }

        public FileStatus Delete(string name) => _files.Remove(name) ? FileStatus.Ok : FileStatus.NotFound;

        public bool TryStart(IJob job) => false;

        void IWorker.Step(long nowUs)
        {
        }

        public IMqttSession Create() => throw new NotSupportedException();
    }
}
