namespace Gateway.Simulator.Wire;

/// <summary>What is special about a line: its converter and its troubles. Everything may be changed while it
/// runs.</summary>
public sealed class WireOptions
{
    /// <summary>The master's converter gives back what the master sends.</summary>
    public bool Echo { get; set; }

    /// <summary>One way through the converter's network, in milliseconds: what is received arrives in packets, late by
    /// 0.5 to 1 times this.</summary>
    public double LatencyMs { get; set; }

    /// <summary>Share of bytes to the master that get lost.</summary>
    public double LossRate { get; set; }

    /// <summary>Share of bytes to the master in which one bit is turned and the parity bit with it.</summary>
    public double ErrorRate { get; set; }

    /// <summary>The first byte after the line was quiet never reaches the master: a converter that wakes up too
    /// slowly.</summary>
    public bool LosesFirstByte { get; set; }

    /// <summary>The master's port hands over bytes whose parity or stop bit is wrong; else it leaves them out.</summary>
    public bool KeepsBadBytes { get; set; } = true;

    /// <summary>The port hands bytes over when it holds this many (the ESP32's driver: 120), after
    /// <see cref="FifoQuietBytes"/>, or at <see cref="WatchByte"/>; 0 = each byte at once.</summary>
    public int FifoBytes { get; set; }

    /// <summary>Quiet time after which the port hands over what it holds, in byte times.</summary>
    public int FifoQuietBytes { get; set; } = 10;

    /// <summary>The port hands over what it holds as soon as it gets this byte; −1 = none.</summary>
    public int WatchByte { get; set; } = -1;

    /// <summary>The master's port refuses to work.</summary>
    public bool IsPortBroken { get; set; }
}
