using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No bodies in interfaces: the board does not find default members.</summary>
internal sealed class InterfaceBodyRule : Rule
{
    public override string Id => "interface-body";

    public override void Method(MethodDefinition method, Report report)
    {
        if (method.DeclaringType.IsInterface && method.HasBody)
        {
            report.Add(new Site(method), "interface member with a body");
        }
    }
}
