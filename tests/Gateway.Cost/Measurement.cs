using System.Reflection;

namespace Gateway.Cost;

/// <summary>Measures every case of <see cref="CaseList"/> on a counting copy of the firmware.</summary>
public static class Measurement
{
    /// <summary>Name and IL-op equivalents of each figure, in the order of the table.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Run() =>
        (KeyValuePair<string, double>[])InContext(nameof(CaseList.Measure), out _);

    /// <summary>What <see cref="Profile"/> can look into.</summary>
    public static IReadOnlyList<string> Profiles => CaseList.Profiles;

    /// <summary>Which methods a piece of work costs what, the dearest first.</summary>
    /// <param name="work">One of <see cref="Profiles"/>.</param>
    public static IReadOnlyList<KeyValuePair<string, double>> Profile(string work)
    {
        var ops = (double[])InContext(nameof(CaseList.Profile), out var names, work);
        return
        [
            .. names.Select((name, method) => new KeyValuePair<string, double>(name, ops[method]))
                .Where(figure => figure.Value > 0).OrderByDescending(figure => figure.Value),
        ];
    }

    private static object InContext(string method, out IReadOnlyList<string> names, params object[] arguments)
    {
        var context = new CountingContext();
        var copy = context.LoadFromAssemblyName(typeof(Measurement).Assembly.GetName());
        var result = copy.GetType(typeof(CaseList).FullName).GetMethod(method).Invoke(null, arguments);
        names = context.Methods;
        return result;
    }
}
