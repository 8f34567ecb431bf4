namespace Gateway.Link.Dlt645
{
    /// <summary>One value out of an answer; filled by <see cref="RegisterReader"/> and used again.</summary>
    public sealed class RegisterValue
    {
        /// <summary>Data identifier of this value, of a block's element its own.</summary>
        public uint Identifier;

        /// <summary>What it is.</summary>
        public readonly RegisterInfo Info = new RegisterInfo();

        /// <summary>Unit, which within an answer can differ from the table's.</summary>
        public RegisterUnit Unit;

        /// <summary>Quantity, likewise.</summary>
        public RegisterQuantity Quantity;

        /// <summary>Phase 1 .. 3; 0 = all.</summary>
        public int Phase;

        /// <summary>Tariff 1 .. 63; 0 = total; −1 = has none.</summary>
        public int Tariff;

        /// <summary>Whether <see cref="Mantissa"/> and the time can be used.</summary>
        public RegisterState State;

        /// <summary>There is a number: value = Mantissa · 10^−Decimals. Also the bits of a word.</summary>
        public bool HasNumber;

        /// <summary>See <see cref="HasNumber"/>.</summary>
        public long Mantissa;

        /// <summary>See <see cref="HasNumber"/>.</summary>
        public int Decimals;

        /// <summary>There is a time: the date parts that the format has, −1 for the others.</summary>
        public bool HasTime;

        /// <summary>2000 .. 2099, −1 = not told.</summary>
        public int Year;

        /// <summary>1 .. 12, −1 = not told.</summary>
        public int Month;

        /// <summary>1 .. 31, −1 = not told.</summary>
        public int Day;

        /// <summary>0 = Sunday .. 6, −1 = not told.</summary>
        public int Weekday;

        /// <summary>0 .. 23, −1 = not told.</summary>
        public int Hour;

        /// <summary>0 .. 59, −1 = not told.</summary>
        public int Minute;

        /// <summary>0 .. 59, −1 = not told.</summary>
        public int Second;

        /// <summary>Where the value's bytes lie in the data.</summary>
        public int Offset;

        /// <summary>How many they are.</summary>
        public int Count;
    }
}
