// The board's project of the device tests, which cannot be built here, against what can be known: files, packages and the
// projects of the firmware that it names.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Gateway.Profile.Tests.Checker;
using Gateway.Profile.Tests.Library;
using Gateway.Profile.Tests.Rules;
using Mono.Cecil;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class DeviceProjectTests
{
    private const string Framework = "nanoFramework.TestFramework";
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "device");
    private static readonly XElement Root = XDocument.Load(Path.Combine(Folder, "Gateway.DeviceTests.nfproj")).Root;

    [TestMethod]
    public void Project_Files_AreAllOfTheFolder()
    {
        string[] patterns = [.. Includes("Compile")];
        string[] files = [.. Directory.GetFiles(Folder, "*.cs")];

        CollectionAssert.AreEqual(new[] { "*.cs", @"Properties\AssemblyInfo.cs" }, patterns);
        Assert.IsGreaterThan(8, files.Length);
        Assert.IsEmpty(Repository.Sources("tests/device").Except(files).Where(file => !file.EndsWith("AssemblyInfo.cs",
            StringComparison.Ordinal)), "a source in a folder that the project does not compile");
        foreach (string other in Includes("None"))
        {
            Assert.IsTrue(File.Exists(Path.Combine(Folder, other)), other);
        }
    }

    [TestMethod]
    public void Project_Settings_AreWhatTheLauncherWants()
    {
        Assert.AreEqual("NFUnitTest", Value("AssemblyName"), "the launcher loads it by this name");
        Assert.AreEqual("Library", Value("OutputType"));
        Assert.AreEqual("true", Value("IsTestProject"));
        Assert.AreEqual("UnitTest", Value("TestProjectType"));
        Assert.AreEqual(@"$(MSBuildProjectDirectory)\nano.runsettings", Value("RunSettingsFilePath"));
        XElement settings = XDocument.Load(Path.Combine(Folder, "nano.runsettings")).Root;
        Assert.AreEqual("False", settings.Element("nanoFrameworkAdapter").Element("IsRealHardware").Value);
        Assert.AreEqual("1", settings.Element("RunConfiguration").Element("MaxCpuCount").Value);
    }

    [TestMethod]
    public void Project_Packages_AreTheFirmwaresVersions()
    {
        Dictionary<string, string> packages = XDocument.Load(Path.Combine(Folder, "packages.config")).Root.Elements("package")
            .ToDictionary(item => (string)item.Attribute("id"), item => (string)item.Attribute("version"));
        Dictionary<string, string> firmware = [];
        foreach ((string id, string version) in NanoProject.All.SelectMany(project => project.Packages()))
        {
            firmware[id] = version;
        }

        foreach ((string id, string version) in packages.Where(package => package.Key != Framework))
        {
            Assert.AreEqual(firmware[id], version, id);
        }

        foreach (XElement reference in Items("Reference"))
        {
            string name = ((string)reference.Attribute("Include")).Split(", ")[0];
            string path = reference.Elements().First(child => child.Name.LocalName == "HintPath").Value;
            (string id, string version) = packages.Single(package => path.Contains(
                $@"\{package.Key}.{package.Value}\lib\{name}.", StringComparison.Ordinal));
            Assert.Contains($"{name}, Version={version}.0, ", (string)reference.Attribute("Include"));
            Assert.StartsWith($@"..\..\packages\{id}.", path);
        }

        if (Repository.ApiFolder() is string folder)
        {
            string head = File.ReadLines(Path.Combine(folder, Framework + ".txt")).First();
            Assert.Contains($" version {packages[Framework]}.0 ", head);
        }
    }

    /// <summary>Each assembly of the firmware and of the class library that the tests use is named.</summary>
    [TestMethod]
    public void Project_References_CoverWhatTheTestsUse()
    {
        string[] projects = [.. Includes("ProjectReference").Select(path => path.Split('\\')[^1].Replace(".nfproj", ""))];
        string[] references = [.. Includes("Reference").Select(name => name.Split(", ")[0])];
        using ModuleDefinition module = Firmware.Read("Gateway.DeviceTests");
        string[] used = [.. module.AssemblyReferences.Select(reference => reference.Name)
            .Where(name => Firmware.AssemblyNames.Contains(name))];

        CollectionAssert.AreEquivalent(used, projects);
        foreach (string path in Includes("ProjectReference"))
        {
            string file = Path.GetFullPath(Path.Combine(Folder, path.Replace('\\', '/')));
            Assert.IsFalse(NanoProject.All.Single(project => project.FileName == file).IsProgram, "has a Main of its own");
        }

        if (Repository.ApiFolder() is string folder)
        {
            UsedMembers members = new();
            using Firmware tests = new([.. Firmware.OfThisRepository().Modules, module], new SourceIndex([]));
            new ProfileChecker(new ApiRule(new ApiLists(folder), members)).Check(tests);
            string[] missing = [.. members.Assemblies
                .Intersect(["mscorlib", "nanoFramework.System.Text", Framework]).Except(references)];
            Assert.IsEmpty(missing, string.Join(", ", missing));
        }
    }

    [TestMethod]
    public void Assembly_Size_FitsIntoTheBoardsTables()
    {
        using ModuleDefinition module = Firmware.Read("Gateway.DeviceTests");
        string[] wrong = [.. new NanoImage(module).Excess()];
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public void Solution_Project_IsListedAndNeverBuilt()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "Gateway.sln"));
        string guid = Value("ProjectGuid");
        Assert.ContainsSingle(line => line.Contains(@"tests\device\Gateway.DeviceTests.nfproj", StringComparison.Ordinal)
            && line.EndsWith($"\"{guid}\"", StringComparison.Ordinal), lines);
        Assert.HasCount(6, lines.Where(line => line.Contains(guid + ".", StringComparison.Ordinal)).ToArray());
        Assert.IsFalse(lines.Any(line => line.Contains(guid, StringComparison.Ordinal)
            && line.Contains(".Build.0", StringComparison.Ordinal)), "a Build.0 line: the solution would not build");
    }

    private static IEnumerable<XElement> Items(string name) =>
        Root.Descendants().Where(item => item.Name.LocalName == name);

    private static IEnumerable<string> Includes(string name) =>
        Items(name).Select(item => (string)item.Attribute("Include"));

    private static string Value(string name) => Items(name).Single().Value;
}
