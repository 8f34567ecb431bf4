using System.Linq;
using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>
/// No Hashtable keys that override Equals: the board's table does not find them again. What becomes a key
/// cannot be seen in the code, so a firmware that has a Hashtable has no type with an Equals of its own.
/// </summary>
internal sealed class HashtableKeyRule : Rule
{
    public override string Id => "hashtable-key";

    public override void MemberUse(MemberReference member, Site site, Report report)
    {
        if (member.DeclaringType.FullName != "System.Collections.Hashtable" || member.Name != ".ctor")
        {
            return;
        }

        foreach (MethodDefinition method in report.Firmware.Types.SelectMany(type => type.Methods))
        {
            if (method.Name == "Equals" && method.IsVirtual && method.Parameters.Count == 1 &&
                method.Parameters[0].ParameterType.FullName == "System.Object" &&
                !Generated.IsReportedElsewhere(method.DeclaringType))
            {
                report.Add(new Site(method), "Equals overridden in a firmware that uses Hashtable");
            }
        }
    }
}
