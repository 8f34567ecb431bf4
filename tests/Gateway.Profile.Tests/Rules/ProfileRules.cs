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
        new HashtableKeyRule(), new StageTimeRule(), new StageRule(), new ApiRule(api, used),
    ];

    /// <summary>What keeps the worlds around the firmware apart.</summary>
    public static Rule[] Worlds() =>
    [
        // A chip model has its own transcription of the datasheet: the driver's mistake must show.
        new ForbiddenReferenceRule("chip-model", "Gateway.Simulator.Chips", "Gateway.Radio"),
        new ForbiddenReferenceRule("host-bridge", "Gateway.Mqtt", "Gateway.Standins"),
        new ForbiddenReferenceRule("host-bridge", "Gateway.Mqtt", "Gateway.Simulator"),
    ];
}
