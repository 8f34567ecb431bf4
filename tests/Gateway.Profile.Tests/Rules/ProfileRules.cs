using Gateway.Profile.Tests.Library;
using Gateway.Profile.Tests.Checker;

namespace Gateway.Profile.Tests.Rules;

/// <summary>All the rules.</summary>
internal static class ProfileRules
{
    /// <summary>The rules over a list of what exists; <paramref name="used"/> collects what was asked for.</summary>
    public static Rule[] All(IApi api, UsedMembers used = null) =>
    [
        new GenericsRule(), new ModifierRule(), new LocallocRule(), new SwitchRule(), new ArrayRankRule(),
        new OverflowRule(), new StaticOrderRule(), new InterfaceBodyRule(), new EnumTextRule(),
        new DecimalRule(), new StateMachineRule(), new RecordRule(), new PointerRule(), new ThreadStaticRule(),
        new HashtableKeyRule(), new StageTimeRule(), new ApiRule(api, used),
    ];
}
