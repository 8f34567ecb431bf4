// Event records of DL/T 645-2007 (table A.4, DI3 = 03): one sequence of fields each, without separators.
// Here a field is a letter and a phase a digit; a record whose length is not that of its letters is not taken
// apart. The sequences are those of published copies of the table; programmed tables of time zones and
// holidays are left as they are.
using Format = Gateway.Link.Dlt645.RegisterFormat;
using Is = Gateway.Link.Dlt645.RegisterQuantity;
using Unit = Gateway.Link.Dlt645.RegisterUnit;

namespace Gateway.Link.Dlt645
{
    /// <summary>Cursor over the fields of one event record.</summary>
    internal sealed class EventRecord
    {
        private const int FirstLetter = 'A';
        private const int Letters = 'z' - 'A' + 1;

        private const string Energies = "FRXY";
        private const string Registers = "FRabcd";
        private const string Phases = "1" + Energies + "2" + Energies + "3" + Energies;
        private const string Moment = Energies + "VCPQK";
        private const string Detailed = "SE" + Energies + "1" + Moment + "2" + Moment + "3" + Moment;
        private const string Longest = Detailed + "0H1H2H3H";
        private const string Ordered = "SE" + Energies + Phases;
        private const string Demands = "frijkl";
        private const int VoltageStatistics = 0x10;
        private const int DemandsBeyondLimit = 0x12;
        private const int Operations = 0x30;
        private const int ShortVoltageBytes = 25;

        // In the order of DI2 = 01 .. 12; empty = see LayoutOf.
        private readonly string[] _layouts =
        {
            "", Longest, Longest, Longest, Longest, "SCE",
            "SE", Ordered, Ordered, "SEU" + Energies + Phases, "SEU" + Energies + Phases, Detailed, Detailed,
            Detailed, Ordered, Ordered, "", "SE", "",
        };

        // In the order of DI1 = 00 .. 0E of DI2 = 30; empty = not taken apart.
        private readonly string[] _operations =
        {
            "TOIIIIIIIIII", "TO" + Registers + "1" + Registers + "2" + Registers + "3" + Registers,
            "TO" + Demands + "1" + Demands + "2" + Demands + "3" + Demands, "TOI", "OLM", "", "", "TOB", "",
            "TOB", "TOB", "TOB", "TOZZZ", "SE" + Registers + Registers, "SE" + Registers + Registers,
        };

        private readonly byte[] _quantity = new byte[Letters];
        private readonly byte[] _unit = new byte[Letters];
        private readonly byte[] _format = new byte[Letters];
        private readonly byte[] _size = new byte[Letters];
        private readonly byte[] _decimals = new byte[Letters];
        private string _layout = "";
        private int _next;
        private int _phase;

        /// <summary>The fields' table.</summary>
        public EventRecord()
        {
            DefineEnergies();
            DefineMoments();
            DefineVoltages();
        }

        /// <summary>Whether a record's fields are known.</summary>
        /// <param name="identifier">Of the record, 03xxxxxx.</param>
        /// <param name="count">Its bytes.</param>
        public bool TryOpen(uint identifier, int count)
        {
            bool isVoltage = ((identifier >> 16) & 255) == VoltageStatistics;
            _layout = LayoutOf(identifier, count);
            _next = 0;
            _phase = isVoltage ? (int)(identifier >> 8) & 255 : 0;
            int size = 0;
            for (int i = 0; i < _layout.Length; i++)
            {
                int letter = _layout[i] - FirstLetter;
                size += letter >= 0 ? _size[letter] : 0;
            }

            return size == count && size > 0;
        }

        /// <summary>Goes to the next field.</summary>
        /// <param name="info">Receives what it means; storage and tariff stay.</param>
        public bool TryNext(RegisterInfo info)
        {
            int letter = -1;
            while (letter < 0)
            {
                if (_next == _layout.Length)
                {
                    return false;
                }

                letter = _layout[_next] - FirstLetter;
                _phase = letter < 0 ? _layout[_next] - '0' : _phase;
                _next++;
            }

            info.Quantity = (RegisterQuantity)_quantity[letter];
            info.Unit = (RegisterUnit)_unit[letter];
            info.Format = (RegisterFormat)_format[letter];
            info.Size = _size[letter];
            info.Decimals = _decimals[letter];
            info.Phase = _phase;
            return true;
        }

        private string LayoutOf(uint identifier, int count)
        {
            int kind = (int)(identifier >> 16) & 255;
            int part = (int)(identifier >> 8) & 255;
            if (kind == Operations)
            {
                return part < _operations.Length ? _operations[part] : "";
            }

            if (kind == VoltageStatistics)
            {
                // Copies of the table differ on whether a phase's shares have two bytes or three.
                string shares = count == ShortVoltageBytes ? "mwvno" : "mghno";
                return shares + "xtyz";
            }

            if (kind == DemandsBeyondLimit)
            {
                return part <= 2 ? "SED" : "SEG";
            }

            return kind < _layouts.Length ? _layouts[kind] : "";
        }

