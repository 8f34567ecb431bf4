using System;
using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>Types below one namespace do not use types below another one.</summary>
internal sealed class ForbiddenReferenceRule(string id, string user, string used) : Rule
{
    public override string Id => id;

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        if (!IsBelow(site.Type, user))
        {
            return;
        }

        foreach (TypeReference part in TypeParts.Of(type))
        {
            if (part is not TypeSpecification && IsBelow(part, used))
            {
                report.Add(site, user + " uses " + part.FullName);
            }
        }
    }

    private static bool IsBelow(TypeReference type, string root)
    {
        TypeReference outer = type;
        while (outer.DeclaringType != null)
        {
            outer = outer.DeclaringType;
        }

        return outer.Namespace == root || outer.Namespace.StartsWith(root + ".", StringComparison.Ordinal);
    }
}
