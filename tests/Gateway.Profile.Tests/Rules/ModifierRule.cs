using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No required modifiers: volatile fields, `in` on virtual members, `init`.</summary>
internal sealed class ModifierRule : Rule
{
    public override string Id => "modreq";

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        foreach (TypeReference part in TypeParts.Of(type))
        {
            if (part is RequiredModifierType modifier)
            {
                report.Add(site, "modreq " + modifier.ModifierType.Name + " (volatile, virtual in, init)");
            }
        }
    }
}
