using Gateway.Profile.Tests.Checker;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No checked arithmetic: the board ignores it and wraps.</summary>
internal sealed class OverflowRule : Rule
{
    public override string Id => "overflow";

    public override void Instruction(MethodDefinition method, Instruction instruction, Report report)
    {
        if (instruction.OpCode.Name.Contains(".ovf", System.StringComparison.Ordinal))
        {
            report.Add(new Site(method, instruction), instruction.OpCode.Name + ", which never throws there");
        }
    }
}
