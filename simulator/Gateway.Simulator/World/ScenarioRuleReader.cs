using System.Collections.Generic;
using Gateway.Filter;

namespace Gateway.Simulator.World;

/// <summary>Lists of filter rules in scenarios, a gateway's own and its tenants'.</summary>
internal static class ScenarioRuleReader
{
    /// <summary>One tenant.</summary>
    public static ScenarioTenant ReadTenant(ScenarioObject from)
    {
        var tenant = new ScenarioTenant(from.Text("id"), from.Texts("rules"));
        from.Finish();
        Check(from, "rules", tenant.Rules);
        return tenant;
    }

    /// <summary>The firmware's own parser decides what a rule is.</summary>
    public static void Check(ScenarioObject from, string key, IReadOnlyList<string> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (!MeterRule.TryParse(rules[i], out _, out var error))
            {
                throw from.Error($"{key}[{i}]", $"\"{rules[i]}\": {error}");
            }
        }
    }
}
