// Looks data identifiers up. Rows are in RegisterRows2007 and RegisterRows1997; an identifier of the earlier
// edition is four digits, matched like the four bytes of the later one.
namespace Gateway.Link.Dlt645
{
    /// <summary>What a data identifier means.</summary>
    public static class RegisterTable
    {
        /// <summary>The byte (2007) or digit (1997: F) that stands for all values.</summary>
        public const int AnyByte = 0xFF;

        private const int Columns = 12;
        private const int AxisTariff1 = 1;
        private const int AxisPhase1 = 2;
        private const int AxisStorage0 = 4;
        private const int AxisPhase0 = 8;
        private const int AxisTariff0 = 16;
        private const int AxisRepeats = 32;

        /// <summary>Looks one data identifier up.</summary>
        /// <param name="edition">Of the meter.</param>
        /// <param name="identifier">Four bytes, in the 1997 edition two; no block.</param>
        /// <param name="info">Receives what it means.</param>
        /// <returns>false when it is not in the table.</returns>
        public static bool TryFind(Dlt645Edition edition, uint identifier, RegisterInfo info)
        {
            return TryFind(edition, identifier, BlockPosition.None, 0, info) >= 0;
        }

        /// <summary>Finds the next element of a block.</summary>
        /// <param name="identifier">The block, or with position None a single data identifier.</param>
        /// <param name="position">Which byte or digit the block counts up.</param>
        /// <param name="from">The element's byte or digit is this or higher.</param>
        /// <param name="info">Receives what the element means.</param>
        /// <returns>The element's byte or digit; −1 when there is none.</returns>
        public static int TryFind(Dlt645Edition edition, uint identifier, BlockPosition position, int from,
            RegisterInfo info)
        {
            int di3 = Part(edition, identifier, 3);
            int di2 = Part(edition, identifier, 2);
            int di1 = Part(edition, identifier, 1);
            int di0 = Part(edition, identifier, 0);
            byte[] rows = Rows(edition, di3);
            if (rows == null)
            {
                return -1;
            }

            int upper = Upper(edition, di3, ref di2);
            int best = -1;
            int bestFrom = AnyByte;
            for (int row = 0; row < rows.Length; row += Columns)
            {
                if (di2 < rows[row] || di2 > rows[row + 1] ||
                    (position != BlockPosition.Second && (di1 < rows[row + 2] || di1 > rows[row + 3])) ||
                    (position != BlockPosition.Last && (di0 < rows[row + 4] || di0 > rows[row + 5])))
                {
                    continue;
                }

                int first = position == BlockPosition.None ? 0 : FirstFrom(rows, row, position, from);
                if (first < bestFrom)
                {
                    best = row;
                    bestFrom = first;
                }
            }

            if (best < 0)
            {
                return -1;
            }

            di1 = position == BlockPosition.Second ? bestFrom : di1;
            di0 = position == BlockPosition.Last ? bestFrom : di0;
            Fill(rows, best, di1, di0, info);
            Place(edition, upper, info);
            int column = position == BlockPosition.Second ? 3 : 5;
            info.RunEnd = position == BlockPosition.None || AreOverlapping(edition, di3) ? -1
                : rows[best + column];
            return bestFrom;
        }

        /// <summary>The next element of a block, without another search when it lies in the same
        /// row.</summary>
        /// <param name="info">As the last search left it.</param>
        /// <returns>false when it does not.</returns>
        internal static bool TryStep(BlockPosition position, int value, RegisterInfo info)
        {
            if (value > info.RunEnd)
            {
                return false;
            }

            int axes = info.Axes;
            if (position == BlockPosition.Second)
            {
                info.Tariff = (axes & AxisTariff1) != 0 ? value : info.Tariff;
                info.Phase = (axes & AxisPhase1) != 0 ? value : info.Phase;
            }
            else
            {
                info.Tariff = (axes & AxisTariff0) != 0 && !info.Repeats ? value : info.Tariff;
                info.Phase = (axes & AxisPhase0) != 0 ? value : info.Phase;
                info.Storage = (axes & AxisStorage0) != 0 ? value : info.Storage;
            }

            return true;
        }

        /// <summary>Which byte of a data identifier stands for all values.</summary>
        public static BlockPosition Block(Dlt645Edition edition, uint identifier)
        {
            bool isSecond = Part(edition, identifier, 1) == AnyByte;
            bool isLast = Part(edition, identifier, 0) == AnyByte;
            bool isThird = Part(edition, identifier, 2) == AnyByte;
            return isThird || (isSecond && isLast) ? BlockPosition.Several
                : isSecond ? BlockPosition.Second : isLast ? BlockPosition.Last : BlockPosition.None;
        }

