namespace Gateway.Core
{
    /// <summary>Takes the headend's time where no better source has told.</summary>
    public interface ITimeSetter
    {
        /// <summary>Sets the wall clock, with quality <see cref="TimeQuality.Rtc"/>.</summary>
        /// <param name="unixMs">Milliseconds since 1970-01-01 UTC.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns>false when a time server or a modem has set it: theirs is better.</returns>
        bool TrySet(long unixMs, long nowUs);
    }
}
