namespace Gateway.Schedule
{
    /// <summary>What becomes of a run whose time passed while the gateway was off, had no clock, or had its
    /// clock set forward over it.</summary>
    public enum MissedRun
    {
        /// <summary>It is left out; the next one runs at its own time.</summary>
        Skip = 0,

        /// <summary>However many were missed, the job runs once, at once.</summary>
        Once = 1,
    }
}
