// bridge flash: the lines it prints are those of hardware-docs/flashing.md, and with --yes a nanoff that stands in for
// the real one is called with exactly them.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Gateway.Simulator.Cli.Bridge;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class FlashTests
{
    private static readonly string Page =
        File.ReadAllText(Path.Combine(FlashChecks.Repository(), "hardware-docs", "flashing.md"));

    [TestMethod]
    [DataRow("esp32", 2)]
    [DataRow("stm32", 2)]
    [DataRow("esp32", 3)]
    [DataRow("stm32", 3)]
    public void Steps_EachLine_IsThatOfThePage(string name, int major)
    {
        FlashBoard board = FlashBoard.Find(name);

        // The page shortens the image in the second column.
        string image = major == 2 ? FlashChecks.ImagePath(board) : "…";
        FlashPlan plan = new(board, "<port>", image, name == "esp32" ? "deploy.json" : null, false);

        foreach (FlashStep step in plan.Steps(major))
        {
            Assert.Contains("`" + step.Line + "`", Page, "not on the page");
        }
    }

    [TestMethod]
    public void Boards_Images_AreThoseOfTheProjects()
    {
        foreach (FlashBoard board in FlashBoard.All)
        {
            string folder = Path.Combine(FlashChecks.Repository(), "firmware", "boards", board.Folder);
            string project = Directory.GetFiles(folder, "*.nfproj").Single();
            string assembly = XDocument.Load(project).Descendants().Single(item => item.Name.LocalName == "AssemblyName").Value;
            Assert.AreEqual(assembly + ".bin", board.Image, board.Name);
        }
    }

    [TestMethod]
    public void Steps_ImageOnly_IsOneLine()
    {
        FlashPlan plan = new(FlashBoard.Find("esp32"), "/dev/ttyUSB0", "a b.bin", null, true);
        Assert.AreEqual(
            "nanoff --target ESP32_PSRAM_REV3 --serialport /dev/ttyUSB0 --deploy --image \"a b.bin\"",
            plan.Steps(2).Single().Line);
    }

    [TestMethod]
    public void FindPort_NoneOneOrMore_SaysWhich()
    {
        using TemporaryFolder folder = new();
        Assert.IsNull(FlashChecks.FindPort(folder.Path, out string problem));
        Assert.StartsWith("no board is plugged in", problem);
        File.WriteAllText(folder.At("ttyS0"), "");
        File.WriteAllText(folder.At("ttyACM0"), "");
        Assert.AreEqual(folder.At("ttyACM0"), FlashChecks.FindPort(folder.Path, out problem));
        Assert.IsNull(problem);
        File.WriteAllText(folder.At("ttyUSB1"), "");
        Assert.IsNull(FlashChecks.FindPort(folder.Path, out problem));
        Assert.Contains(folder.At("ttyACM0") + ", " + folder.At("ttyUSB1"), problem);
    }

    [TestMethod]
    public void OfConfig_Refused_HasTheFirmwaresWords()
    {
        using TemporaryFolder folder = new();
        string file = folder.At("gateway.json");
        Assert.AreEqual(file + ": there is no such file", FlashChecks.OfConfig(file));
        File.WriteAllText(file, """{"uplink":{"broker":{"port":99999}}}""");
        Assert.AreEqual(file + ": uplink.broker.port: 99999 is not in 1..65535", FlashChecks.OfConfig(file));
        File.WriteAllText(file, """{"gateway":{"id":"roof-17"}}""");
        Assert.IsNull(FlashChecks.OfConfig(file));
    }

    [TestMethod]
    [DataRow("nanoff 2.5.90", "--platform esp32 --serialport PORT --devicedetails|"
        + "--update --target ESP32_PSRAM_REV3 --serialport PORT|"
        + "--target ESP32_PSRAM_REV3 --serialport PORT --deploy --image IMAGE|--filedeployment ")]
    [DataRow(".NET nanoFramework Firmware Flasher v3.0.1+ab", "details serialport PORT|"
        + "flash target ESP32_PSRAM_REV3 serialport PORT|"
        + "deploy target ESP32_PSRAM_REV3 serialport PORT image IMAGE|deploy file ")]
    public void Flash_Yes_CallsTheToolStepByStep(string version, string expected)
    {
        using Bench bench = new(version);

        (int code, string output) = bench.Run("--yes", "--port", bench.Port, "--image", bench.Image, "--config", bench.Config);

        Assert.AreEqual(0, code, output);
        string[] calls = File.ReadAllLines(bench.Calls);
        string[] wanted = expected.Replace("PORT", bench.Port).Replace("IMAGE", bench.Image).Split('|');
        Assert.HasCount(wanted.Length, calls);
        for (int i = 0; i < wanted.Length; i++)
        {
            Assert.StartsWith(wanted[i], calls[i]);
        }

        // The file that the last call named, as it was then.
        string deployment = File.ReadAllText(bench.Calls + ".json");
        Assert.Contains(@"I:\\gateway.json", deployment);
        Assert.Contains(bench.Config, deployment);
    }

    [TestMethod]
    public void Flash_StepFails_StopsThere()
    {
        using Bench bench = new("nanoff 2.5.90", failsAt: "--update");

        (int code, string output) = bench.Run("--yes", "--port", bench.Port, "--image", bench.Image);

        Assert.AreEqual(1, code);
        Assert.Contains("nanoff ended with 7; nothing behind this step was done", output);
        Assert.HasCount(2, File.ReadAllLines(bench.Calls));
    }

    [TestMethod]
    public void Flash_WithoutYes_PrintsAndTouchesNothing()
    {
        using Bench bench = new("nanoff 2.5.90");

        (int code, string output) = bench.Run("--port", bench.Port, "--image", bench.Image);

        Assert.AreEqual(0, code, output);
        Assert.Contains("everything is there; --yes does it", output);
        Assert.Contains($"nanoff --update --target ESP32_PSRAM_REV3 --serialport {bench.Port}", output);
        Assert.IsFalse(File.Exists(bench.Calls));
    }

    [TestMethod]
    public void Flash_NothingThere_NamesAllAndDoesNothing()
    {
        using Bench bench = new(null);

        (int code, string output) = bench.Run("--yes", "--port", "/dev/ttyNOT", "--image", "/no/image.bin");

        Assert.AreEqual(1, code);
        Assert.Contains("error: /dev/ttyNOT: is not there", output);
        Assert.Contains("error: nanoff is not installed: dotnet tool install -g nanoff", output);
        Assert.Contains("error: /no/image.bin: is not there", output);
        Assert.AreEqual(0, bench.Run("--print", "--board", "stm32").Code);
        Assert.AreEqual(2, bench.Run("--board", "avr").Code);
    }

    /// <summary>The program with a PATH of its own, and a tool on it that notes how it was called.</summary>
    private sealed class Bench : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Bench(string version, string failsAt = "-")
        {
            File.WriteAllText(Image, "image");
            File.WriteAllText(Port, "");
            File.WriteAllText(Config, """{"gateway":{"id":"roof-17"}}""");
            if (version != null)
            {
                string tool = _folder.At("nanoff");
                File.WriteAllText(tool, $"""
                    #!/bin/sh
                    if [ "$1" = --version ]; then echo '{version}'; exit 0; fi
                    echo "$*" >> '{Calls}'
                    for last; do :; done
                    case "$last" in *.json) /bin/cat "$last" > '{Calls}.json' ;; esac
                    [ "$1" != {failsAt} ] || exit 7
                    """);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
                }
            }
        }

        public string Port => _folder.At("ttyUSB9");

        public string Image => _folder.At("image.bin");

        public string Config => _folder.At("gateway.json");

        public string Calls => _folder.At("calls");

        public (int Code, string Output) Run(params string[] arguments)
        {
            ProcessStartInfo start = new("dotnet",
                [Path.Combine(AppContext.BaseDirectory, "gateway.dll"), "bridge", "flash", .. arguments])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            start.Environment["PATH"] = _folder.Path;
            start.Environment["HOME"] = _folder.Path;
            using Process process = Process.Start(start);
            string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }

        public void Dispose() => _folder.Dispose();
    }
}
