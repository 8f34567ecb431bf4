namespace Gateway.Link.Dlt645
{
    /// <summary>What the table knows of a data identifier; filled by <see cref="RegisterTable"/> and used
    /// again.</summary>
    public sealed class RegisterInfo
    {
        /// <summary>What it measures.</summary>
        public RegisterQuantity Quantity;

        /// <summary>In which unit.</summary>
        public RegisterUnit Unit;

        /// <summary>How it is coded.</summary>
        public RegisterFormat Format;

        /// <summary>Bytes of one value; 0 = what is there.</summary>
        public int Size;

        /// <summary>Digits behind the point.</summary>
        public int Decimals;

        /// <summary>Tariff 1 .. 63; 0 = total; −1 = has none.</summary>
        public int Tariff;

        /// <summary>Settlement period or freeze before now, or number of the record; 0 = now; −1 = has
        /// none.</summary>
        public int Storage;

        /// <summary>Phase 1 .. 3; 0 = all.</summary>
        public int Phase;

        /// <summary>Values of the same kind follow one another as long as there are bytes, the tariff or the
        /// phase counted up.</summary>
        public bool Repeats;

        // Of the row it was found in: what its parts mean, and the last value of the part that a block
        // counts.
        internal int Axes;
        internal int RunEnd;
    }
}
