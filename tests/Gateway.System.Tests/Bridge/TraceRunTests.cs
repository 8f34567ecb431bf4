// What a board behind a bridge tells of its radios and lines, against what the simulated world knows of them.
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Bridge;
using Gateway.Bridge.Recording;
using Gateway.Link;
using Gateway.Simulator.Cli;
using Gateway.System.Tests.Cli;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Bridge;

[TestClass]
public class TraceRunTests
{
    [TestMethod]
    public void Trace_Street_HasEveryGoodFrameAndCostsNoTelegram()
    {
        using var rig = new BridgeRig(3, wantsTrace: true);
        var items = new List<TraceItem>();
        rig.Bridge.TraceCame += items.Add;
        HashSet<string> telegrams = [];
        rig.World.Deliveries.RecordArrived += (json, _) => telegrams.Add((string)JsonNode.Parse(json)["telegram"]);
        rig.RunFor(60);
        var before = rig.World.Gateway.Firmware.Lines[0].Counters.Total(LinkStatus.Ok);
        var known = items.OfType<TraceItem.Frame>().Count(frame => frame.Status == "ok");
        telegrams.Clear();
        rig.RunFor(300);

        var heard = rig.World.Gateway.Firmware.Lines[0].Counters.Total(LinkStatus.Ok) - before;
        var good = items.OfType<TraceItem.Frame>().Where(frame => frame.Status == "ok").ToList();
        Assert.IsGreaterThan(400L, heard);
        Assert.IsLessThanOrEqualTo(2L, Math.Abs(heard - (good.Count - known)), "two may be under way");
        Assert.IsEmpty(items.OfType<TraceItem.Missing>());
        Assert.IsEmpty(telegrams.Except(good.Select(frame => Convert.ToHexString(frame.Bytes))));
        Runs.AssertGood(rig.Finish());
    }

    [TestMethod]
    public void Trace_CableWithErrors_LosesNoRecord()
    {
        using var rig = new BridgeRig(5, wantsTrace: true);
        var items = new List<TraceItem>();
        rig.Bridge.TraceCame += items.Add;
        rig.RunFor(20);
        rig.World.Cable.FlipRate = rig.World.Cable.LossRate = 0.001;
        rig.RunFor(240);
        rig.World.Cable.FlipRate = rig.World.Cable.LossRate = 0;
        rig.RunFor(60);

        Assert.IsGreaterThan(0, items.OfType<TraceItem.Missing>().Sum(one => one.Damaged));
        Runs.AssertGood(rig.Finish());
    }

    [TestMethod]
    public void Trace_WiredLine_HasRequestsAndRepliesByteForByte()
    {
        using var rig = new BridgeRig(3, name: "mbus-line", wantsTrace: true);
        var told = (Gateway: new StringBuilder(), Meter: new StringBuilder());
        var sent = (Gateway: new StringBuilder(), Meter: new StringBuilder());
        var missing = 0;
        rig.Bridge.TraceCame += item =>
        {
            missing += item is TraceItem.Missing ? 1 : 0;
            if (item is TraceItem.Bus bus)
            {
                Assert.AreEqual("mbus1", bus.Line);
                (bus.IsFromMeter ? told.Meter : told.Gateway).Append(Convert.ToHexString(bus.Bytes));
            }
        };
        rig.World.Lines[0].Bus.MasterSent += bytes => sent.Gateway.Append(Convert.ToHexString(bytes));
        rig.World.Lines[0].Bus.DeviceSending += (bytes, _, _) => sent.Meter.Append(Convert.ToHexString(bytes));
        rig.RunFor(700);

        Assert.AreEqual(0, missing);
        Assert.IsGreaterThan(1_000, sent.Gateway.Length);
        Assert.AreEqual(sent.Gateway.ToString(), told.Gateway.ToString());

        // This line echoes what the gateway sends, and loses bytes: replies are in it as they were read.
        Assert.IsGreaterThan(sent.Meter.Length, told.Meter.Length);
    }

    [TestMethod]
    public void Replay_RecordedBoard_GivesTheSameMessagesAndEvents()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (folder.PathOf("first.jsonl"), folder.PathOf("second.jsonl"));
        using (var rig = new BridgeRig(3, name: "mbus-line", wantsTrace: true))
        using (var writer = new RecordingWriter(
            new StreamWriter(first), new JsonObject { ["source"] = "board", ["port"] = "sim" }))
        {
            rig.Bridge.Joined += (hello, connect) => Write("hello", BoardRecorder.Fields(hello, connect));
            rig.Bridge.Taken += message => Write("up", RecordingWriter.Fields(message));
            rig.Bridge.TraceCame += item => Write(BoardRecorder.Name(item), BoardRecorder.Fields(item));
            rig.RunFor(120);

            void Write(string what, JsonObject fields) => writer.Write(rig.World.Time.NowNs, what, fields);
        }

        Assert.AreEqual(
            ExitCode.Ok, CommandLine.Run(["bridge", "record", "replay:" + first, "-o", second], () => null));

        Assert.IsGreaterThan(50, Lines(first, "bus").Length);
        CollectionAssert.AreEqual(Lines(first, "up"), Lines(second, "up"));
        CollectionAssert.AreEqual(Lines(first, "bus"), Lines(second, "bus"));
        CollectionAssert.AreEqual(Lines(first, "radio"), Lines(second, "radio"));
    }

    private static string[] Lines(string path, string what) =>
        [.. File.ReadLines(path).Where(line => line.Contains($"\"ev\":\"{what}\"", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("\"ev\"", StringComparison.Ordinal)..])];
}