        /// <summary>The data identifier of an element of a block.</summary>
        public static uint Element(Dlt645Edition edition, uint block, BlockPosition position, int value)
        {
            int width = edition == Dlt645Edition.Edition1997 ? 4 : 8;
            int shift = position == BlockPosition.Second ? width : 0;
            uint mask = edition == Dlt645Edition.Edition1997 ? 15u : 255u;
            return (block & ~(mask << shift)) | ((uint)value << shift);
        }

        // Digit F of the 1997 edition becomes FF.
        private static int Part(Dlt645Edition edition, uint identifier, int index)
        {
            if (edition != Dlt645Edition.Edition1997)
            {
                return (int)(identifier >> (8 * index)) & 255;
            }

            int digit = (int)(identifier >> (4 * index)) & 15;
            return digit == 15 ? AnyByte : digit;
        }

        // Where an earlier row is an exception from a later one.
        private static bool AreOverlapping(Dlt645Edition edition, int di3)
        {
            return edition != Dlt645Edition.Edition1997 && di3 > 2;
        }

        private static int FirstFrom(byte[] rows, int row, BlockPosition position, int from)
        {
            int column = position == BlockPosition.Second ? 2 : 4;
            int first = rows[row + column] > from ? rows[row + column] : from;
            return first <= rows[row + column + 1] ? first : AnyByte;
        }

        // Takes off what the second part carries beside the flow: the phase (2007) or the month (1997).
        private static int Upper(Dlt645Edition edition, int di3, ref int di2)
        {
            if (edition == Dlt645Edition.Edition1997)
            {
                bool hasMonth = di3 == 9 || di3 == 10 || (di3 == 11 && (di2 & 3) < 2);
                int month = hasMonth && di2 < 12 ? di2 >> 2 : 0;
                di2 -= month << 2;
                return month;
            }

            // DI3 = 00 and 01: 14 more for each phase; 15 .. 1E and 94 .. 9A are phase A.
            int low = di2 & 0x7F;
            int phase = di3 <= 1 && low < 0x50 ? low / 20 : 0;
            int flow = low - (20 * phase);
            bool isFlow = di2 < 0x80 ? flow >= 1 && flow <= 10 : flow <= 6;
            phase = isFlow ? phase : 0;
            di2 -= 20 * phase;
            return phase;
        }

        private static void Fill(byte[] rows, int row, int di1, int di0, RegisterInfo info)
        {
            int axes = rows[row + 6];
            info.Axes = axes;
            info.Quantity = (RegisterQuantity)rows[row + 7];
            info.Unit = (RegisterUnit)rows[row + 8];
            info.Format = (RegisterFormat)rows[row + 9];
            info.Size = rows[row + 10];
            info.Decimals = rows[row + 11];
            info.Repeats = (axes & AxisRepeats) != 0;
            info.Storage = (axes & AxisStorage0) != 0 ? di0 : -1;
            info.Phase = (axes & AxisPhase1) != 0 ? di1 : (axes & AxisPhase0) != 0 ? di0 : 0;
            info.Tariff = (axes & AxisTariff1) != 0 ? di1
                : (axes & AxisTariff0) == 0 ? -1 : info.Repeats ? 0 : di0;
        }

        private static void Place(Dlt645Edition edition, int upper, RegisterInfo info)
        {
            if (edition != Dlt645Edition.Edition1997)
            {
                info.Phase = upper > 0 ? upper : info.Phase;
            }
            else if (info.Tariff >= 0)
            {
                info.Storage = upper;
            }
        }

        private static byte[] Rows(Dlt645Edition edition, int di3)
        {
            if (edition == Dlt645Edition.Edition1997)
            {
                switch (di3)
                {
                    case 9: return RegisterRows1997.Energies;
                    case 10: return RegisterRows1997.Demands;
                    case 11: return RegisterRows1997.Variables;
                    case 12: return RegisterRows1997.Settings;
                    default: return null;
                }
            }

            switch (di3)
            {
                case 0x00: return RegisterRows2007.Energies;
                case 0x01: return RegisterRows2007.Demands;
                case 0x02: return RegisterRows2007.Variables;
                case 0x03: return RegisterRows2007.Events;
                case 0x04: return RegisterRows2007.Settings;
                case 0x05: return RegisterRows2007.Freezes;
                case 0x06: return RegisterRows2007.Loads;
                case 0x1D: return RegisterRows2007.TripEvents;
                case 0x1E: return RegisterRows2007.CloseEvents;
                default: return null;
            }
        }
    }
}
