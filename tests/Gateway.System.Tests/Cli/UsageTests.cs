using Gateway.Simulator.Cli;

namespace Gateway.System.Tests.Cli;

/// <summary>Wrong usage through the real process: exit code 2, and a message that names what is
/// wrong.</summary>
[TestClass]
public class UsageTests
{
    private const string Scenario = """
        {
          "name": "t", "duration": "10s", "start": "2026-01-15T06:00:00Z",
          "meters": [{ "count": 1, "manufacturer": "KAM", "device_type": 7, "first_identification_number": 1,
                       "mode": "C1B", "interval_s": 5 }]
        }
        """;

    [TestMethod]
    [DataRow("--bogus", "Unrecognized command or argument '--bogus'")]
    [DataRow("decode", "Required argument 'protocol' missing")]
    [DataRow("decode zigbee 00", "protocol: \"zigbee\" is not one of wmbus, mbus")]
    [DataRow("decode wmbus no-such-file.tsv", "no-such-file.tsv: there is no such file")]
    [DataRow("decode wmbus 00 --key 0011", "--key: not 32 hex digits")]
    [DataRow("decode wmbus 00 --keys no-such-file.txt", "no-such-file.txt: there is no such file")]
    [DataRow("decode dlt645 no-such-file.tsv --compare", "no-such-file.tsv: there is no such file")]
    [DataRow("decode mbus no-such-file.tsv --compare", "no-such-file.tsv: there is no such file")]
    [DataRow("run", "scenario.json")]
    [DataRow("run SCENARIO --bogus", "Unrecognized command or argument '--bogus'")]
    [DataRow("run SCENARIO --for soon", "--for: \"soon\" is not a duration")]
    [DataRow("run SCENARIO --for 0s", "--for: \"0s\" is not a duration")]
    [DataRow("run SCENARIO --seed -1", "--seed")]
    [DataRow("run SCENARIO --speed 2", "--speed: has a meaning only with --realtime")]
    [DataRow("run SCENARIO --realtime --speed 0", "--speed: \"0\" is not a number in")]
    [DataRow("run SCENARIO --broker mqtts://localhost", "--ca: is missing: with mqtts:// the broker is always checked")]
    [DataRow("run SCENARIO --broker mqtts://localhost --ca nowhere.pem", "--ca: nowhere.pem")]
    [DataRow("run SCENARIO --broker mqtts://localhost --ca SCENARIO", "is no PEM text")]
    [DataRow("run SCENARIO --broker mqtts://localhost --ca SCENARIO --key SCENARIO", "--cert, --key: belong together")]
    [DataRow("run SCENARIO --ca SCENARIO", "have a meaning only with --broker mqtts://")]
    [DataRow("run SCENARIO --broker elsewhere",
        "--broker: \"elsewhere\" is neither none, auto, mqtt://host:port nor mqtts://host:port")]
    [DataRow("run SCENARIO --report /no-such-folder/r.json",
        "--report: /no-such-folder/r.json: there is no such folder")]
    [DataRow("replay SCENARIO", "--seed")]
    [DataRow("run no-such-file.json", "no-such-file.json: there is no such file")]
    [DataRow("feed no-such-file.tsv", "no-such-file.tsv: there is no such file")]
    [DataRow("feed FILE --as X1", "--as: \"X1\" is not one of T1, C1A, C1B")]
    [DataRow("feed FILE --as N1", "--as: \"N1\" is not one of T1, C1A, C1B, S1, LIQ")]
    [DataRow("feed FILE --chip rfm12", "--chip: \"rfm12\" is not one of cc1101, sx1276")]
    [DataRow("feed FILE --chip nrf24", "--chip: \"nrf24\" is not one of cc1101")]
    [DataRow("capacity --frames few", "--frames: \"few\" is not a whole number of at least 1000")]
    [DataRow("capacity --out /no-such-folder", "--out: /no-such-folder: there is no such folder")]
    [DataRow("feed FILE", "bad.tsv:2:3: 'Z' is not a hex digit")]
    public void Gateway_WrongUsage_SaysWhatAndExitsWithTwo(string arguments, string message)
    {
        using var folder = new TemporaryFolder();
        var words = arguments.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = words[i] switch
            {
                "SCENARIO" => folder.Write("t.json", Scenario),
                "FILE" => folder.Write("bad.tsv", "# hex\n26Z4\n"),
                _ => words[i],
            };
        }

        var (exitCode, output, errors) = GatewayProcess.Run(words);
        Assert.AreEqual(ExitCode.Usage, exitCode, errors);
        StringAssert.Contains(errors, message);
        StringAssert.StartsWith(errors, "error: ");
        Assert.AreEqual("", output);
    }

    [TestMethod]
    public void Run_BadScenario_NamesFileAndPath()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad scenario.json", Scenario.Replace("\"C1B\"", "\"C9\""));
        var (exitCode, _, errors) = GatewayProcess.Run("run", file);
        Assert.AreEqual(ExitCode.Usage, exitCode);
        StringAssert.Contains(errors, $"error: {file}: $.meters[0].mode: \"C9\" is not one of T1, C1A, C1B");
    }

    [TestMethod]
    public void Run_ScenarioIsNotJson_NamesFileLineAndColumn()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.json", "{\n  \"name\": \n}\n");
        var (exitCode, _, errors) = GatewayProcess.Run("run", file);
        Assert.AreEqual(ExitCode.Usage, exitCode);
        StringAssert.Contains(errors, $"error: {file}: line 3, column 1: not JSON");
    }

    [TestMethod]
    [DataRow("--help", "feed <file.tsv>")]
    [DataRow("run --help", "--report <out.json>")]
    [DataRow("feed --help", "--json-errors")]
    [DataRow("demo --help", "--broker")]
    [DataRow("replay --help", "--trace")]
    public void Gateway_Help_IsOnStandardOutput(string arguments, string part)
    {
        var (exitCode, output, errors) = GatewayProcess.Run(arguments.Split(' '));
        Assert.AreEqual(ExitCode.Ok, exitCode, errors);
        StringAssert.Contains(output, part);
    }
}
