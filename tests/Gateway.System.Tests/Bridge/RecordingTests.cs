// What was recorded of a run, played into the same gateway without its meters, gives the same messages, byte for byte.
using System.Text.Json.Nodes;
using Gateway.Simulator.Cli;
using Gateway.System.Tests.Cli;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Bridge;

[TestClass]
public class RecordingTests
{
    [TestMethod]
    [DataRow("street", "5m")]
    [DataRow("mbus-faults", "3m")]
    [DataRow("dlt645-faults", "3m")]
    [DataRow("diversity", "2m")]
    [DataRow("crowd", "1m")]
    public void Replay_RecordedRun_GivesTheSameRecordsAndTrace(string name, string length)
    {
        using var folder = new TemporaryFolder();
        var scenario = Path.Combine(Runs.Root(), "simulator", "scenarios", name + ".json");
        var (first, second) = (folder.PathOf("first.jsonl"), folder.PathOf("second.jsonl"));

        Run("bridge", "record", scenario, "-o", first, "--for", length, "--seed", "9");
        Run("bridge", "record", "replay:" + first, "-o", second);

        var records = Lines(first, "up");
        Assert.IsGreaterThan(2, records.Length);
        CollectionAssert.AreEqual(records, Lines(second, "up"));
        CollectionAssert.AreEqual(Lines(first, "end"), Lines(second, "end"), "trace hash");
        CollectionAssert.AreEqual(Lines(first, "air"), Lines(second, "air"));
    }

    [TestMethod]
    public void Replay_AFrameTakenOut_IsNotTheSameTrace()
    {
        using var folder = new TemporaryFolder();
        var scenario = Path.Combine(Runs.Root(), "simulator", "scenarios", "street.json");
        var first = folder.PathOf("first.jsonl");
        Run("bridge", "record", scenario, "-o", first, "--for", "1m");
        var lines = File.ReadAllLines(first).ToList();
        lines.RemoveAt(lines.FindIndex(line => line.Contains("\"ev\":\"air\"", StringComparison.Ordinal)));
        File.WriteAllLines(first, lines);

        Assert.AreEqual(ExitCode.Failed, CommandLine.Run(["bridge", "serial", "replay:" + first], () => null));
    }

    [TestMethod]
    public void Replay_RecordedAtARealBroker_GivesTheSameRecords()
    {
        Runs.RequireMosquitto();
        using var folder = new TemporaryFolder();
        var scenario = Path.Combine(Runs.Root(), "simulator", "scenarios", "street.json");
        var (first, second) = (folder.PathOf("first.jsonl"), folder.PathOf("second.jsonl"));

        Run("bridge", "record", scenario, "-o", first, "--for", "2m", "--broker", "auto");
        Run("bridge", "record", "replay:" + first, "-o", second);

        Assert.IsEmpty(Lines(first, "end"), "its trace has wall time in it");
        CollectionAssert.AreEqual(Lines(first, "up"), Lines(second, "up"));
    }

    [TestMethod]
    public void Replay_RecordingOfABoard_GivesTheSameMessages()
    {
        using var folder = new TemporaryFolder();
        var scenario = Path.Combine(Runs.Root(), "simulator", "scenarios", "street.json");
        var (run, board, again) = (folder.PathOf("run.jsonl"), folder.PathOf("board.jsonl"), folder.PathOf("again.jsonl"));
        Run("bridge", "record", scenario, "-o", run, "--for", "1m");
        File.WriteAllLines(board, File.ReadAllLines(run)
            .Select((line, i) => i > 0 ? line : "{\"format\":\"gateway-recording\",\"version\":1,\"source\":\"board\"}"));

        Run("bridge", "record", "replay:" + board, "-o", again);

        CollectionAssert.AreEqual(Messages(board), Messages(again));

        string[] Messages(string path) =>
            [.. Lines(path, "up").Select(line => line[line.IndexOf("\"ev\"", StringComparison.Ordinal)..])];
    }

    [TestMethod]
    public void Record_Street_HasAirBusAndMqtt()
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("run.jsonl");
        Run("bridge", "record",
            Path.Combine(Runs.Root(), "simulator", "scenarios", "mbus-line.json"), "-o", file, "--for", "3m");

        var events = File.ReadLines(file).Skip(1)
            .Select(line => (string)JsonNode.Parse(line)["ev"]).Distinct().Order().ToArray();
        CollectionAssert.IsSubsetOf(new[] { "bus", "end", "hello", "up" }, events);
    }

    private static void Run(params string[] args) =>
        Assert.AreEqual(ExitCode.Ok, CommandLine.Run(args, () => null), string.Join(' ', args));

    private static string[] Lines(string path, string what) =>
        [.. File.ReadLines(path).Where(line => line.Contains($"\"ev\":\"{what}\"", StringComparison.Ordinal))];
}
