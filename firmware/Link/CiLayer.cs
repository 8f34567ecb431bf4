namespace Gateway.Link
{
    /// <summary>What a CI-field announces (EN 13757-7, CI-field table).</summary>
    public enum CiLayer
    {
        /// <summary>Reserved, or of no meaning on the radio.</summary>
        Unknown = 0,

        /// <summary>TPL without a header: the payload follows at once.</summary>
        TplNone,

        /// <summary>TPL with the short header: ACC, STS, CF (4 bytes).</summary>
        TplShort,

        /// <summary>TPL with the long header: address of the meter, ACC, STS, CF (12 bytes).</summary>
        TplLong,

        /// <summary>Extended link layer.</summary>
        Ell,

        /// <summary>Authentication and fragmentation sublayer.</summary>
        Afl,

        /// <summary>Network layer (EN 13757-5).</summary>
        Network,

        /// <summary>The manufacturer's own; no header that others could know.</summary>
        ManufacturerSpecific,
    }
}
