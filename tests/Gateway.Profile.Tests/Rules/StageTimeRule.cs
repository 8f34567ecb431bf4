using System;
using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>
/// Outside the boards nothing reads a clock, starts a thread, waits or sleeps: time is a parameter, and what
/// blocks is a job. DateTime.UtcNow jumps when the clock is set.
/// </summary>
internal sealed class StageTimeRule : Rule
{
    public override string Id => "stage-time";

    public override void MemberUse(MemberReference member, Site site, Report report)
    {
        if (IsBoard(site.Type))
        {
            return;
        }

        string type = member.DeclaringType.FullName;
        string name = member.Name;
        bool isTime = type switch
        {
            "System.DateTime" => name is "get_UtcNow" or "get_Now" or "get_Today",
            "System.Environment" => name is "get_TickCount" or "get_TickCount64",
            "System.Threading.Thread" or "System.Threading.Timer" or "System.Threading.SpinWait" or
                "System.Threading.WaitHandle" or "System.Threading.AutoResetEvent" or
                "System.Threading.ManualResetEvent" or "System.Threading.EventWaitHandle" => true,
            _ => false,
        };
        if (isTime)
        {
            report.Add(site, Names.Of(member) + " outside the boards");
        }
    }

    private static bool IsBoard(TypeDefinition type)
    {
        TypeDefinition outer = type;
        while (outer.DeclaringType != null)
        {
            outer = outer.DeclaringType;
        }

        return outer.Namespace.StartsWith("Gateway.Boards", StringComparison.Ordinal);
    }
}
