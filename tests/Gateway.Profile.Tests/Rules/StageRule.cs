using System.Collections.Generic;
using System.Linq;
using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>
/// Data flows one way: which stage may name which. A stage is the second word of a namespace; "Link" allows
/// Gateway.Link and all below it, "Link!" only what lies in Gateway.Link itself, its value types.
/// </summary>
internal sealed class StageRule : Rule
{
    private const string RootNamespace = "Gateway";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Radio"] = ["Core"],
        ["Link"] = ["Core"],
        ["Wired"] = ["Core", "Link"],
        ["Filter"] = ["Core", "Link!"],
        ["Store"] = ["Core"],
        ["Schedule"] = ["Core", "Wired"],
        ["Uplink"] = ["Core", "Store"],

        // The settings of every stage in one place; values only, read by App.
        ["Config"] = ["Core", "Radio!", "Link!", "Filter", "Store!", "Uplink!"],
        ["Commands"] = ["Core", "Config", "Filter!", "Schedule!", "Store!", "Update!", "Uplink!",
            "Wired!"],
        ["Update"] = ["Core"],

        // Reads everybody's counters; nobody but App reads it.
        ["Diagnostics"] = ["Core", "Radio!", "Link!", "Wired!", "Filter!", "Schedule!", "Store!", "Uplink!"],

        // Asks what the filter knows; the rest it is told by App.
        ["Installer"] = ["Core", "Filter!", "Link!"],
        ["App"] = ["*"],

        // Builds the drivers and the session behind the ports, and hands them to App.
        ["Boards"] = ["App", "Config", "Core", "Installer!", "Radio", "Update!", "Uplink!"],
    };

    // Around the firmware; they have rules of their own.
    private static readonly string[] OtherWorlds = ["Mqtt", "Simulator", "Standins"];

    public override string Id => "stage";

    /// <summary>Null when a type of one namespace may use a type of the other, else why not.</summary>
    public static string Refusal(string user, string used)
    {
        string stage = Stage(user);
        string other = Stage(used);
        if (stage == null || other == null || stage == other || OtherWorlds.Contains(stage))
        {
            return null;
        }

        if (!Allowed.TryGetValue(stage, out string[] allowed))
        {
            return "stage " + stage + " is not in the table of stages";
        }

        bool isBoard = other == "Boards";
        bool isValue = used == RootNamespace + "." + other;
        bool isAllowed = allowed.Contains(other) || (isValue && allowed.Contains(other + "!")) ||
            (allowed.Contains("*") && !isBoard);
        return isAllowed ? null : stage + " uses " + used + "; it may use " +
            (allowed.Length == 0 ? "nothing" : string.Join(", ", allowed));
    }

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        foreach (TypeReference part in TypeParts.Of(type))
        {
            if (report.Firmware.OwnDefinition(part) is TypeDefinition definition)
            {
                string refusal = Refusal(NamespaceOf(site.Type), NamespaceOf(definition));
                if (refusal != null)
                {
                    report.Add(site, refusal + ": " + definition.Name);
                }
            }
        }
    }

    private static string NamespaceOf(TypeDefinition type)
    {
        TypeDefinition outer = type;
        while (outer.DeclaringType != null)
        {
            outer = outer.DeclaringType;
        }

        return outer.Namespace;
    }

    private static string Stage(string space)
    {
        string[] words = space.Split('.');
        return words.Length >= 2 && words[0] == RootNamespace ? words[1] : null;
    }
}
