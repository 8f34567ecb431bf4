namespace Gateway.Mutants;

/// <summary>One fault put into the compiled firmware.</summary>
/// <param name="Key">Finds it again in the same build: the target and a name or a number.</param>
/// <param name="Place">Source file and line, and the method.</param>
/// <param name="Change">What is different.</param>
/// <param name="Apply">Changes the module that it was found in.</param>
internal sealed record Mutant(string Key, string Place, string Change, Action Apply);
