using System.Collections.Generic;
using System.Linq;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>One call of nanoff.</summary>
/// <param name="What">For a person.</param>
/// <param name="Arguments">Of nanoff.</param>
public sealed record FlashStep(string What, IReadOnlyList<string> Arguments)
{
    /// <summary>The line to type.</summary>
    public string Line => "nanoff " + string.Join(' ', Arguments.Select(Quoted));

    private static string Quoted(string text) => text.Contains(' ') ? "\"" + text + "\"" : text;
}
