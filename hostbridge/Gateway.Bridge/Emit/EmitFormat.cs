namespace Gateway.Bridge.Emit;

/// <summary>Text forms of telegrams that other tools read.</summary>
public enum EmitFormat
{
    /// <summary>A record a line, as JSON: the contract's, with gateway and log id in front.</summary>
    Jsonl,

    /// <summary>The telegram or wired frame in hexadecimal digits and nothing else.</summary>
    Hex,

    /// <summary>The line of rtl_wmbus; radio telegrams only.</summary>
    RtlWmbus,
}
