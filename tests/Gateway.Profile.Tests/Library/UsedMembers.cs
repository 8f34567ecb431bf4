using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Profile.Tests.Checker;

namespace Gateway.Profile.Tests.Library;

/// <summary>
/// The members of the class library that the firmware uses, one a line: assembly, space, name. As a file it lets
/// the checks run without the full lists.
/// </summary>
internal sealed class UsedMembers : IApi
{
    private readonly SortedDictionary<string, string> _members = new(System.StringComparer.Ordinal);

    /// <summary>What the firmware uses.</summary>
    public static readonly string FirmwareFile = Path.Combine(Repository.Project, "api", "used-members.txt");

    /// <summary>What the samples of this project use and the board has.</summary>
    public static readonly string SampleFile = Path.Combine(Repository.Project, "api", "sample-members.txt");

    /// <summary>The lines of the file, in order.</summary>
    public IEnumerable<string> Lines => _members
        .Select(pair => (pair.Value ?? "?") + " " + pair.Key).Order(System.StringComparer.Ordinal);

    /// <summary>The assemblies that the board project must reference.</summary>
    public IEnumerable<string> Assemblies => _members.Values.Distinct().Order(System.StringComparer.Ordinal);

    /// <summary>Each name with its assembly.</summary>
    public IReadOnlyDictionary<string, string> All => _members;

    /// <summary>Reads the file.</summary>
    public static UsedMembers Read(string file)
    {
        UsedMembers members = new();
        foreach (string line in File.ReadLines(file).Where(line => !line.StartsWith('#')))
        {
            int space = line.IndexOf(' ');
            members.Add(line[..space], line[(space + 1)..]);
        }

        return members;
    }

    /// <summary>Notes a use.</summary>
    public void Add(string assembly, string name) => _members[name] = assembly;

    /// <inheritdoc/>
    public string AssemblyOf(string name) => _members.GetValueOrDefault(name);

    /// <summary>Writes the file.</summary>
    public void Write(string file)
    {
        string[] head =
        [
            "# Types and members of the nanoFramework class library that are used: assembly, name.",
            "# Compared by Gateway.Profile.Tests; rewritten by it with GATEWAY_UPDATE=1.",
        ];
        File.WriteAllText(file, string.Join('\n', head.Concat(Lines)) + "\n");
    }
}
