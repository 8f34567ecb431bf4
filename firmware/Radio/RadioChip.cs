namespace Gateway.Radio
{
    /// <summary>The receiver chips that there are drivers for.</summary>
    public enum RadioChip
    {
        /// <summary>Texas Instruments CC1101.</summary>
        Cc1101 = 0,

        /// <summary>Semtech SX1276 in FSK mode.</summary>
        Sx1276 = 1,
    }
}
