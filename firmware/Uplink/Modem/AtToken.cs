namespace Gateway.Uplink.Modem
{
    /// <summary>What <see cref="AtInput"/> found.</summary>
    internal enum AtToken
    {
        /// <summary>Nothing whole yet.</summary>
        None = 0,

        /// <summary>A line; of length 0 when it was too long.</summary>
        Line,

        /// <summary>The modem waits for data.</summary>
        Prompt,

        /// <summary>A counted block is complete.</summary>
        Block,
    }
}
