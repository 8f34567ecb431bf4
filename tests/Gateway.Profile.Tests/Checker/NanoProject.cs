using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Gateway.Profile.Tests.Checker;

/// <summary>A classic nanoFramework project: its files, references and packages, and the desktop project beside
/// it.</summary>
internal sealed class NanoProject
{
    private static readonly XNamespace Space = "http://schemas.microsoft.com/developer/msbuild/2003";
    private readonly XElement _root;

    private NanoProject(string file)
    {
        FileName = Path.GetFullPath(file);
        Folder = Path.GetDirectoryName(FileName);
        _root = XDocument.Load(FileName).Root;
    }

    /// <summary>Every project of the board's build, in the order of their paths.</summary>
    public static NanoProject[] All { get; } = [.. Directory
        .GetFiles(Path.Combine(Repository.Root, "firmware"), "*.nfproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(file => new NanoProject(file))];

    /// <summary>The project file.</summary>
    public string FileName { get; }

    /// <summary>The folder of the project.</summary>
    public string Folder { get; }

    /// <summary>Below the repository's root.</summary>
    public string Name => Repository.Relative(FileName);

    /// <summary>True for the program of a board, false for a library.</summary>
    public bool IsProgram => Property("OutputType") == "Exe";

    /// <summary>The assembly that the desktop builds from the same files.</summary>
    public string DesktopAssembly => Path.GetFileNameWithoutExtension(Directory.GetFiles(Folder, "*.csproj").Single());

    /// <summary>Firmware assemblies that the desktop project of an assembly names.</summary>
    public static string[] DesktopReferences(string assembly) => [.. XDocument.Load(DesktopFile(assembly))
        .Descendants("ProjectReference")
        .Select(item => Path.GetFileNameWithoutExtension((string)item.Attribute("Include")))
        .Where(name => Firmware.AssemblyNames.Contains(name)).Order(StringComparer.Ordinal)];

    /// <summary>Sources of the firmware that the desktop project of an assembly compiles.</summary>
    public static string[] DesktopFiles(string assembly)
    {
        string folder = Path.GetDirectoryName(DesktopFile(assembly));
        return [.. XDocument.Load(DesktopFile(assembly)).Descendants("Compile")
            .SelectMany(item => Expand(folder, (string)item.Attribute("Include"), (string)item.Attribute("Exclude")))
            .Where(file => Repository.Relative(file).StartsWith("firmware/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>A property's text.</summary>
    public string Property(string name) => _root.Descendants(Space + name).Single().Value;

    /// <summary>The sources that the project compiles, with all wildcards resolved.</summary>
    public string[] Files() => [.. _root.Descendants(Space + "Compile")
        .SelectMany(item => Expand(Folder, (string)item.Attribute("Include"), (string)item.Attribute("Exclude")))
        .Order(StringComparer.Ordinal)];

    /// <summary>The projects that this one names.</summary>
    public NanoProject[] Projects() => [.. _root.Descendants(Space + "ProjectReference")
        .Select(item => Path.GetFullPath(Path.Combine(Folder, Slashes((string)item.Attribute("Include")))))
        .Select(file => All.Single(project => project.FileName == file))];

    /// <summary>This project and all that it needs, directly or not.</summary>
    public NanoProject[] Closure() => [.. Projects().SelectMany(project => project.Closure()).Append(this).Distinct()];

    /// <summary>Assembly, version and hint path of each reference.</summary>
    public IEnumerable<(string Assembly, string Version, string HintPath)> References()
    {
        foreach (XElement item in _root.Descendants(Space + "Reference"))
        {
            string[] parts = ((string)item.Attribute("Include")).Split(", ");
            yield return (parts[0], parts[1]["Version=".Length..], item.Element(Space + "HintPath")?.Value);
        }
    }

    /// <summary>Packages of packages.config with their versions.</summary>
    public Dictionary<string, string> Packages() => XDocument.Load(Path.Combine(Folder, "packages.config")).Root
        .Elements("package").ToDictionary(item => (string)item.Attribute("id"), item => (string)item.Attribute("version"));

    private static string DesktopFile(string assembly) => Directory.GetFiles(
        Path.Combine(Repository.Root, "firmware"), assembly + ".csproj", SearchOption.AllDirectories).Single();

    // Three shapes occur: file.cs, folder/*.cs and folder/**/*.cs; the last never without leaving build output out where it
    // begins beside a project.
    private static IEnumerable<string> Expand(string from, string include, string exclude)
    {
        const string Deep = "**/*.cs";
        string path = Slashes(include);
        string full = Path.GetFullPath(Path.Combine(from, path.Replace(Deep, "").Replace("*.cs", "")));
        if (!path.Contains('*', StringComparison.Ordinal))
        {
            return [full];
        }

        bool isDeep = path.EndsWith(Deep, StringComparison.Ordinal);
        Assert.IsTrue(path.EndsWith("*.cs", StringComparison.Ordinal), "unknown shape: " + include);
        string[] files = Directory.GetFiles(full, "*.cs",
            isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly);
        string[] left = [.. (exclude ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Path.GetFullPath(Path.Combine(from, Slashes(part).Replace("**", ""))))];
        return files.Where(file => !left.Any(part => file.StartsWith(part, StringComparison.Ordinal)));
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
