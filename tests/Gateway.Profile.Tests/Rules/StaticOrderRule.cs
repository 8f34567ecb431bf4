using System.Collections.Generic;
using Gateway.Profile.Tests.Checker;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>
/// No static initialiser that reads another type's static: the board runs them all at start, in the order of
/// the types' names, so the other one may still be null. Calls are followed into the firmware; a virtual call
/// is followed into the method that it names.
/// </summary>
internal sealed class StaticOrderRule : Rule
{
    public override string Id => "static-order";

    public override void Method(MethodDefinition method, Report report)
    {
        if (method.Name != ".cctor")
        {
            return;
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            Site site = new(method, instruction);
            HashSet<MethodDefinition> seen = [];
            Follow(instruction, method.DeclaringType, site, seen, report);
        }
    }

    private static void Follow(Instruction instruction, TypeDefinition owner, Site site,
        HashSet<MethodDefinition> seen, Report report)
    {
        if (instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda)
        {
            TypeDefinition other = report.Firmware.OwnDefinition(((FieldReference)instruction.Operand).DeclaringType);
            if (other != null && other != owner)
            {
                report.Add(site, "static initialiser reads " + Names.Of((FieldReference)instruction.Operand));
            }
        }

        if (instruction.Operand is MethodReference called &&
            report.Firmware.OwnDefinition(called) is { HasBody: true } body && seen.Add(body))
        {
            foreach (Instruction inner in body.Body.Instructions)
            {
                Follow(inner, owner, site, seen, report);
            }
        }
    }
}
