// The board projects cannot be built here: nanoFramework's project system is not part of the .NET SDK. So they are
// held against what can be known: all files, the right packages, every assembly that the firmware uses.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Profile.Tests.Checker;
using Gateway.Profile.Tests.Library;
using Gateway.Profile.Tests.Rules;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class BoardProjectTests
{
    private const string NanoFrameworkType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

    // Assembly, package, version: one set that was released together.
    private static readonly (string Assembly, string Package, string Version)[] Packages =
    [
        ("mscorlib", "nanoFramework.CoreLibrary", "1.17.11"),
        ("nanoFramework.Hardware.Esp32", "nanoFramework.Hardware.Esp32", "1.6.40"),
        ("nanoFramework.Hardware.Stm32", "nanoFramework.Hardware.Stm32", "1.10.37"),
        ("nanoFramework.M2Mqtt", "nanoFramework.M2Mqtt", "5.1.220"),
        ("nanoFramework.M2Mqtt.Core", "nanoFramework.M2Mqtt.Core", "5.1.220"),
        ("nanoFramework.Networking.Sntp", "nanoFramework.Networking.Sntp", "1.6.42"),
        ("nanoFramework.Runtime.Events", "nanoFramework.Runtime.Events", "1.11.39"),
        ("nanoFramework.Runtime.Native", "nanoFramework.Runtime.Native", "1.7.11"),
        ("nanoFramework.System.Collections", "nanoFramework.System.Collections", "1.5.75"),
        ("nanoFramework.System.Text", "nanoFramework.System.Text", "1.3.42"),
        ("System.Device.Gpio", "nanoFramework.System.Device.Gpio", "1.1.62"),
        ("System.Device.Spi", "nanoFramework.System.Device.Spi", "1.3.89"),
        ("System.IO.FileSystem", "nanoFramework.System.IO.FileSystem", "1.1.93"),
        ("System.IO.Ports", "nanoFramework.System.IO.Ports", "1.1.139"),
        ("System.IO.Streams", "nanoFramework.System.IO.Streams", "1.1.96"),
        ("System.Net", "nanoFramework.System.Net", "1.11.60"),
        ("System.Net.Http.Server", "nanoFramework.System.Net.Http.Server", "1.5.210"),
        ("System.Threading", "nanoFramework.System.Threading", "1.1.52"),
    ];

    [TestMethod]
    [DataRow("esp32", "stm32")]
    [DataRow("stm32", "esp32")]
    public void NanoProject_Files_AreAllOfTheFirmwareButOtherBoards(string board, string other)
    {
        string[] expected = [.. Repository.Sources("firmware").Where(file =>
            !Repository.Relative(file).StartsWith("firmware/boards/" + other + "/", StringComparison.Ordinal))];
        string[] actual = [.. new NanoProject(board).Files().Where(file => !IsBuildOutput(file))];

        string[] missing = [.. expected.Except(actual).Select(Repository.Relative)];
        string[] extra = [.. actual.Except(expected).Select(Repository.Relative)];
        Assert.IsEmpty(missing, "not compiled for the board: " + string.Join(", ", missing));
        Assert.IsEmpty(extra, "compiled for the board only: " + string.Join(", ", extra));
        Assert.HasCount(actual.Length, actual.Distinct().ToArray(), "a file twice");
    }

    [TestMethod]
    [DataRow("esp32")]
    [DataRow("stm32")]
    public void NanoProject_References_HavePackageAndVersion(string board)
    {
        NanoProject project = new(board);
        Dictionary<string, string> packages = project.Packages();
        foreach ((string assembly, string version, string hintPath) in project.References())
        {
            (string _, string package, string packageVersion) = Packages.Single(p => p.Assembly == assembly);
            Assert.AreEqual(packageVersion + ".0", version, assembly);
            Assert.AreEqual($@"..\..\..\packages\{package}.{packageVersion}\lib\{assembly}.dll", hintPath);
            Assert.AreEqual(packageVersion, packages.GetValueOrDefault(package), package + " in packages.config");
        }

        Assert.HasCount(packages.Count, project.References().ToArray(), "a package that nothing refers to");
    }

    [TestMethod]
    [DataRow("esp32", "Gateway.Board.Esp32")]
    [DataRow("stm32", "Gateway.Board.Stm32")]
    public void NanoProject_References_CoverWhatTheFirmwareUses(string board, string assembly)
    {
        string[] references = [.. new NanoProject(board).References().Select(reference => reference.Assembly)];
        UsedMembers used = new();
        using Firmware firmware = new(
            new[] { "Gateway.Firmware", "Gateway.Boards", assembly }.Select(Firmware.Read), new SourceIndex([]));
        new ProfileChecker(new ApiRule(UsedMembers.Read(UsedMembers.FirmwareFile), used)).Check(firmware);

        string[] missing = [.. used.Assemblies.Except(references)];
        Assert.IsEmpty(missing, string.Join(", ", missing));
        Assert.Contains("mscorlib", used.Assemblies.ToArray());
    }

    [TestMethod]
    public void NanoProject_PackageTable_IsTheListsVersions()
    {
        if (Repository.ApiFolder() is not string folder)
        {
            Assert.Inconclusive("../shared/api is not there");
            return;
        }

        foreach ((string assembly, string package, string version) in Packages)
        {
            string head = File.ReadLines(Path.Combine(folder, assembly + ".txt")).First();
            StringAssert.StartsWith(head, $"# assembly {assembly}  package {package}  version {version}.0 ");
            string[] needs = [.. head[(head.IndexOf("refs:", StringComparison.Ordinal) + 5)..]
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            foreach (string need in needs)
            {
                Assert.IsTrue(Packages.Any(p => p.Assembly == need), assembly + " needs " + need);
            }
        }
    }

    [TestMethod]
    [DataRow("esp32")]
    [DataRow("stm32")]
    public void Solution_NanoProject_IsListedAndNeverBuilt(string board)
    {
        NanoProject project = new(board);
        string guid = project.Property("ProjectGuid");
        string path = Path.GetRelativePath(Repository.Root, project.FileName).Replace('/', '\\');
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "Gateway.sln"));

        StringAssert.StartsWith(project.Property("ProjectTypeGuids"), NanoFrameworkType);
        Assert.ContainsSingle(line => line.StartsWith($"Project(\"{NanoFrameworkType}\")", StringComparison.Ordinal) &&
            line.Contains(path, StringComparison.Ordinal) && line.EndsWith($"\"{guid}\"", StringComparison.Ordinal), lines);
        Assert.HasCount(6, lines.Where(line => line.Contains(guid + ".", StringComparison.Ordinal)).ToArray(),
            "ActiveCfg of two configurations and three platforms");
        Assert.IsFalse(lines.Any(line => line.Contains(guid, StringComparison.Ordinal) &&
            line.Contains(".Build.0", StringComparison.Ordinal)), "a Build.0 line: the solution would not build");
    }

    [TestMethod]
    public void Solution_DesktopProjects_AreAllListed()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "Gateway.sln"));
        string[] folders = ["firmware", "hostbridge", "simulator", "tests"];
        string[] missing = [.. folders
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj",
                SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('/', '\\'))
            .Where(path => !solution.Contains("\"" + path + "\"", StringComparison.Ordinal))];

        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    private static bool IsBuildOutput(string file) =>
        Repository.Relative(file).Split('/').Any(part => part is "obj" or "bin");
}
