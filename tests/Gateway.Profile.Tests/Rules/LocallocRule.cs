using Gateway.Profile.Tests.Checker;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No stackalloc: the board's stack takes no raw memory.</summary>
internal sealed class LocallocRule : Rule
{
    public override string Id => "localloc";

    public override void Instruction(MethodDefinition method, Instruction instruction, Report report)
    {
        if (instruction.OpCode.Code == Code.Localloc)
        {
            report.Add(new Site(method, instruction), "stackalloc");
        }
    }
}
