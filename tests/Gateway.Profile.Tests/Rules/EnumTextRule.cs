using Gateway.Profile.Tests.Checker;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>
/// No text of an enum: it is the number there, the name here. Interpolation, concatenation and ToString all
/// box the value or call through it; so does every other use as an object, for which an int would do.
/// </summary>
internal sealed class EnumTextRule : Rule
{
    public override string Id => "enum-text";

    public override void Instruction(MethodDefinition method, Instruction instruction, Report report)
    {
        bool isObject = instruction.OpCode.Code is Code.Box or Code.Constrained;
        if (isObject && instruction.Operand is TypeReference type && IsEnum(type, report.Firmware))
        {
            report.Add(new Site(method, instruction), "enum " + type.Name + " used as an object or as text");
        }
    }

    private static bool IsEnum(TypeReference type, Firmware firmware)
    {
        if (type is TypeSpecification or GenericParameter)
        {
            return false;
        }

        TypeDefinition definition = firmware.OwnDefinition(type);
        try
        {
            definition ??= type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            // A type nobody knows is the API rule's business.
        }

        return definition is { IsEnum: true };
    }
}
