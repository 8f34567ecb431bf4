using Gateway.Profile.Tests.Library;
using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>Every type and member from outside exists on the board.</summary>
internal sealed class ApiRule(IApi api, UsedMembers used = null) : Rule
{
    public const string Name = "api";

    public override string Id => Name;

    public override void TypeUse(TypeReference type, Site site, Report report)
    {
        if (Generated.IsReportedElsewhere(site.Owner) || Generated.IsEventAccessor(site.Owner) ||
            Generated.IsAsyncOfDelegate(site.Owner))
        {
            return;
        }

        foreach (TypeReference part in TypeParts.Of(type))
        {
            // Generic instances are the generics rule's.
            bool isPlain = part is not TypeSpecification and not GenericParameter && !part.Name.Contains('`');
            if (!isPlain || report.Firmware.IsOwn(part) || IsOwnShape(part))
            {
                continue;
            }

            Check(DesktopNames.Type(Names.Of(part)), site, report);
        }
    }

    public override void MemberUse(MemberReference member, Site site, Report report)
    {
        bool isElsewhere = member is GenericInstanceMethod || member.DeclaringType is TypeSpecification ||
            Generated.IsReportedElsewhere(site.Owner) || Generated.IsEventAccessor(site.Owner);
        if (isElsewhere || report.Firmware.IsOwn(member.DeclaringType) || IsOwnShape(member.DeclaringType))
        {
            return;
        }

        Check(DesktopNames.Member(Names.Of(member)), site, report);
    }

    private static bool IsOwnShape(TypeReference type) => DesktopNames.IsWrittenByCompiler(type.FullName);

    private void Check(string name, Site site, Report report)
    {
        string assembly = api.AssemblyOf(name);
        if (assembly == null)
        {
            report.Add(site, name + " does not exist on the board");
        }

        used?.Add(assembly, name);
    }
}
