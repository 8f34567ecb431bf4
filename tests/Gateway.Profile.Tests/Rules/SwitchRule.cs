using Gateway.Profile.Tests.Checker;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No jump table above 255 entries: its count is one byte on the board, and the code after it garbage.</summary>
internal sealed class SwitchRule : Rule
{
    private const int Limit = 255;

    public override string Id => "switch";

    public override void Instruction(MethodDefinition method, Instruction instruction, Report report)
    {
        if (instruction.Operand is Instruction[] targets && targets.Length > Limit)
        {
            report.Add(new Site(method, instruction), "switch with " + targets.Length + " table entries");
        }
    }
}
