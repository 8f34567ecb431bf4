using System.Reflection;
using System.Runtime.Loader;

namespace Gateway.Cost;

/// <summary>The firmware's counting copy and everything that uses it, beside what the process has loaded
/// already.</summary>
internal sealed class CountingContext : AssemblyLoadContext
{
    private readonly List<string> _methods = [];

    /// <summary>Full names of the counting methods, by their index in <see cref="Counter.ByMethod"/>.</summary>
    public IReadOnlyList<string> Methods => _methods;

    /// <inheritdoc/>
    protected override Assembly Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
        if (!assemblyName.Name.StartsWith("Gateway.", StringComparison.Ordinal))
        {
            return null;
        }

        if (!Instrumenter.Assemblies.Contains(assemblyName.Name))
        {
            return LoadFromAssemblyPath(file);
        }

        using var stream = Instrumenter.Rewrite(file, _methods);
        return LoadFromStream(stream);
    }
}
