using System;

namespace Gateway.Simulator.World;

/// <summary>A scenario file that is not valid; the message names the file, the place in it and the
/// reason.</summary>
public sealed class ScenarioException(string file, string place, string reason)
    : Exception($"{file}: {place}: {reason}")
{
    /// <summary>The file as it was named by the caller.</summary>
    public string File { get; } = file;

    /// <summary>JSON path ("$.meters[0].mode"), or "line 3, column 7" when the file is not JSON at
    /// all.</summary>
    public string Place { get; } = place;
}
