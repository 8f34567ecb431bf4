namespace Gateway.Cost;

/// <summary>Collects figures in order.</summary>
internal sealed class Figures
{
    private readonly List<KeyValuePair<string, double>> _list = [];

    /// <summary>Adds a figure: IL-op equivalents, or what the name says.</summary>
    public void Add(string name, double ops) => _list.Add(new(name, Math.Round(ops, 2)));

    public KeyValuePair<string, double>[] ToArray() => [.. _list];
}
