namespace Gateway.Link.Apl
{
    /// <summary>Unit of a value, always without a prefix: kWh is watt hours with an exponent. Second .. Year
    /// follow each other, as the VIF tables count them up. Texts by <see cref="AplNames.OfUnit"/>, in the
    /// same order.</summary>
    public enum ValueUnit
    {
        None = 0,
        WattHour,
        Joule,
        Calorie,
        VarHour,
        VoltAmpereHour,
        CubicMetre,
        CubicFoot,
        Gallon,
        Kilogram,
        Second,
        Minute,
        Hour,
        Day,
        Month,
        Year,
        Watt,
        JoulePerHour,
        Var,
        VoltAmpere,
        CubicMetrePerHour,
        CubicMetrePerMinute,
        CubicMetrePerSecond,
        GallonPerMinute,
        GallonPerHour,
        KilogramPerHour,
        Celsius,
        Kelvin,
        Fahrenheit,
        Bar,
        Percent,
        Degree,
        Hertz,
        Volt,
        Ampere,
        DecibelMilliwatt,
        HeatCostUnit,
        Currency,
        Baud,
        BitTimes,
    }
}
