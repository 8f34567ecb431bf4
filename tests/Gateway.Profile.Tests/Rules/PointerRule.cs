using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No pointers, no fixed: nothing on the board is pinned.</summary>
internal sealed class PointerRule : Rule
{
    public override string Id => "pointer";

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        foreach (TypeReference part in TypeParts.Of(type))
        {
            if (part is PointerType or PinnedType or FunctionPointerType)
            {
                report.Add(site, "pointer or pinned " + Names.Of(part));
            }
        }
    }
}
