using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No decimal: the board has none.</summary>
internal sealed class DecimalRule : Rule
{
    public override string Id => "decimal";

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        foreach (TypeReference part in TypeParts.Of(type))
        {
            if (part.FullName == "System.Decimal")
            {
                report.Add(site, "decimal");
            }
        }
    }
}
