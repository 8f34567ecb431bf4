namespace Gateway.Profile.Tests.Checker;

/// <summary>One breach of a rule.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="File">Path below the repository's root, or of the sample; "?" where none is known.</param>
/// <param name="Line">1-based; 0 where none is known.</param>
/// <param name="Member">The firmware member that does it.</param>
/// <param name="What">What it does.</param>
internal sealed record Violation(string Rule, string File, int Line, string Member, string What)
{
    /// <summary>As compilers write it, so that editors jump there.</summary>
    public override string ToString() => $"{File}:{Line}: {Rule}: {What} (in {Member})";
}
