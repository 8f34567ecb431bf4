namespace Gateway.Wired
{
    /// <summary>How a transparent request ended.</summary>
    public enum TransparentResult
    {
        /// <summary>There are answer bytes.</summary>
        Ok = 0,

        /// <summary>It waits for the line, or is on it.</summary>
        Incomplete = 1,

        /// <summary>The line was free only after the request's expiry: nothing was sent.</summary>
        Expired = 2,

        /// <summary>Sent; not one byte came back in time.</summary>
        Silence = 3,

        /// <summary>The line has an echo, and the own bytes did not come back as sent.</summary>
        EchoWrong = 4,

        /// <summary>The port refused the settings or the bytes: nothing, or not everything, was
        /// sent.</summary>
        PortFailed = 5,
    }
}
