namespace Gateway.Uplink.Links
{
    /// <summary>Why another link was taken.</summary>
    public enum LinkChange
    {
        /// <summary>None was yet.</summary>
        None = 0,

        /// <summary>Several connects in a row failed for reasons that a link can have.</summary>
        ConnectFailures = 1,

        /// <summary>The link says that it is down.</summary>
        LinkDown = 2,

        /// <summary>A preferred link has been up for long enough.</summary>
        Return = 3,
    }
}
