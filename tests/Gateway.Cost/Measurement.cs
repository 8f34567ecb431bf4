using System.Reflection;

namespace Gateway.Cost;

/// <summary>Measures every case of <see cref="CaseList"/> on a counting copy of the firmware.</summary>
public static class Measurement
{
    /// <summary>Name and IL-op equivalents of each figure, in the order of the table.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Run() =>
        (KeyValuePair<string, double>[])InContext(nameof(CaseList.Measure), out _);

    /// <summary>Which methods a received T1 frame costs what, start of the driver included, the dearest
    /// first.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> ProfileFrame()
    {
        var ops = (long[])InContext(nameof(CaseList.ProfileFrame), out var names);
        return
        [
            .. names.Select((name, method) => new KeyValuePair<string, double>(name, ops[method]))
                .Where(figure => figure.Value > 0).OrderByDescending(figure => figure.Value),
        ];
    }

    private static object InContext(string method, out IReadOnlyList<string> names)
    {
        var context = new CountingContext();
        var copy = context.LoadFromAssemblyName(typeof(Measurement).Assembly.GetName());
        var result = copy.GetType(typeof(CaseList).FullName).GetMethod(method).Invoke(null, null);
        names = context.Methods;
        return result;
    }
}
