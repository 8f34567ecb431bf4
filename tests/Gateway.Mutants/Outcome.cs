namespace Gateway.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="IsKilled">Whether a test noticed.</param>
/// <param name="Test">Which one; empty when the process hung or ended.</param>
/// <param name="Message">What it said.</param>
/// <param name="TestCount">Tests that passed, when none noticed.</param>
internal sealed record Outcome(bool IsKilled, string Test, string Message, int TestCount);
