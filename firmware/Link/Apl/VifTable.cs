// The VIF tables of EN 13757-3:2018: primary (table 10), extensions FD (table 12) and FB (table 14), and the
// few codes of the second level FD FD; as published by the M-Bus Usergroup (MBDOC48 clause 8.4.3 and 8.4.4),
// by libmbus and by exmbus. Gallons and degrees Fahrenheit were withdrawn in 2013; meters that send them are
// older.
namespace Gateway.Link.Apl
{
    /// <summary>Quantity, unit and scale of each code of one VIF table. Filled once at start; a look-up is
    /// one index.</summary>
    public sealed partial class VifTable
    {
        private const int Codes = 128;
        private const int MostLines = 80;

        private readonly byte[] _lineOf = new byte[Codes];
        private readonly byte[] _first = new byte[MostLines];
        private readonly byte[] _quantity = new byte[MostLines];
        private readonly byte[] _unit = new byte[MostLines];
        private readonly sbyte[] _exponent = new sbyte[MostLines];
        private readonly byte[] _step = new byte[MostLines];
        private int _lines = 1;

        private VifTable()
        {
        }

        /// <summary>What the code measures; Unknown for a reserved one.</summary>
        /// <param name="code">VIF or true VIF without its extension bit, 0 .. 127.</param>
        public Quantity QuantityOf(int code)
        {
            return (Quantity)_quantity[_lineOf[code]];
        }

        /// <summary>Unit of the code.</summary>
        public ValueUnit UnitOf(int code)
        {
            int line = _lineOf[code];
            int unit = _unit[line];
            return (ValueUnit)((_step[line] & VifStep.Unit) != 0 ? unit + code - _first[line] : unit);
        }

        /// <summary>The value is the number times ten to this.</summary>
        public int ExponentOf(int code)
        {
            int line = _lineOf[code];
            int exponent = _exponent[line];
            return (_step[line] & VifStep.Scale) != 0 ? exponent + code - _first[line] : exponent;
        }

        /// <summary>Flags of <see cref="VifStep"/>.</summary>
        public int StepOf(int code)
        {
            return _step[_lineOf[code]];
        }

        private void Add(int first, int last, Quantity quantity, ValueUnit unit, int exponent, int step)
        {
            _first[_lines] = (byte)first;
            _quantity[_lines] = (byte)quantity;
            _unit[_lines] = (byte)unit;
            _exponent[_lines] = (sbyte)exponent;
            _step[_lines] = (byte)step;
            for (int code = first; code <= last; code++)
            {
                _lineOf[code] = (byte)_lines;
            }

            _lines++;
        }

        private void Add(int code, Quantity quantity)
        {
            Add(code, code, quantity, ValueUnit.None, 0, VifStep.Unsigned);
        }
    }
}
