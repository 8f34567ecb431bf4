// What a headend types, as processes of their own, against a real mosquitto with a simulated gateway behind it.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Gateway.Simulator.Cli;
using Gateway.Simulator.Network;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;
using Gateway.System.Tests.Tls;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Cli;

[TestClass]
public class HeadendCommandTests
{
    private const string NewVersion = "9.8.7";
    private const long SecondNs = 1_000_000_000;
    private const long StepNs = SecondNs / 20;

    // Commands expire two minutes after they were made, by the wall clock: the gateway's may be ahead of it by less.
    private const long MostAheadNs = 60 * SecondNs;
    private const long Unpaced = 24 * 3600 * SecondNs;

    [TestMethod]
    public void UpdateMakeAndPush_OverMosquitto_NewVersionProvesItself()
    {
        using var folder = new TemporaryFolder();
        var image = Image(folder, 9);
        var key = folder.Write("update.key", ScenarioGateway.UpdateKey);
        var manifest = Manifest(folder, image, key);
        using var world = World(out var url);
        var (code, output, errors) = RunBeside(
            world, MostAheadNs, "update", "push", image, manifest, "--broker", url, "--gateway", "gw-1", "--command-key-file",
            folder.Write("command.key", ScenarioGateway.CommandKey));
        Assert.AreEqual(ExitCode.Ok, code, output + errors);
        StringAssert.Contains(output, "confirmed");
        Assert.AreEqual(NewVersion, world.Slots.RunningVersion);
    }

    [TestMethod]
    [DataRow("command.key", "unauthorised")]
    [DataRow("update.key", "failed: mac: is wrong")]
    public void UpdatePush_WrongKey_FailsAndSaysWhy(string wrong, string reason)
    {
        const string Other = "00112233445566778899AABBCCDDEEFF";
        using var folder = new TemporaryFolder();
        var image = Image(folder, 9);
        var key = folder.Write("update.key", wrong == "update.key" ? Other : ScenarioGateway.UpdateKey);
        var manifest = Manifest(folder, image, key);
        using var world = World(out var url);
        var (code, output, errors) = RunBeside(
            world, MostAheadNs, "update", "push", image, manifest, "--broker", url, "--gateway", "gw-1", "--command-key-file",
            folder.Write("command.key", wrong == "command.key" ? Other : ScenarioGateway.CommandKey));
        Assert.AreEqual(ExitCode.Failed, code, output + errors);
        StringAssert.Contains(output + errors, reason);
        Assert.AreEqual(Core.FirmwareInfo.Version, world.Slots.RunningVersion);
    }

