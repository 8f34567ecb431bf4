namespace Gateway.Simulator.Cli;

/// <summary>What the process tells its caller.</summary>
public static class ExitCode
{
    /// <summary>All well.</summary>
    public const int Ok = 0;

    /// <summary>The thing itself failed: telegrams missing, something unaccounted, no broker.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage: unknown flag, bad value, bad or missing file.</summary>
    public const int Usage = 2;
}
