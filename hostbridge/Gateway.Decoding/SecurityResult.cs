namespace Gateway.Decoding;

/// <summary>What became of an encrypted telegram.</summary>
public enum SecurityResult
{
    /// <summary>Decrypted and checked.</summary>
    Ok,

    /// <summary>No key for this meter.</summary>
    NoKey,

    /// <summary>The plain text does not begin with 2F 2F: wrong key or damaged.</summary>
    BadMarker,

    /// <summary>The payload CRC of the extended link layer is wrong: wrong key or damaged.</summary>
    BadPayloadCrc,

    /// <summary>A security mode that is not read here.</summary>
    UnsupportedMode,

    /// <summary>Mode 7 without the message counter that its key is derived from.</summary>
    NoMessageCounter,

    /// <summary>The telegram ends before its encrypted part does.</summary>
    Truncated,

    /// <summary>A part of a message in several telegrams, which are not put together here.</summary>
    Fragment,
}
