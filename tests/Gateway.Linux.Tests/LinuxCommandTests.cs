// bridge linux as it is typed: exit status and words.
using System;
using System.Diagnostics;
using System.IO;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class LinuxCommandTests
{
    [TestMethod]
    public void Linux_NoSuchChip_NamesTheNodeAndFails()
    {
        using TemporaryFolder folder = new();
        string file = Write(folder, """
            { "folder": "state", "radios": [ { "spi": "/dev/spidev99.9", "fifo": 24, "sync": 25 } ] }
            """);

        (int code, string output) = Run("--config", file, "--check");

        Assert.AreEqual(1, code, output);
        Assert.Contains("error: /dev/spidev99.9: open: there is no such device", output);
    }

    [TestMethod]
    public void Linux_WrongKey_IsWrongUsage()
    {
        using TemporaryFolder folder = new();
        string file = Write(folder, """{ "folder": "state", "radio": [] }""");

        (int code, string output) = Run("--config", file);

        Assert.AreEqual(2, code, output);
        Assert.Contains($"error: {file}: radio: is not a key; known: ", output);
        (code, output) = Run();
        Assert.AreEqual(2, code);
        Assert.Contains("try: gateway bridge linux --help", output);
    }

    [TestMethod]
    public void Linux_CheckWithoutRadios_SaysWhatIsThere()
    {
        using TemporaryFolder folder = new();
        (int code, string output) = Run("--config", Write(folder, """{ "folder": "state" }"""), "--check");

        Assert.AreEqual(0, code, output);
        Assert.Contains("radio 0: linux.json has none", output);
        Assert.Contains("gateway.json: is not there", output);
    }

    private static string Write(TemporaryFolder folder, string json)
    {
        string file = folder.At("linux.json");
        File.WriteAllText(file, json);
        return file;
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        ProcessStartInfo start = new(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "gateway.dll"), "bridge", "linux", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start);
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
