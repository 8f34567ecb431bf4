namespace Gateway.Wired
{
    /// <summary>What ended a transparent answer.</summary>
    public enum TransparentEnd
    {
        /// <summary>A pause: it is whole, as far as anybody can tell.</summary>
        Pause = 0,

        /// <summary>The total timeout, while bytes still came.</summary>
        Timeout = 1,

        /// <summary>It is longer than <see cref="SerialExchange.MaxBytes"/>.</summary>
        Full = 2,
    }
}
