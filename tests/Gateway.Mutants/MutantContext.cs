using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;

namespace Gateway.Mutants;

/// <summary>The tests and all of the gateway's assemblies once more, the firmware with a fault in it.</summary>
internal sealed class MutantContext(string name, byte[] firmware) : AssemblyLoadContext
{
    /// <summary>Reads the firmware's assembly of a target so that it can be changed, source lines included.</summary>
    public static ModuleDefinition ReadFirmware(Target target)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return ModuleDefinition.ReadModule(FileOf(target.Assembly), new ReaderParameters
        {
            AssemblyResolver = resolver, ReadSymbols = true, InMemory = true,
        });
    }

    /// <summary>The named and the systematic mutants of a target, in an order that the build fixes.</summary>
    public static List<Mutant> Find(ModuleDefinition module, Target target) =>
        [.. NamedMutants.Find(module, target), .. Mutator.Find(module, target)];

    /// <summary>A context with one mutant.</summary>
    /// <param name="target">Which part.</param>
    /// <param name="key">Which mutant; empty: the firmware as it is, written anew.</param>
    public static MutantContext Of(Target target, string key)
    {
        using ModuleDefinition module = ReadFirmware(target);
        List<Mutant> mutants = Find(module, target);
        if (key.Length > 0)
        {
            (mutants.Find(mutant => mutant.Key == key)
                ?? throw new ArgumentException($"{target.Name} has no mutant \"{key}\"")).Apply();
        }

        using var stream = new MemoryStream();
        module.Write(stream);
        return new MutantContext(target.Assembly, stream.ToArray());
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        return assemblyName.Name == name ? LoadFromStream(new MemoryStream(firmware))
            : assemblyName.Name!.StartsWith("Gateway.", StringComparison.Ordinal)
                ? LoadFromAssemblyPath(FileOf(assemblyName.Name))
                : null;
    }

    // Beside this program.
    private static string FileOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
}
