using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No multi-dimensional arrays: the board knows vectors only.</summary>
internal sealed class ArrayRankRule : Rule
{
    public override string Id => "array-rank";

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        foreach (TypeReference part in TypeParts.Of(type))
        {
            if (part is ArrayType { IsVector: false } array)
            {
                report.Add(site, "array " + Names.Of(array));
            }
        }
    }
}
