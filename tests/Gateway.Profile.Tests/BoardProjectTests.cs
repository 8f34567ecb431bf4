// The board's projects cannot be built here: nanoFramework's project system is not part of the .NET SDK. So they are
// held against what can be known: the files and references of the desktop project beside each, which the compiler has
// accepted, the right packages, every assembly of the class library that is used.
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
        ("System.Device.Wifi", "nanoFramework.System.Device.Wifi", "1.5.149"),
        ("System.IO.FileSystem", "nanoFramework.System.IO.FileSystem", "1.1.93"),
        ("System.IO.Ports", "nanoFramework.System.IO.Ports", "1.1.139"),
        ("System.IO.Streams", "nanoFramework.System.IO.Streams", "1.1.96"),
        ("System.Net", "nanoFramework.System.Net", "1.11.60"),
        ("System.Net.Http.Server", "nanoFramework.System.Net.Http.Server", "1.5.210"),
        ("System.Threading", "nanoFramework.System.Threading", "1.1.52"),
    ];

    [TestMethod]
    public void NanoProjects_FilesAndProjects_AreThoseOfTheDesktopProject()
    {
        foreach (NanoProject project in NanoProject.All)
        {
            string[] files = [.. project.Files().Where(file => !IsAssemblyInfo(file))];
            string[] named = [.. project.Projects().Select(other => other.DesktopAssembly).Order(StringComparer.Ordinal)];
            string[] needed = NanoProject.DesktopReferences(project.DesktopAssembly);

            CollectionAssert.AreEqual(NanoProject.DesktopFiles(project.DesktopAssembly), files, project.Name);
            Assert.IsEmpty(needed.Except(named), project.Name + " lacks " + string.Join(", ", needed.Except(named)));

            // What a program names goes into its image, so it names all.
            string[] all = [.. project.Closure().Select(other => other.DesktopAssembly).Except([project.DesktopAssembly])];
            CollectionAssert.AreEquivalent(project.IsProgram ? all : needed, named, project.Name);
        }

        Assert.HasCount(Firmware.AssemblyNames.Length, NanoProject.All);
    }

    [TestMethod]
    public void NanoProjects_OfEachBoard_CompileEveryFileButOtherBoardsOnce()
    {
        NanoProject[] programs = [.. NanoProject.All.Where(project => project.IsProgram)];
        foreach (NanoProject program in programs)
        {
            string[] others = [.. programs.Except([program]).Select(other => other.Folder + "/")];
            string[] expected = [.. Repository.Sources("firmware").Where(file => !IsAssemblyInfo(file) &&
                !others.Any(other => file.StartsWith(other, StringComparison.Ordinal)))];
            string[] actual = [.. program.Closure().SelectMany(project => project.Files())
                .Where(file => !IsAssemblyInfo(file)).Order(StringComparer.Ordinal)];

            CollectionAssert.AreEqual(expected, actual, program.Name + ": " + string.Join(", ", expected.Except(actual)
                .Concat(actual.Except(expected)).Select(Repository.Relative)));
            Assert.IsTrue(program.Closure().All(project => project.Files().Count(IsAssemblyInfo) == 1), program.Name);
        }

        Assert.IsGreaterThan(1, programs.Length);
    }

    [TestMethod]
    public void NanoProjects_References_HavePackageAndVersion()
    {
        foreach (NanoProject project in NanoProject.All)
        {
            string root = Path.GetRelativePath(project.Folder, Repository.Root).Replace('/', '\\');
            Dictionary<string, string> packages = project.Packages();
            foreach ((string assembly, string version, string hintPath) in project.References())
            {
                (string _, string package, string packageVersion) = Packages.Single(p => p.Assembly == assembly);
                Assert.AreEqual(packageVersion + ".0", version, assembly);
                Assert.AreEqual($@"{root}\packages\{package}.{packageVersion}\lib\{assembly}.dll", hintPath, project.Name);
                Assert.AreEqual(packageVersion, packages.GetValueOrDefault(package), package + " in packages.config");
            }

            Assert.HasCount(packages.Count, project.References().ToArray(), project.Name + ": a package without reference");
        }
    }

    // What the assembly uses, what those that it names use, and what all these packages need in turn.
    [TestMethod]
    public void NanoProjects_References_AreWhatTheFirmwareNeeds()
    {
        foreach (NanoProject project in NanoProject.All)
        {
            string[] references = [.. project.References().Select(reference => reference.Assembly)];
            string[] used = UsedBy(project);
            Assert.IsEmpty(used.Except(references), project.Name + " lacks " + string.Join(", ", used.Except(references)));
            if (Repository.ApiFolder() is string folder)
            {
                string[] needed = WithNeeds(folder, used);
                CollectionAssert.AreEquivalent(needed, references, project.Name + " should have " + string.Join(", ", needed));
            }
        }
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
            string[] needs = Needs(head);
            foreach (string need in needs)
            {
                Assert.IsTrue(Packages.Any(p => p.Assembly == need), assembly + " needs " + need);
            }
        }
    }

    [TestMethod]
    public void Solution_NanoProjects_AreListedAndNeverBuilt()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "Gateway.sln"));
        foreach (NanoProject project in NanoProject.All)
        {
            string guid = project.Property("ProjectGuid");
            string path = "\"" + project.Name.Replace('/', '\\') + "\"";

            StringAssert.StartsWith(project.Property("ProjectTypeGuids"), NanoFrameworkType);
            Assert.ContainsSingle(line => line.StartsWith($"Project(\"{NanoFrameworkType}\")", StringComparison.Ordinal) &&
                line.Contains(path, StringComparison.Ordinal) && line.EndsWith($"\"{guid}\"", StringComparison.Ordinal), lines);
            Assert.HasCount(6, lines.Where(line => line.Contains(guid + ".", StringComparison.Ordinal)).ToArray(),
                project.Name + ": ActiveCfg of two configurations and three platforms");
            Assert.IsFalse(lines.Any(line => line.Contains(guid, StringComparison.Ordinal) &&
                line.Contains(".Build.0", StringComparison.Ordinal)), project.Name + ": the solution would not build");
        }
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

    private static string[] UsedBy(NanoProject project)
    {
        UsedMembers used = new();
        using Firmware firmware = new(
            project.Closure().Select(part => Firmware.Read(part.DesktopAssembly)), new SourceIndex([]));
        new ProfileChecker(new ApiRule(UsedMembers.Read(UsedMembers.FirmwareFile), used)).Check(firmware);
        return [.. used.Assemblies];
    }

    private static string[] WithNeeds(string folder, IEnumerable<string> assemblies)
    {
        SortedSet<string> all = new(StringComparer.Ordinal);
        Stack<string> open = new(assemblies);
        while (open.TryPop(out string assembly))
        {
            if (all.Add(assembly))
            {
                Array.ForEach(Needs(File.ReadLines(Path.Combine(folder, assembly + ".txt")).First()), open.Push);
            }
        }

        return [.. all];
    }

    // The first line of an API list names what its assembly needs.
    private static string[] Needs(string head) => head[(head.IndexOf("refs:", StringComparison.Ordinal) + 5)..]
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsAssemblyInfo(string file) => Path.GetFileName(file) == "AssemblyInfo.cs";
}
