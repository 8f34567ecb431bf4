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
    public void Step_WhileFramesComeIn_AllocatesNothing(int radios) =>
        Assert.AreEqual(0L, Allocations.Least(() => WhileFramesComeIn(radios)));

    private static long WhileFramesComeIn(int radios)
    {
        var config = new GatewayConfig
        {
            Radios = [.. Enumerable.Range(0, radios).Select(_ => new RadioConfig())],
        };
        Assert.IsTrue(ConcentratorSetup.TryCreate(config, out var setup, out var error), error);
        ForwardEverything(setup);
        var board = new BareBoard();
        var firmware = new Concentrator(board, setup);
        firmware.Start();
        Assert.AreEqual(RadioStatus.Ok, firmware.Lines[0].Status);
        var frames = Frames(7_000);
        var others = Frames(8_000);

        // Once through every path for the just-in-time compiler, whose own work is not the firmware's; then
        // measured.
        Receive(firmware, board, others);
        var (merged, received) = (firmware.Copies.Merged, firmware.Filter.Counters.Received);
        var decoded = firmware.Lines[0].Counters.Total(Gateway.Link.LinkStatus.Ok);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Receive(firmware, board, frames);
        var allocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;

        var link = firmware.Lines[0].Counters;
        Assert.AreEqual((uint)((radios - 1) * frames.Length), firmware.Copies.Merged - merged);
        Assert.AreEqual((uint)frames.Length, firmware.Filter.Counters.Received - received);
        Assert.AreEqual((uint)frames.Length, link.Total(Gateway.Link.LinkStatus.Ok) - decoded);
        Assert.IsGreaterThan(0u, firmware.Telegrams.StoreRefused, "the file job never comes round: the buffer is full");
        Assert.AreEqual(0, board.Chip.Violations);
        return allocatedBytes;
    }

    internal static void ForwardEverything(ConcentratorSetup setup)
    {
        setup.Filter.ForwardsUnknown = true;
        setup.Filter.UnknownReduction = Filter.Reduction.Every;
    }

    internal static byte[][] Frames(int seed, int count = 200)
    {
        var frames = new byte[count][];
        for (var i = 0; i < frames.Length; i++)
        {
            var mode = (AirMode)(i % 3);
            var air = FrameEncoder.Encode(Telegrams.Random(12 + i, seed + i), mode);

            // What follows the sync word, and some noise behind it.
            var bytes = air.Bytes.Length - (FrameEncoder.DataStart / 8);
            frames[i] = new byte[bytes + 40];
            Array.Fill(frames[i], (byte)0xA5);
            Array.Copy(air.Bytes, FrameEncoder.DataStart / 8, frames[i], 0, bytes);
        }

        return frames;
    }

    internal static void Receive(Concentrator firmware, BareBoard board, byte[][] frames)
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
}
