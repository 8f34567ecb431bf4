using System;

namespace Gateway.Simulator.Network.Modem;

/// <summary>What a simulated modem is like.</summary>
public sealed record ModemSettings
{
    /// <summary>Bits a second of its UART.</summary>
    public int BaudRate { get; init; } = 115_200;

    /// <summary>Whether it is on at the beginning; otherwise its key has to be pressed.</summary>
    public bool IsOn { get; init; }

    /// <summary>PIN of the SIM while <see cref="ModemFault.SimPin"/> lasts.</summary>
    public string Pin { get; init; } = "1234";

    /// <summary>Whether the network is a foreign one.</summary>
    public bool IsRoaming { get; init; }

    /// <summary>Received power as AT+CSQ tells it, 0..31, 99 = not known.</summary>
    public int Signal { get; init; } = 21;

    /// <summary>Wall-clock time at the start of the run.</summary>
    public DateTime StartUtc { get; init; } = new(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Local time's distance to UTC in quarters of an hour.</summary>
    public int ZoneQuarters { get; init; } = 4;

    /// <summary>Whether +CMQTTSTART comes before OK, as some firmware versions have it.</summary>
    public bool ResultBeforeOk { get; init; }
}
