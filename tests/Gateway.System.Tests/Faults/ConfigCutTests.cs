// The whole gateway loses its supply instead of each file operation from the moment at which a config command arrives:
// while it is written, at the restart, on trial, at the commit. Afterwards it runs with the old set or with the new one,
// whole, and its headend reaches it and gets what it wanted. GATEWAY_CUT_STEP=1 takes every operation on every drive.
using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Config;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;
using Gateway.System.Tests.Commands;
using Gateway.System.Tests.World;
using Gateway.Uplink;

namespace Gateway.System.Tests.Faults;

[TestClass]
public class ConfigCutTests
{
    private const string StateTopic = "metering/gateway/gw-1/state/config";
    private const double StepS = 0.01;
    private const double OffS = 1.5;
    private const double CardS = 90;
    private const double ChangeS = 25;
    private const int Tries = 3;

    [TestMethod]
    [DataRow("internal", PowerCutMode.Torn, 1)]
    [DataRow("internal", PowerCutMode.Lost, 4)]
    [DataRow("internal", PowerCutMode.Clean, 4)]
    [DataRow("card", PowerCutMode.Torn, 9)]
    public void Config_CutInsteadOfAFileOperation_OldOrNewIsInUseAndTheGatewayReachable(
        string log, PowerCutMode mode, int defaultStep)
    {
        var step = Step(defaultStep);
        var (total, _) = Change(log, null);
        Assert.IsGreaterThan(20L, total, "file operations of an undisturbed change");
        var (old, done) = (0, 0);
        for (var operation = 0L; operation < total; operation += step, done++)
        {
            var (_, wasOld) = Change(log, (operation, mode));
            old += wasOld ? 1 : 0;
        }

        Console.WriteLine($"{log}, {mode}: {done} cuts, {old} times the old set was in use afterwards");
        Assert.IsTrue(old > 0 && old < done, "cuts before and after the commit");
    }

    // Returns the operations of the change, and whether the old set was in use after the cut.
    private static (long Operations, bool WasOld) Change(string log, (long Operation, PowerCutMode Mode)? cut)
    {
        var what = $"{log}, {cut}";
        using var test = Start(log);
        var headend = new Headend(test);
        test.RunFor(log == "card" ? CardS : 10);
        var oldHash = State(test, what).GetProperty("sha256").GetString();
        var document = Document(test);
        var newHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        Assert.AreNotEqual(oldHash, newHash);

        var begin = test.World.Flash.OperationCount;
        var cutter = cut is { } one ? new Cutter(test, begin + one.Operation, one.Mode) : null;
        headend.Send("config", Body(headend, document));
        RunFor(test, ChangeS, cutter);
        var operations = test.World.Flash.OperationCount - begin;

        // Power that went just now is not back yet.
        RunFor(test, cut == null ? 0 : OffS + StepS, cutter);
        Assert.AreEqual(cut != null, cutter is { IsDone: true }, $"{what}: no cut");
        RunFor(test, cut == null ? 0 : 2 * ChangeS, cutter);

        var hash = Reached(test, what);
        Assert.IsTrue(hash == oldHash || hash == newHash, $"{what}: neither set, {State(test, what)}");
        var wasOld = hash == oldHash;
        for (var tries = 0; hash != newHash && tries < Tries; tries++)
        {
            headend.Send("config", Body(headend, document));
            RunFor(test, ChangeS, null);
            hash = Reached(test, what);
        }

        Assert.AreEqual(newHash, hash, $"{what}: the headend does not get what it wants, {State(test, what)}");
        Runs.AssertGood(test.Finish(), what);
        return (operations, wasOld);
    }

    private static string Reached(TestWorld test, string what)
    {
        Assert.AreEqual(UplinkState.Online, test.World.Gateway.Firmware.Uplink.State, what);
        var state = State(test, what);
        Assert.AreEqual("applied", state.GetProperty("status").GetString(), $"{what}: {state}");
        return state.GetProperty("sha256").GetString();
    }

    // The flash takes the board down with it; a board that is just starting knows nothing of it.
    private static void RunFor(TestWorld test, double seconds, Cutter cutter)
    {
        var endNs = test.World.Time.NowNs + (long)(seconds * TestWorld.SecondNs);
        while (test.World.Time.NowNs < endNs)
        {
            try
            {
                test.RunFor(StepS);
            }
            catch (SimulationException) when (test.World.Flash.IsOff)
            {
                // It started without a drive: there was no power to start with.
            }

            cutter?.Look();
        }
    }

    private static TestWorld Start(string log)
    {
        var street = Runs.Load("street");
        return new TestWorld(street with
        {
            Gateway = street.Gateway with { Id = "gw-1", TakesCommands = true, Log = log },
        }).Start();
    }

    private static string Document(TestWorld test)
    {
        var root = JsonNode.Parse(test.World.Flash.Drive('I').Files[ConfigStore.InstallerFile]).AsObject();
        root["uplink"]["stats_interval_s"] = 60;
        return root.ToJsonString();
    }

    private static string Body(Headend headend, string document) => headend.Signed(
        "config", $"{{\"do\":\"apply\",\"revision\":\"7\",\"prove_s\":300,\"document\":{document}}}");

    private static JsonElement State(TestWorld test, string what)
    {
        Assert.IsTrue(test.Broker.Model.TryGetRetained(StateTopic, out var payload), $"{what}: no state");
        return JsonDocument.Parse(payload).RootElement;
    }

    private static int Step(int fallback) => int.TryParse(
        Environment.GetEnvironmentVariable("GATEWAY_CUT_STEP"), NumberStyles.None, CultureInfo.InvariantCulture,
        out var step) && step > 0 ? step : fallback;

    /// <summary>Cuts power once, instead of an operation of the drive, over restarts of the firmware.</summary>
    private sealed class Cutter
    {
        private readonly TestWorld _test;
        private readonly long _atOperation;
        private readonly PowerCutMode _mode;
        private bool _isDown;

        public Cutter(TestWorld test, long atOperation, PowerCutMode mode)
        {
            (_test, _atOperation, _mode) = (test, atOperation, mode);
            Arm();
            test.World.Gateway.Booting += _ => Arm();
            test.World.Gateway.Ticked += _ => Look();
        }

        public bool IsDone { get; private set; }

        public void Look()
        {
            // A restart that the firmware asked for takes the drive along, too: then there is no board.
            if (_test.World.Flash.IsOff && !_isDown && !IsDone && _test.World.Flash.OperationCount >= _atOperation
                && (_test.World.Gateway.Board != null))
            {
                _isDown = true;
                var nowNs = _test.World.Time.NowNs;
                _test.World.At(nowNs, _test.World.PullPlug);
                _test.World.At(nowNs + (long)(OffS * TestWorld.SecondNs), () =>
                {
                    IsDone = true;
                    _test.World.Gateway.RestorePower();
                });
            }
        }

        private void Arm()
        {
            var left = _atOperation - _test.World.Flash.OperationCount;
            if (!_isDown && left >= 0)
            {
                _test.World.Flash.CutAfterOperations(left, _mode, new RandomStream((ulong)_atOperation));
            }
        }
    }
}
