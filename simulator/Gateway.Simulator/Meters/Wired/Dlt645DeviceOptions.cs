namespace Gateway.Simulator.Meters.Wired;

/// <summary>One DL/T 645 meter.</summary>
public sealed record Dlt645DeviceOptions
{
    /// <summary>Make; gives edition, registers and consumption.</summary>
    public Dlt645Make Make { get; init; } = Dlt645Make.Household;

    /// <summary>Twelve digits.</summary>
    public string Address { get; init; } = "000000000001";

    /// <summary>Line speed that its papers say, in baud.</summary>
    public int BaudRate { get; init; } = 2400;

    /// <summary>Line speed with <see cref="Dlt645Trouble.WrongSpeed"/>.</summary>
    public int OtherBaudRate { get; init; } = 1200;

    /// <summary>From a request's end to the answer, in milliseconds; 20 .. 500.</summary>
    public double AnswerMs { get; init; } = 20;

    /// <summary>Bytes FE in front of an answer.</summary>
    public int WakeUps { get; init; } = 4;

    /// <summary>Most bytes of a data field; longer answers come in several frames.</summary>
    public int FrameBytes { get; init; } = 200;

    /// <summary>Takes A for single digits of an address, not only AA for whole bytes.</summary>
    public bool HasDigitWildcards { get; init; } = true;

    /// <summary>Takes no shortened address but when it is asked for its own (code 13).</summary>
    public bool TakesWholeAddressOnly { get; init; }

    /// <summary>Password of level 2, six digits.</summary>
    public string Password { get; init; } = "123456";

    /// <summary>What it does otherwise.</summary>
    public Dlt645Trouble Trouble { get; init; }
}
