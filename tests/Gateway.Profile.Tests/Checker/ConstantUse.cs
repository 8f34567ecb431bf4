namespace Gateway.Profile.Tests.Checker;

/// <summary>A constant or enum member named in the firmware.</summary>
/// <param name="File">Below the repository's root.</param>
/// <param name="Line">1-based.</param>
/// <param name="User">Full name of the type that uses it.</param>
/// <param name="Owner">Full name of the type that declares it, as the API lists write it.</param>
/// <param name="Name">Of the constant.</param>
/// <param name="Value">Invariant text of its value.</param>
/// <param name="IsOwn">True when the firmware declares it.</param>
internal sealed record ConstantUse(string File, int Line, string User, string Owner, string Name, string Value,
    bool IsOwn);
