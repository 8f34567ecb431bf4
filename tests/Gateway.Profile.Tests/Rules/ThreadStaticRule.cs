using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No [ThreadStatic]: the board keeps one static for all threads.</summary>
internal sealed class ThreadStaticRule : Rule
{
    public override string Id => "thread-static";

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        if (type.FullName == "System.ThreadStaticAttribute")
        {
            report.Add(site, "[ThreadStatic]");
        }
    }
}