        private void DefineEnergies()
        {
            Define('F', Is.ActiveForward, Unit.KilowattHour, Format.Bcd, 4, 2);
            Define('R', Is.ActiveReverse, Unit.KilowattHour, Format.Bcd, 4, 2);
            Define('X', Is.ReactiveCombined1, Unit.KilovarHour, Format.SignedBcd, 4, 2);
            Define('Y', Is.ReactiveCombined2, Unit.KilovarHour, Format.SignedBcd, 4, 2);
            for (int i = 0; i < 4; i++)
            {
                Is quadrant = (Is)((int)Is.ReactiveQuadrant1 + i);
                Define('a' + i, quadrant, Unit.KilovarHour, Format.Bcd, 4, 2);
                Define('i' + i, (Is)((int)quadrant + (int)Is.Demand), Unit.Kilovar,
                    Format.Demand, 8, 4);
            }

            Define('f', Is.Demand + (int)Is.ActiveForward, Unit.Kilowatt,
                Format.Demand, 8, 4);
            Define('r', Is.Demand + (int)Is.ActiveReverse, Unit.Kilowatt,
                Format.Demand, 8, 4);
            Define('D', Is.ActiveDemand, Unit.Kilowatt, Format.Demand, 8, 4);
            Define('G', Is.ReactiveDemand, Unit.Kilovar, Format.Demand, 8, 4);
            Define('H', Is.AmpereHours, Unit.AmpereHour, Format.Bcd, 4, 2);
        }

        private void DefineMoments()
        {
            Define('S', Is.EventStart, Unit.None, Format.DateSecond, 6, 0);
            Define('E', Is.EventEnd, Unit.None, Format.DateSecond, 6, 0);
            Define('T', Is.EventTime, Unit.None, Format.DateSecond, 6, 0);
            Define('L', Is.TimeBefore, Unit.None, Format.DateSecond, 6, 0);
            Define('M', Is.TimeAfter, Unit.None, Format.DateSecond, 6, 0);
            Define('O', Is.OperatorCode, Unit.None, Format.Bits, 4, 0);
            Define('I', Is.DataIdentifier, Unit.None, Format.Bits, 4, 0);
            Define('B', Is.Setting, Unit.None, Format.Bits, 1, 0);
            Define('Z', Is.SettlementDay, Unit.None, Format.DayHour, 2, 0);
            Define('V', Is.Voltage, Unit.Volt, Format.Bcd, 2, 1);
            Define('C', Is.Current, Unit.Ampere, Format.SignedBcd, 3, 3);
            Define('P', Is.ActivePower, Unit.Kilowatt, Format.SignedBcd, 3, 4);
            Define('Q', Is.ReactivePower, Unit.Kilovar, Format.SignedBcd, 3, 4);
            Define('K', Is.PowerFactor, Unit.None, Format.SignedBcd, 2, 3);
            Define('U', Is.Unbalance, Unit.Percent, Format.Bcd, 2, 2);
        }

        private void DefineVoltages()
        {
            Define('m', Is.MonitoringTime, Unit.Minute, Format.Bcd, 3, 0);
            Define('g', Is.VoltageWithin, Unit.Percent, Format.Bcd, 3, 2);
            Define('w', Is.VoltageWithin, Unit.Percent, Format.Bcd, 2, 2);
            Define('h', Is.VoltageBeyond, Unit.Percent, Format.Bcd, 3, 2);
            Define('v', Is.VoltageBeyond, Unit.Percent, Format.Bcd, 2, 2);
            Define('n', Is.TimeAboveLimit, Unit.Minute, Format.Bcd, 3, 0);
            Define('o', Is.TimeBelowLimit, Unit.Minute, Format.Bcd, 3, 0);
            Define('x', Is.HighestVoltage, Unit.Volt, Format.Bcd, 2, 1);
            Define('t', Is.HighestVoltage, Unit.None, Format.MonthMinute, 4, 0);
            Define('y', Is.LowestVoltage, Unit.Volt, Format.Bcd, 2, 1);
            Define('z', Is.LowestVoltage, Unit.None, Format.MonthMinute, 4, 0);
        }

        private void Define(
            int letter, Is quantity, Unit unit, Format format, int size, int decimals)
        {
            int at = letter - FirstLetter;
            _quantity[at] = (byte)quantity;
            _unit[at] = (byte)unit;
            _format[at] = (byte)format;
            _size[at] = (byte)size;
            _decimals[at] = (byte)decimals;
        }
    }
}
