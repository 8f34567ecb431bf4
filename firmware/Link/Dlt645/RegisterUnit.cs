namespace Gateway.Link.Dlt645
{
    /// <summary>Unit of a register; <see cref="RegisterNames.Unit"/> has the text.</summary>
    public enum RegisterUnit : byte
    {
        None = 0,
        KilowattHour = 1,
        KilovarHour = 2,
        KilovoltampereHour = 3,
        Kilowatt = 4,
        Kilovar = 5,
        Kilovoltampere = 6,
        Volt = 7,
        Ampere = 8,
        Hertz = 9,
        Percent = 10,
        Degree = 11,
        Celsius = 12,
        Minute = 13,
        Second = 14,
        Millisecond = 15,
        Yuan = 16,
        YuanPerKilowattHour = 17,
        PulsesPerKilowattHour = 18,
        PulsesPerKilovarHour = 19,
        AmpereHour = 20,
    }
}
