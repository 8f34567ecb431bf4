// Runs whole worlds on the counting copy of the firmware, so that simulated time is what the executed instructions
// cost and not what a table says.
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Gateway.Cost;

/// <summary>Calls code of other assemblies among counting copies of all of the gateway's assemblies.</summary>
public static class CountingRuns
{
    private const int DearestMethods = 25;
    private static IReadOnlyList<string> _methods = [];

    /// <summary>IL-op equivalents executed since the process began: for CpuModel.ExecutedOps. Moves only in what
    /// <see cref="Call"/> runs.</summary>
    public static long ExecutedOps() => Counter.Ops;

    /// <summary>Calls a public static method. Its own assembly is loaded anew, so nothing that it does shows to the
    /// caller but what it returns.</summary>
    /// <param name="type">Declares the method; of an assembly whose name begins with Gateway.</param>
    /// <param name="method">Its name.</param>
    /// <param name="arguments">Numbers and texts.</param>
    /// <returns>Numbers and texts, or arrays of them: other types would not be those of the caller.</returns>
    public static object Call(Type type, string method, params object[] arguments)
    {
        var context = new CountingContext();
        context.LoadFromAssemblyName(typeof(CountingRuns).Assembly.GetName())
            .GetType(typeof(CountingRuns).FullName).GetMethod(nameof(Prepare)).Invoke(null, [context.Methods]);
        return context.LoadFromAssemblyName(type.Assembly.GetName())
            .GetType(type.FullName).GetMethod(method).Invoke(null, arguments);
    }

    /// <summary>The dearest methods between two states of <see cref="Counter.ByMethod"/>, for a message.</summary>
    public static string Dearest(long[] before, long[] after) => string.Join(
        '\n', Enumerable.Range(0, _methods.Count).Select(i => (Ops: after[i] - before[i], Name: _methods[i]))
            .Where(method => method.Ops > 0).OrderByDescending(method => method.Ops).Take(DearestMethods)
            .Select(method => $"{method.Ops,7} {method.Name[(method.Name.IndexOf(' ') + 1)..].Split('(')[0]}"));

    /// <summary>Called among the copies, before anything else.</summary>
    public static void Prepare(IReadOnlyList<string> methods)
    {
        _methods = methods;
        InitialiseStatics();
    }

    /// <summary>Sets all statics of the firmware up, as the board does before the first instruction of the
    /// program.</summary>
    public static void InitialiseStatics()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(CountingRuns).Assembly);
        foreach (var type in Instrumenter.Assemblies.Select(name => context.LoadFromAssemblyName(new(name)))
            .SelectMany(assembly => assembly.GetTypes()))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
    }
}
