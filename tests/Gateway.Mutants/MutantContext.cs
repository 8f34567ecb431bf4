using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;

namespace Gateway.Mutants;

/// <summary>The tests and all of the gateway's assemblies once more, the firmware with a fault in it.</summary>
internal sealed class MutantContext(byte[] firmware) : AssemblyLoadContext
{
    public const string FirmwareName = "Gateway.Firmware";

    /// <summary>The compiled firmware beside this program.</summary>
    public static string FirmwareFile => Path.Combine(AppContext.BaseDirectory, FirmwareName + ".dll");

    /// <summary>Reads the firmware so that it can be changed, source lines included.</summary>
    public static ModuleDefinition ReadFirmware()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return ModuleDefinition.ReadModule(FirmwareFile, new ReaderParameters
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
        using ModuleDefinition module = ReadFirmware();
        List<Mutant> mutants = Find(module, target);
        if (key.Length > 0)
        {
            (mutants.Find(mutant => mutant.Key == key)
                ?? throw new ArgumentException($"{target.Name} has no mutant \"{key}\"")).Apply();
        }

        using var stream = new MemoryStream();
        module.Write(stream);
        return new MutantContext(stream.ToArray());
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
        return assemblyName.Name == FirmwareName ? LoadFromStream(new MemoryStream(firmware))
            : assemblyName.Name!.StartsWith("Gateway.", StringComparison.Ordinal) ? LoadFromAssemblyPath(file)
            : null;
    }
}