    [TestMethod]
    public void Survey_Csv_HasALineForEachMeterOnTheAir()
    {
        using var world = World(out var url);
        var (code, output, errors) = RunBeside(
            world, Unpaced, "survey", "--broker", url, "--gateway", "gw-1", "--minutes", "2", "--csv");
        Assert.AreEqual(ExitCode.Ok, code, output + errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual("meter,count,bad_crc,verified,rssi_dbm,last_s,mode,foff_hz,encrypted,list", lines[0].Trim());
        var rows = lines.Skip(1).Select(line => line.Trim().Split(',')).ToList();
        Assert.IsTrue(rows.All(row => row.Length == 10 && int.Parse(row[1], null) >= 0 && row[6] is "T1" or "C1"), output);
        var meters = world.Scene.Meters.Select(meter => meter.Identity.ToString()).ToList();
        Assert.IsGreaterThan(30, rows.Count(row => row[3] == "true"));
        Assert.IsGreaterThan(30, rows.Count(row => meters.Any(meter => meter.Contains(row[0][4..12], StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Survey_JsonLines_AreTheAnswersEntries()
    {
        using var world = World(out var url);
        var (code, output, errors) = RunBeside(
            world, Unpaced, "survey", "--broker", url, "--gateway", "gw-1", "--minutes", "1");
        Assert.AreEqual(ExitCode.Ok, code, output + errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.IsGreaterThan(15, lines.Length);
        foreach (var line in lines)
        {
            Assert.IsGreaterThan(-120, JsonDocument.Parse(line).RootElement.GetProperty("rssi_dbm").GetInt32());
        }
    }

    [TestMethod]
    [DataRow("0", "--minutes: 0 is not in 1..240")]
    [DataRow("241", "--minutes: 241 is not in 1..240")]
    public void Survey_MinutesOutOfRange_IsWrongUsage(string minutes, string error)
    {
        var (code, _, errors) = GatewayProcess.Run(
            "survey", "--broker", "mqtt://127.0.0.1:1", "--gateway", "gw-1", "--minutes", minutes);
        Assert.AreEqual(ExitCode.Usage, code);
        StringAssert.Contains(errors, error);
    }

    [TestMethod]
    public void Survey_NoBroker_FailsAndNamesIt()
    {
        var port = MosquittoProcess.FindFreePort();
        var (code, _, errors) = GatewayProcess.Run(
            "survey", "--broker", $"mqtt://127.0.0.1:{port}", "--gateway", "gw-1");
        Assert.AreEqual(ExitCode.Failed, code);
        StringAssert.Contains(errors, $"no broker at mqtt://127.0.0.1:{port}");
    }

    /// <summary>The example script signs as the gateway checks.</summary>
    [TestMethod]
    [DataRow("schedule", "{}", "", 0, "\"jobs\":[")]
    [DataRow("control", "{\"port\": \"mbus1\", \"meter\": \"p7\", \"action\": \"disconnect\", \"who\": \"Jürgen\"}",
        ScenarioGateway.CommandKey, 0, "\"state\":\"Disconnected\"")]
    [DataRow("control", "{\"port\": \"mbus1\", \"meter\": \"p7\", \"action\": \"disconnect\", \"who\": \"w\"}",
        "00112233445566778899AABBCCDDEEFF", 1, "\"code\":\"unauthorised\"")]
    public void CommandExample_OverMosquitto_PrintsTheAnswer(string name, string body, string key, int code, string answer)
    {
        if (!HasPython())
        {
            Assert.Inconclusive("needs python3");
        }

        using var world = World(out var url, "mbus-250-9600");
        var script = Path.Combine(Runs.Root(), "hostbridge", "examples", "command.py");
        string[] arguments =
            [script, "gw-1", name, body, "--host", "127.0.0.1", "--port", new Uri(url).Port.ToString(CultureInfo.InvariantCulture)];
        var (result, output, errors) = RunBeside(world, MostAheadNs / 6, () => GatewayProcess.RunProgram(
            "python3", key.Length == 0 ? arguments : [.. arguments, "--key", key]));
        Assert.AreEqual(code, result, output + errors);
        StringAssert.Contains(output, answer);
    }

    private static bool HasPython()
    {
        try
        {
            return GatewayProcess.RunProgram("python3", "--version").ExitCode == 0;
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Image(TemporaryFolder folder, byte seed)
    {
        var payload = new byte[20_000];
        new RandomStream(seed).NextBytes(payload);
        var file = folder.Write("image.bin", "");
        File.WriteAllBytes(file, FirmwareImage.Make(Version.Parse(NewVersion), payload));
        return file;
    }

    private static string Manifest(TemporaryFolder folder, string image, string key)
    {
        var (code, output, errors) = GatewayProcess.Run(
            "update", "make", image, "--version", NewVersion, "--board", "esp32", "--key-file", key);
        Assert.AreEqual(ExitCode.Ok, code, errors);
        return folder.Write("manifest.json", output);
    }

    private static GatewayWorld World(out string url, string scenario = "street")
    {
        Runs.RequireMosquitto();
        var street = Runs.Load(scenario);
        var now = DateTime.UtcNow;
        var process = MosquittoProcess.Start();
        url = $"mqtt://127.0.0.1:{process.Port}";
        var world = new GatewayWorld(
            street with
            {
                StartUtc = new DateTime(now.Year, now.Month, now.Day, now.Hour, now.Minute, now.Second, DateTimeKind.Utc),
                Gateway = street.Gateway with { Id = "gw-1", HasTwoSlots = true },
            },
            1, new CpuModel(), (time, random) => new TlsBrokerSide(time, random.Get("network"), process, null), null);
        world.Start();
        return world;
    }

    // The gateway lives while the program runs, ahead of the wall clock but not by more than that.
    private static (int Code, string Output, string Errors) RunBeside(
        GatewayWorld world, long mostAheadNs, params string[] arguments) =>
        RunBeside(world, mostAheadNs, () => GatewayProcess.Run(arguments));

    private static (int Code, string Output, string Errors) RunBeside(
        GatewayWorld world, long mostAheadNs, Func<(int Code, string Output, string Errors)> program)
    {
        var watch = Stopwatch.StartNew();
        world.RunUntil(10 * SecondNs);
        var run = Task.Run(program);
        while (!run.Wait(1))
        {
            var limitNs = (watch.ElapsedTicks * SecondNs / Stopwatch.Frequency) + mostAheadNs;
            world.RunUntil(Math.Max(world.Time.NowNs, Math.Min(world.Time.NowNs + StepNs, limitNs)));
            world.Broker.Poll();
        }

        return run.Result;
    }
}
