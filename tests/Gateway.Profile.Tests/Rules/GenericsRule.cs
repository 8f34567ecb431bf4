using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No generics, own or the library's: the interpreter crashes on them, or they do not convert.</summary>
internal sealed class GenericsRule : Rule
{
    public override string Id => "generics";

    public override void Type(TypeDefinition type, Report report)
    {
        if (type.HasGenericParameters && !Generated.IsReportedElsewhere(type))
        {
            report.Add(new Site(type), "generic type " + type.Name);
        }
    }

    public override void Method(MethodDefinition method, Report report)
    {
        if (method.HasGenericParameters)
        {
            report.Add(new Site(method), "generic method " + method.Name);
        }
    }

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        if (Generated.IsReportedElsewhere(site.Owner) || Generated.IsEventAccessor(site.Owner))
        {
            return;
        }

        foreach (TypeReference part in TypeParts.Of(type))
        {
            if (part is GenericInstanceType)
            {
                report.Add(site, "generic instance " + Names.Of(part));
            }
        }
    }

    public override void MemberUse(MemberReference member, Site site, Report report)
    {
        bool isIgnored = Generated.IsReportedElsewhere(site.Owner) || Generated.IsEventAccessor(site.Owner);
        if (member is GenericInstanceMethod && !isIgnored)
        {
            report.Add(site, "generic call " + Names.Of(((GenericInstanceMethod)member).ElementMethod));
        }
    }
}
