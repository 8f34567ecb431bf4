using System.Linq;
using Gateway.App;
using Gateway.Config;
using Gateway.Core;

namespace Gateway.System.Tests.Board;

/// <summary>What becomes of wanted telegrams while the log has no room: they wait in the pool, and only when that lasts
/// are they refused, each counted.</summary>
[TestClass]
public class BackPressureTests
{
    private const int Longest = 200; // index of frames: a telegram of 211 bytes is the last one

    [TestMethod]
    public void Append_FileJobLate_TelegramsWaitAndNoneIsRefused()
    {
        var (firmware, board) = Create();
        Fill(firmware, board);
        var waiting = AllocationTests.Frames(9_000, 20);
        AllocationTests.Receive(firmware, board, waiting);
        Assert.AreEqual(0u, firmware.Telegrams.StoreRefused);
        Assert.IsGreaterThan(0, firmware.Pool.ReadyCount + firmware.Telegrams.Pending, "the buffer is not full");
        var stepsUs = firmware.Step() - board.TimeUs;
        Assert.IsGreaterThan(0, stepsUs, "waiting does not keep the loop awake");

        board.Jobs.IsHeld = false;
        Pass(firmware, board, 2_000_000);
        Assert.AreEqual(0u, firmware.Telegrams.StoreRefused);
        Assert.AreEqual(0, firmware.Pool.ReadyCount + firmware.Telegrams.Pending);
        Assert.AreEqual((int)firmware.Filter.Counters.Received, firmware.Store.Counters.Appended);
    }

    [TestMethod]
    public void Append_FileJobHangs_RefusedAndCountedAfterASecond()
    {
        var (firmware, board) = Create();
        Fill(firmware, board);
        AllocationTests.Receive(firmware, board, AllocationTests.Frames(9_000, 20));
        Assert.AreEqual(0u, firmware.Telegrams.StoreRefused);
        Pass(firmware, board, 1_100_000);
        Assert.AreEqual(0, firmware.Pool.ReadyCount + firmware.Telegrams.Pending, "the filter goes on");
        Assert.IsGreaterThan(0u, firmware.Telegrams.StoreRefused);

        board.Jobs.IsHeld = false;
        Pass(firmware, board, 2_000_000);
        var refused = firmware.Telegrams.StoreRefused;
        AllocationTests.Receive(firmware, board, AllocationTests.Frames(9_500, 20));
        Pass(firmware, board, 100_000);
        Assert.AreEqual(refused, firmware.Telegrams.StoreRefused);
    }

    private static (Concentrator Firmware, BareBoard Board) Create()
    {
        var config = new GatewayConfig { Radios = [new RadioConfig()] };
        Assert.IsTrue(ConcentratorSetup.TryCreate(config, out var setup, out var error), error);
        AllocationTests.ForwardEverything(setup);
        var board = new BareBoard { Jobs = new HeldWorker() };
        var firmware = new Concentrator(board, setup);
        firmware.Start();
        Pass(firmware, board, 1_000_000);
        return (firmware, board);
    }

    // Until the buffer is full but for less than a telegram.
    private static void Fill(Concentrator firmware, BareBoard board)
    {
        board.Jobs.IsHeld = true;
        for (var n = 0; firmware.Pool.ReadyCount + firmware.Telegrams.Pending == 0; n++)
        {
            Assert.IsLessThan(120, n, "the buffer never fills");
            AllocationTests.Receive(firmware, board, [AllocationTests.Frames(7_000 + (Longest * n), Longest).Last()]);
        }
    }

    private static void Pass(Concentrator firmware, BareBoard board, long us)
    {
        for (var end = board.TimeUs + us; board.TimeUs < end; board.TimeUs += 500)
        {
            firmware.Step();
        }
    }
}
