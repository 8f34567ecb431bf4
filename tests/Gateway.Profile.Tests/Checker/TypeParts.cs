using System.Collections.Generic;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>Takes a type of a signature apart.</summary>
internal static class TypeParts
{
    /// <summary>The type itself and everything that it is made of.</summary>
    public static IEnumerable<TypeReference> Of(TypeReference type)
    {
        yield return type;
        if (type is GenericInstanceType generic)
        {
            foreach (TypeReference argument in generic.GenericArguments)
            {
                foreach (TypeReference part in Of(argument))
                {
                    yield return part;
                }
            }
        }

        if (type is IModifierType modifier)
        {
            foreach (TypeReference part in Of(modifier.ModifierType))
            {
                yield return part;
            }
        }

        if (type is FunctionPointerType)
        {
            yield break;
        }

        if (type is TypeSpecification specification)
        {
            foreach (TypeReference part in Of(specification.ElementType))
            {
                yield return part;
            }
        }
    }
}
