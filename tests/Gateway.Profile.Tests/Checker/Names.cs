using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>Writes types and members as the API lists do: C# keywords, '+' for nested types.</summary>
internal static class Names
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["System.Boolean"] = "bool", ["System.Byte"] = "byte", ["System.SByte"] = "sbyte",
        ["System.Char"] = "char", ["System.Int16"] = "short", ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int", ["System.UInt32"] = "uint", ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong", ["System.Single"] = "float", ["System.Double"] = "double",
        ["System.String"] = "string", ["System.Object"] = "object", ["System.Void"] = "void",
    };

    /// <summary>A type of a signature.</summary>
    public static string Of(TypeReference type)
    {
        switch (type)
        {
            case ByReferenceType byReference:
                return Of(byReference.ElementType) + "&";
            case PointerType pointer:
                return Of(pointer.ElementType) + "*";
            case ArrayType array:
                return Of(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]";
            case IModifierType modifier:
                return Of(modifier.ElementType);
            case PinnedType pinned:
                return Of(pinned.ElementType);
            case GenericInstanceType generic:
                return Of(generic.ElementType) + "<" + string.Join(", ", generic.GenericArguments.Select(Of)) + ">";
            default:
                return Keyword(type.FullName.Replace('/', '+'));
        }
    }

    /// <summary>The C# keyword of a type, or the name itself.</summary>
    public static string Keyword(string fullName) => Keywords.GetValueOrDefault(fullName, fullName);

    /// <summary>A method: type::name(parameters) : return.</summary>
    public static string Of(MethodReference method) =>
        Of(method.DeclaringType) + "::" + method.Name + "(" +
        string.Join(", ", method.Parameters.Select(p => Of(p.ParameterType))) + ") : " + Of(method.ReturnType);

    /// <summary>A field: type.name.</summary>
    public static string Of(FieldReference field) => Of(field.DeclaringType) + "." + field.Name;

    /// <summary>A method or field.</summary>
    public static string Of(MemberReference member) => member switch
    {
        MethodReference method => Of(method),
        FieldReference field => Of(field),
        TypeReference type => Of(type),
        _ => member.FullName,
    };

    /// <summary>A member of the firmware, short enough for a message.</summary>
    public static string Of(IMemberDefinition member) => member is TypeDefinition type
        ? type.FullName
        : member.DeclaringType.FullName + "." + member.Name;
}
