using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No yield and no async: both compile to machinery over generics that the board lacks.</summary>
internal sealed class StateMachineRule : Rule
{
    public override string Id => "state-machine";

    public override void Method(MethodDefinition method, Report report)
    {
        foreach (CustomAttribute attribute in method.CustomAttributes)
        {
            if (attribute.AttributeType.Name is "IteratorStateMachineAttribute" or "AsyncStateMachineAttribute")
            {
                report.Add(new Site(method), attribute.AttributeType.Name.StartsWith('A') ? "async" : "yield");
            }
        }
    }
}
