namespace Gateway.Wired
{
    /// <summary>How an exchange ended.</summary>
    public enum ExchangeResult
    {
        /// <summary>A reply of the right shape is there, or none was expected and all is sent.</summary>
        Ok = 0,

        /// <summary>It goes on.</summary>
        Incomplete = 1,

        /// <summary>Not one byte until the first-byte timeout.</summary>
        Silence = 2,

        /// <summary>Bytes that cannot be a reply: noise, wrong settings, or several slaves at once.</summary>
        Garbled = 3,

        /// <summary>The reply broke off.</summary>
        Truncated = 4,

        /// <summary>The own bytes did not come back as they were sent: somebody else was sending, or the
        /// line has no echo although it is configured.</summary>
        EchoWrong = 5,

        /// <summary>The port refused the settings or the bytes.</summary>
        PortFailed = 6,

        /// <summary>The line was quiet only after the request's last time: nothing was sent.</summary>
        Expired = 7,
    }
}
