using System.Collections.Generic;
using System.Linq;

namespace Gateway.Profile.Tests.Checker;

/// <summary>Collects the violations of one rule, each with its place in the sources.</summary>
internal sealed class Report(string rule, Firmware firmware)
{
    private readonly HashSet<Violation> _violations = [];

    /// <summary>What is being checked.</summary>
    public Firmware Firmware => firmware;

    /// <summary>In the order of files and lines.</summary>
    public IEnumerable<Violation> Violations => _violations
        .OrderBy(v => v.File, System.StringComparer.Ordinal).ThenBy(v => v.Line);

    /// <summary>Notes a violation.</summary>
    public void Add(Site site, string what)
    {
        (string file, int line) = firmware.Locate(site);
        _violations.Add(new Violation(rule, file, line, Names.Of(site.Owner), what));
    }
}
