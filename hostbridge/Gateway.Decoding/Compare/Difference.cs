namespace Gateway.Decoding.Compare;

/// <summary>A value that is read otherwise here than the file expects.</summary>
/// <param name="Line">Of the file.</param>
/// <param name="Where">Which value: the expected file and the record's number, or the field's name.</param>
/// <param name="Expected">What the file has.</param>
/// <param name="Actual">What is read here.</param>
/// <param name="Clause">Clause of the standard that says why; null when there is none.</param>
/// <param name="IsReproduced">Whether the deviation from the clause, applied to the raw record, gives exactly what the file
/// has.</param>
public sealed record Difference(
    int Line, string Where, string Expected, string Actual, string Clause, bool IsReproduced = false);
