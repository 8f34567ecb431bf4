using System.Collections.Generic;
using Gateway.Link;
using Gateway.Link.Apl;

namespace Gateway.Decoding;

/// <summary>A telegram after decoding. Records point into <see cref="Payload"/>.</summary>
public sealed class DecodedTelegram
{
    /// <summary>"wmbus" or "mbus".</summary>
    public string Link { get; init; }

    /// <summary>"long", "short" or "acknowledge" on the wire; null on the radio.</summary>
    public string Frame { get; set; }

    /// <summary>C-field; −1 when there is none.</summary>
    public int CField { get; set; } = -1;

    /// <summary>Primary address; −1 on the radio.</summary>
    public int PrimaryAddress { get; set; } = -1;

    /// <summary>The meter; null when no address was seen.</summary>
    public MeterAddress Meter { get; set; }

    /// <summary>CI-field of the transport layer; −1 when it was not reached.</summary>
    public int TransportCi { get; set; } = -1;

    /// <summary>Whether ACC and STS are known.</summary>
    public bool HasStatus { get; set; }

    /// <summary>ACC of the transport layer.</summary>
    public int AccessNumber { get; set; }

    /// <summary>STS.</summary>
    public int Status { get; set; }

    /// <summary>How it was encrypted: "" not at all, "ell" the extended link layer, or the transport layer's mode in
    /// digits.</summary>
    public string Security { get; set; } = "";

    /// <summary>Whether the records could not be read for want of a key.</summary>
    public bool IsLocked { get; set; }

    /// <summary>What follows the headers.</summary>
    public PayloadKind Kind { get; set; }

    /// <summary>The bytes that were read, decrypted if they had to be.</summary>
    public byte[] Payload { get; set; } = [];

    /// <summary>The records in their order.</summary>
    public IReadOnlyList<DataRecord> Records { get; set; } = [];

    /// <summary>Why the telegram, or a part of it, cannot be read; null when it can.</summary>
    public string Error { get; set; }
}
