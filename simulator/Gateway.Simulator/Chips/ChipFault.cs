namespace Gateway.Simulator.Chips;

/// <summary>What can be broken on a chip by command.</summary>
public enum ChipFault
{
    /// <summary>Nothing: repairs the chip, which then comes up as after power-on.</summary>
    None,

    /// <summary>No power or no crystal: reads 0x00, hears nothing, drives no pin.</summary>
    Dead,

    /// <summary>The data line from the chip is stuck high: every byte reads 0xFF. The chip itself
    /// works.</summary>
    StuckHigh,

    /// <summary>A dip of the supply: every register at its reset value, at once; works on.</summary>
    BrownOutReset,
}
