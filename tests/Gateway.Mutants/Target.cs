namespace Gateway.Mutants;

/// <summary>A part of the firmware, and the tests that must notice a fault in it.</summary>
/// <param name="Name">What a person types.</param>
/// <param name="Assembly">The firmware's assembly that is changed.</param>
/// <param name="Namespaces">Whose types are changed.</param>
/// <param name="TestAssembly">Holds the tests.</param>
/// <param name="OtherChip">A chip whose tests have nothing to do with it; null: all have.</param>
/// <param name="OtherTests">Namespaces of tests of something else.</param>
internal sealed record Target(
    string Name, string Assembly, string[] Namespaces, string TestAssembly, string? OtherChip,
    params string[] OtherTests)
{
    public static IReadOnlyList<Target> All { get; } =
    [
        new("cc1101", "Gateway.Radio", ["Gateway.Radio.Cc1101"], "Gateway.Radio.Tests", "Sx1276"),
        new("sx1276", "Gateway.Radio", ["Gateway.Radio.Sx1276"], "Gateway.Radio.Tests", "Cc1101"),
        new("radio", "Gateway.Radio", ["Gateway.Radio"], "Gateway.Radio.Tests", null),
        new("link", "Gateway.Link", ["Gateway.Link.Wmbus", "Gateway.Link.LinkIq"], "Gateway.Link.Tests", null,
            "Gateway.Link.Tests.Dlt645", "Gateway.Link.Tests.MBus"),
    ];

    public static Target Of(string name) =>
        All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"\"{name}\" is no target: {string.Join(", ", All.Select(t => t.Name))}");

    /// <summary>Whether a test can say anything about this target.</summary>
    public bool Concerns(Type type, object?[] arguments) =>
        (OtherChip == null
            || (!type.Name.StartsWith(OtherChip, StringComparison.Ordinal)
                && !arguments.Any(argument => argument is Enum && argument.ToString() == OtherChip)))
        && !OtherTests.Any(other => type.FullName!.StartsWith(other, StringComparison.Ordinal));
}
