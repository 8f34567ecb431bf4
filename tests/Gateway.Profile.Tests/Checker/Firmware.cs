using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>
/// Compiled firmware: the same assemblies on the board and on the desktop. Types whose names are the class
/// library's (the shadows of System.IO in Gateway.Boards) count as external: the board has its own.
/// </summary>
internal sealed class Firmware : IDisposable
{
    private readonly List<ModuleDefinition> _modules = [];
    private readonly HashSet<string> _assemblies = [];
    private readonly SourceIndex _sources;

    /// <summary>Takes compiled modules with their symbols; owns them from here on.</summary>
    public Firmware(IEnumerable<ModuleDefinition> modules, SourceIndex sources)
    {
        _sources = sources;
        foreach (ModuleDefinition module in modules)
        {
            _modules.Add(module);
            _assemblies.Add(module.Assembly.Name.Name);
        }
    }

    /// <summary>The assemblies.</summary>
    public IReadOnlyList<ModuleDefinition> Modules => _modules;

    /// <summary>Every type that goes to the board, nested and compiler-made ones too.</summary>
    public IEnumerable<TypeDefinition> Types => _modules.SelectMany(TypesOf);

    /// <summary>The assemblies of this repository's firmware, all boards: one for each desktop project.</summary>
    public static string[] AssemblyNames { get; } = [.. Directory
        .GetFiles(Path.Combine(Repository.Root, "firmware"), "*.csproj", SearchOption.AllDirectories)
        .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)];

    /// <summary>The types of an assembly that go to the board.</summary>
    public static IEnumerable<TypeDefinition> TypesOf(ModuleDefinition module) => module.GetTypes()
        .Where(type => type.Name != "<Module>" && !IsLibraryName(type));

    /// <summary>The firmware as it was built beside these tests.</summary>
    public static Firmware OfThisRepository()
    {
        SourceIndex sources = new(Repository.Sources("firmware"));
        return new Firmware(AssemblyNames.Select(Read), sources);
    }

    /// <summary>An assembly beside these tests, with its symbols where it has them.</summary>
    public static ModuleDefinition Read(string assembly)
    {
        string file = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        return ModuleDefinition.ReadModule(file, new ReaderParameters
        {
            AssemblyResolver = Resolver(),
            ReadSymbols = File.Exists(Path.ChangeExtension(file, ".pdb")),
        });
    }

    /// <summary>Finds netstandard and the assemblies beside the tests.</summary>
    public static DefaultAssemblyResolver Resolver()
    {
        DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.Combine(AppContext.BaseDirectory, "ref"));
        return resolver;
    }

    /// <summary>True for a type that the firmware itself brings.</summary>
    public bool IsOwn(TypeReference type)
    {
        TypeReference leaf = type.GetElementType();
        if (leaf.IsGenericParameter || IsLibraryName(leaf))
        {
            return false;
        }

        return leaf.Scope switch
        {
            ModuleDefinition module => _modules.Contains(module),
            AssemblyNameReference name => _assemblies.Contains(name.Name),
            _ => false,
        };
    }

    /// <summary>The definition of a firmware type or null.</summary>
    public TypeDefinition OwnDefinition(TypeReference type)
    {
        if (!IsOwn(type))
        {
            return null;
        }

        // The compiler gives helpers of the same name to every assembly.
        TypeReference leaf = type.GetElementType();
        string assembly = (leaf.Scope as AssemblyNameReference)?.Name ?? leaf.Module.Assembly.Name.Name;
        return _modules.First(module => module.Assembly.Name.Name == assembly).GetType(leaf.FullName);
    }

    /// <summary>The definition of a firmware method or null.</summary>
    public MethodDefinition OwnDefinition(MethodReference method)
    {
        string name = Names.Of((MethodReference)method.GetElementMethod());
        return OwnDefinition(method.DeclaringType)?.Methods.FirstOrDefault(found => Names.Of((MethodReference)found) == name);
    }

    /// <summary>File and 1-based line of a place; ("?", 0) for what has no source.</summary>
    public (string File, int Line) Locate(Site site)
    {
        (string File, int Line) place = site.At == null ? _sources.Find(site.Owner) : Sequence(site);
        if (place.Line == 0)
        {
            place = site.At == null ? Sequence(site) : _sources.Find(site.Owner);
        }

        if (place.Line == 0)
        {
            place = _sources.Find(site.Type);
        }

        if (place.Line == 0)
        {
            place = site.Type.Methods.Select(method => Sequence(new Site(method)))
                .FirstOrDefault(found => found.Line > 0);
        }

        return place.Line == 0 ? ("?", 0) : (Repository.Relative(place.File), place.Line);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ModuleDefinition module in _modules)
        {
            module.AssemblyResolver?.Dispose();
            module.Dispose();
        }
    }

    private static bool IsLibraryName(TypeReference type)
    {
        TypeReference outer = type;
        while (outer.DeclaringType != null)
        {
            outer = outer.DeclaringType;
        }

        // Microsoft.CodeAnalysis: attributes that the compiler embeds where the class library lacks them.
        return IsBelow(outer.Namespace, "System") || IsBelow(outer.Namespace, "nanoFramework") ||
            IsBelow(outer.Namespace, "Microsoft");
    }

    private static bool IsBelow(string space, string root) =>
        space == root || space.StartsWith(root + ".", StringComparison.Ordinal);

    private static (string File, int Line) Sequence(Site site)
    {
        if (site.Owner is not MethodDefinition { HasBody: true } method)
        {
            return (null, 0);
        }

        SequencePoint best = null;
        foreach (SequencePoint point in method.DebugInformation.SequencePoints.Where(p => !p.IsHidden))
        {
            bool isBefore = site.At != null && point.Offset <= site.At.Offset;
            if (best == null || isBefore)
            {
                best = point;
            }
        }

        return best == null ? (null, 0) : (best.Document.Url, best.StartLine);
    }
}
