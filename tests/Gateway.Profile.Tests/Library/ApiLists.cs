using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Profile.Tests.Checker;

namespace Gateway.Profile.Tests.Library;

/// <summary>
/// The public API of the board's assemblies as the text lists beside the repository give it: a type a line, its
/// members indented below. Only what exists is read; parameter names and defaults are dropped.
/// </summary>
internal sealed class ApiLists : IApi
{
    private static readonly HashSet<string> Modifiers =
        ["static", "virtual", "abstract", "protected", "const", "readonly", "sealed", "override", "event"];

    private readonly Dictionary<string, string> _assemblies = [];
    private readonly Dictionary<string, List<string>> _parents = [];
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Reads every list of a folder.</summary>
    public ApiLists(string folder)
    {
        // System.Net.Http.Server, which the firmware refers to, has its listener from System.Net.Http: the longer
        // name comes later and stays.
        foreach (string file in Directory.GetFiles(folder, "*.txt")
            .OrderBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal))
        {
            string assembly = Path.GetFileNameWithoutExtension(file);
            string type = null;
            foreach (string line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
            {
                if (line[0] != ' ')
                {
                    type = AddType(line, assembly);
                }
                else
                {
                    AddMember(line.Trim(), type, assembly);
                }
            }
        }
    }

    /// <inheritdoc/>
    public string AssemblyOf(string name)
    {
        if (_assemblies.TryGetValue(name, out string assembly))
        {
            return assembly;
        }

        // Methods only: an enum member or a field is named by the type that declares it.
        int split = name.IndexOf("::", StringComparison.Ordinal);
        if (split < 0 || name.Contains("::.ctor(", StringComparison.Ordinal))
        {
            return null;
        }

        return Parents(name[..split]).Select(parent => AssemblyOf(parent + name[split..]))
            .FirstOrDefault(found => found != null);
    }

    /// <summary>The value of an enum member or constant as the lists write it, or null.</summary>
    public string ValueOf(string name) => _values.GetValueOrDefault(name);

    // Interfaces' members and object's are there for every type.
    private IEnumerable<string> Parents(string type)
    {
        List<string> parents = _parents.GetValueOrDefault(type);
        return parents ?? Enumerable.Empty<string>();
    }

    private string AddType(string line, string assembly)
    {
        string[] head = line.Split(" implements ");
        string[] left = head[0].Split(" : ");
        string type = Names.Keyword(left[0].Split(' ')[^1]);
        List<string> parents = [.. left.Skip(1).Select(Names.Keyword)];
        parents.AddRange(head.Skip(1).SelectMany(list => list.Split(", ")));
        if (parents.Count == 0 && type != "object")
        {
            parents.Add("object");
        }

        _assemblies[type] = assembly;
        _parents[type] = parents;
        return type;
    }

    private void AddMember(string line, string type, string assembly)
    {
        if (!line.StartsWith(type + "::", StringComparison.Ordinal))
        {
            AddField(line, assembly);
            return;
        }

        string rest = line[(type.Length + 2)..];
        int colon = rest.LastIndexOf(" : ", StringComparison.Ordinal);
        string result = TypeOf(rest[(colon + 3)..]);
        string member = rest[..colon];
        if (member.StartsWith("event ", StringComparison.Ordinal))
        {
            Note($"{type}::add_{member[6..]}({result}) : void", assembly);
            Note($"{type}::remove_{member[6..]}({result}) : void", assembly);
        }
        else if (member.EndsWith('}'))
        {
            AddProperty(member, result, type, assembly);
        }
        else
        {
            int open = member.IndexOf('(');
            string parameters = string.Join(", ", SplitParameters(member[(open + 1)..^1]).Select(ParameterType));
            Note($"{type}::{member[..open]}({parameters}) : {result}", assembly);
        }
    }

    private void AddField(string line, string assembly)
    {
        string[] sides = line.Split(" = ", 2);
        string name = sides[0].Split(" : ")[0];
        Note(name, assembly);
        if (sides.Length == 2)
        {
            _values[name] = sides[1];
        }
    }

    private void AddProperty(string member, string result, string type, string assembly)
    {
        string name = member[..member.IndexOf(" {", StringComparison.Ordinal)];
        string index = "";
        int open = name.IndexOf('[');
        if (open >= 0)
        {
            index = name[(open + 1)..^1];
            name = name[..open];
        }

        if (member.Contains("get;", StringComparison.Ordinal))
        {
            Note($"{type}::get_{name}({index}) : {result}", assembly);
        }

        if (member.Contains("set;", StringComparison.Ordinal))
        {
            string comma = index.Length == 0 ? "" : ", ";
            Note($"{type}::set_{name}({index}{comma}{result}) : void", assembly);
        }
    }

    private void Note(string name, string assembly) => _assemblies[name] = assembly;

    private static string TypeOf(string text) =>
        Names.Keyword(text.Split(' ').First(word => !Modifiers.Contains(word)));

    private static string ParameterType(string parameter)
    {
        string[] words = parameter.Split(" = ")[0].Trim().Split(' ');
        return Names.Keyword(words.First(word => word is not ("params" or "out" or "ref" or "in" or "this")));
    }

    // Commas in a default value's quotes do not separate.
    private static IEnumerable<string> SplitParameters(string text)
    {
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] is '"' or '\'';
            if (text[i] == ',' && !isQuoted)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        if (text.Trim().Length > 0)
        {
            yield return text[start..];
        }
    }
}
