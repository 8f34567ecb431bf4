namespace Gateway.Link.Apl
{
    /// <summary>How the codes of one line of a VIF table follow each other; flags of
    /// <see cref="VifTable.StepOf"/>.</summary>
    public static class VifStep
    {
        /// <summary>Every code means the same.</summary>
        public const int Fixed = 0;

        /// <summary>Each code is ten times the one before.</summary>
        public const int Scale = 1;

        /// <summary>Each code has the next unit: s, min, h, d, months, years.</summary>
        public const int Unit = 2;

        /// <summary>The value is times 2^−12.</summary>
        public const int Binary = 4;

        /// <summary>Integers have no sign (type C or D).</summary>
        public const int Unsigned = 8;

        /// <summary>The data is a date or a time.</summary>
        public const int Time = 16;

        /// <summary>The data is raw: a container, or of a type that is not decoded.</summary>
        public const int Raw = 32;
    }
}
