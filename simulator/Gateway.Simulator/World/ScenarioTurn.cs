using Gateway.Core;

namespace Gateway.Simulator.World;

/// <summary>A profile and for how long a radio listens to it before it takes up the next one.</summary>
/// <param name="Profile">What it listens to.</param>
/// <param name="DwellS">Seconds; without meaning when it is the only one.</param>
public readonly record struct ScenarioTurn(RadioProfile Profile, int DwellS)
{
    /// <summary>The profile as configurations and scenarios have it.</summary>
    public string Word => WordOf(Profile);

    /// <summary>A profile as configurations and scenarios have it.</summary>
    public static string WordOf(RadioProfile profile) => profile switch
    {
        RadioProfile.S1 => "S1",
        RadioProfile.LinkIq => "LIQ",
        _ => "T1C1",
    };
}
