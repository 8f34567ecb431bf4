// Registers that both editions have: a reading plan is written in identifiers of 2007, and a meter of 1997 is
// asked in its own.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Identifiers of the 1997 edition for those of 2007.</summary>
    public static class EditionMap
    {
        // Made when first asked for: a board that has no use for them does not pay for them.
        private static uint[] _pairs;
        private static uint[] _singles;

        /// <summary>No register.</summary>
        public const uint None = 0xFFFFFFFF;

        // Identifier of 2007 without tariff or phase, what it becomes. The last digit is the tariff or the
        // phase.
        private static uint[] Pairs => _pairs ??= new uint[]
        {
            0x00010000, 0x9010, 0x00020000, 0x9020, 0x00030000, 0x9110, 0x00040000, 0x9120,
            0x00050000, 0x9130, 0x00060000, 0x9150, 0x00070000, 0x9160, 0x00080000, 0x9140,
            0x01010000, 0xA010, 0x01020000, 0xA020, 0x01030000, 0xA110, 0x01040000, 0xA120,
            0x01050000, 0xA130, 0x01060000, 0xA150, 0x01070000, 0xA160, 0x01080000, 0xA140,
            0x02010000, 0xB610, 0x02020000, 0xB620, 0x02030000, 0xB630, 0x02040000, 0xB640,
            0x02060000, 0xB650,
        };

        private static uint[] Singles => _singles ??= new uint[]
        {
            0x04000101, 0xC010, 0x04000102, 0xC011, 0x04000103, 0xC111, 0x04000104, 0xC112,
            0x04000402, 0xC032, 0x04000409, 0xC030, 0x0400040A, 0xC031, 0x04000B01, 0xC117,
            0x03300000, 0xB212, 0x03300200, 0xB213, 0x0280000A, 0xB214,
        };

        /// <summary>Makes the tables at start, so that the first reading does not.</summary>
        public static void Prepare()
        {
            _pairs = Pairs;
            _singles = Singles;
        }

        /// <summary>Whether an identifier is one of 1997: two bytes from 9000 on, which no identifier of 2007
        /// is.</summary>
        public static bool Is1997(uint identifier)
        {
            return identifier >= 0x9000 && identifier < 0xF000;
        }

        /// <summary>Looks one up. Settlement days 1 and 2 become last month and the month before.</summary>
        /// <param name="identifier">Of 2007; one of 1997 is given back as it is.</param>
        /// <returns><see cref="None"/> when the earlier edition has no such register.</returns>
        public static uint To1997(uint identifier)
        {
            if (Is1997(identifier))
            {
                return identifier;
            }

            uint[] singles = Singles;
            for (int i = 0; i < singles.Length; i += 2)
            {
                if (singles[i] == identifier)
                {
                    return singles[i + 1];
                }
            }

            uint part = (identifier >> 8) & 0xFF;
            uint storage = identifier & 0xFF;
            uint register = identifier & 0xFFFF0000;
            uint[] pairs = Pairs;
            for (int i = 0; i < pairs.Length; i += 2)
            {
                if (pairs[i] != register)
                {
                    continue;
                }

                uint digit = part == RegisterTable.AnyByte ? 15u : part;
                bool hasMonths = register < 0x02000000;
                bool isThere = digit <= 15 && (part < 15 || digit == 15) && storage <= (hasMonths ? 2u : 0u);
                return isThere && part != 15 ? (pairs[i + 1] | digit) + (storage << 10) : None;
            }

            return None;
        }
    }
}
