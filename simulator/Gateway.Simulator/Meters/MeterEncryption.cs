namespace Gateway.Simulator.Meters;

/// <summary>How a meter protects its readings.</summary>
public enum MeterEncryption
{
    /// <summary>TPL short header, security mode 0: readable by anybody.</summary>
    None,

    /// <summary>TPL short header (CI 7A), security mode 5: AES-128-CBC, IV from M- and A-field and 8 ×
    /// ACC.</summary>
    Mode5,

    /// <summary>ELL with session number (CI 8D): AES-128-CTR, full (CI 78) and compact (CI 79) frames by
    /// turns.</summary>
    Ell,
}
