using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Gateway.Profile.Tests.Checker;

/// <summary>A classic nanoFramework project: its files, references and packages.</summary>
internal sealed class NanoProject
{
    private static readonly XNamespace Space = "http://schemas.microsoft.com/developer/msbuild/2003";
    private readonly XElement _root;

    /// <summary>Reads the project of a board, for example "esp32".</summary>
    public NanoProject(string board)
    {
        Folder = Path.Combine(Repository.Root, "firmware", "boards", board);
        FileName = Directory.GetFiles(Folder, "*.nfproj").Single();
        _root = XDocument.Load(FileName).Root;
    }

    /// <summary>The project file.</summary>
    public string FileName { get; }

    /// <summary>The folder of the project.</summary>
    public string Folder { get; }

    /// <summary>A property's text.</summary>
    public string Property(string name) => _root.Descendants(Space + name).Single().Value;

    /// <summary>The sources that the project compiles, with all wildcards resolved.</summary>
    public IEnumerable<string> Files() => _root.Descendants(Space + "Compile")
        .SelectMany(item => Expand((string)item.Attribute("Include"))).Order(StringComparer.Ordinal);

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

    // Two shapes occur: folder\*.cs and folder\**\*.cs.
    private IEnumerable<string> Expand(string pattern)
    {
        const string Deep = "**/*.cs";
        string path = pattern.Replace('\\', '/');
        bool isDeep = path.EndsWith(Deep, StringComparison.Ordinal);
        string folder = isDeep ? path[..^Deep.Length] : path[..^"*.cs".Length];
        string full = Path.GetFullPath(Path.Combine(Folder, folder));
        Assert.IsTrue(path.EndsWith("*.cs", StringComparison.Ordinal), "unknown shape: " + pattern);
        return Directory.Exists(full)
            ? Directory.GetFiles(full, "*.cs", isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            : [];
    }
}
