using Gateway.Profile.Tests.Checker;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>No records: they bring IEquatable&lt;T&gt; and a printer.</summary>
internal sealed class RecordRule : Rule
{
    public override string Id => "record";

    public override void Type(TypeDefinition type, Report report)
    {
        if (Generated.IsRecord(type))
        {
            report.Add(new Site(type), "record " + type.Name);
        }
    }
}
