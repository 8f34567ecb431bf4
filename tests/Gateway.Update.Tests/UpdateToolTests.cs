// update make, by what the firmware says to its manifests.
using System;
using System.IO;
using System.Text.Json;
using Gateway.Simulator.Cli;

namespace Gateway.Update.Tests;

[TestClass]
public sealed class UpdateToolTests
{
    private const string KeyHex = "000102030405060708090a0b0c0d0e0f1011";

    private readonly string _folder = Directory.CreateTempSubdirectory("update ").FullName;
    private readonly byte[] _image = TestImages.Make("2.0.0", 5000);

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_folder, true);

    [TestMethod]
    public void Make_GoodImage_PrintsAManifestThatTheFirmwareTakes()
    {
        var (code, output, errors) = Run("2.0.0", TestImages.Board, KeyHex + "\n");
        Assert.AreEqual(ExitCode.Ok, code, errors);
        Assert.IsFalse(output.Contains(KeyHex, StringComparison.OrdinalIgnoreCase));
        var json = JsonDocument.Parse(output).RootElement;
        var manifest = new UpdateManifest
        {
            Version = json.GetProperty("version").GetString(),
            Board = json.GetProperty("board").GetString(),
            ImageBytes = json.GetProperty("size").GetInt32(),
            Hash = Convert.FromHexString(json.GetProperty("sha256").GetString()),
            Mac = Convert.FromHexString(json.GetProperty("mac").GetString()),
        };
        var rig = new UpdateRig { Key = Convert.FromHexString(KeyHex) };
        rig.Boot();
        Assert.IsNull(rig.Load(manifest));
        Assert.IsNull(rig.Send(_image));
        Assert.AreEqual(UpdateState.Loaded, rig.Update.State);
    }

    [TestMethod]
    [DataRow("2.0", "esp32", KeyHex, "--version: \"2.0\" is not major.minor.patch")]
    [DataRow("2.0.0", "esp 32", KeyHex, "--board: \"esp 32\" is not 1..15 of A-Z, a-z, 0-9, _ and -")]
    [DataRow("2.0.0", "esp32", "0011", "is not one line of at least 32 hex digits")]
    [DataRow("2.0.0", "esp32", KeyHex + "0g", "is not one line of at least 32 hex digits")]
    public void Make_BadUse_SaysWhatIsWrong(string version, string board, string key, string message)
    {
        var (code, output, errors) = Run(version, board, key);
        Assert.AreEqual(ExitCode.Usage, code);
        Assert.AreEqual(string.Empty, output);
        StringAssert.Contains(errors, message);
    }

    private (int Code, string Output, string Errors) Run(string version, string board, string key)
    {
        var image = Path.Combine(_folder, "image.bin");
        var keyFile = Path.Combine(_folder, "update.key");
        File.WriteAllBytes(image, _image);
        File.WriteAllText(keyFile, key);
        var (oldOut, oldError) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            var code = CommandLine.Run(
                ["update", "make", image, "--version", version, "--board", board, "--key-file", keyFile],
                () => throw new InvalidOperationException("no simulation"));
            return (code, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(oldOut);
            Console.SetError(oldError);
        }
    }
}
