// Compact profiles (EN 13757-3:2018 annex F, as implemented by exmbus and wmbusmeters): a series of values
// behind one DIF and VIF. Two bytes say size, spacing and how each value follows from the one before; then
// the values, all of one size. Profiles with register numbers (VIFE 1E) have the same layout in wmbusmeters:
// each element is the register, that is the storage number, behind the one before.
namespace Gateway.Link.Apl
{
    /// <summary>Reads the elements of one profile as records of their own; reusable, allocates
    /// nothing.</summary>
    public sealed class CompactProfile
    {
        private const int Inverse = 0x13;
        private const int WithRegisters = 0x1E;
        private const int Forward = 0x1F;
        private const int HeaderBytes = 2;

        private readonly byte[] _sizes = { 0, 1, 2, 3, 4, 4, 6, 8, 0, 1, 2, 3, 4, 0, 6, 0 };
        private DataRecord _profile;
        private int _field;
        private int _mode;
        private int _index;
        private long _value;
        private bool _hasValue;

        /// <summary>Whether each element is older than the one before.</summary>
        public bool IsInverse { get; private set; }

        /// <summary>Number of elements.</summary>
        public int Count { get; private set; }

        /// <summary>Time between two elements, in <see cref="SpacingUnit"/>.</summary>
        public int Spacing { get; private set; }

        /// <summary>Second, Minute, Hour, Day or Month; None when the elements have no such distance: an
        /// array, half months, or a code that the standard reserves.</summary>
        public ValueUnit SpacingUnit { get; private set; }

        /// <summary>The elements are half a month apart: from the first half of a month to the same place in
        /// its second half, 15 days later, and from there to the next month.</summary>
        public bool IsHalfMonths { get; private set; }

        /// <summary>Starts on a profile.</summary>
        /// <param name="profile">Must not change until the last element is read.</param>
        /// <param name="baseValue">The record with the same storage number, tariff, subunit and VIF that the
        /// first difference counts from; null when there is none.</param>
        /// <returns>false when the record is no profile, or one that cannot be read.</returns>
        public bool TryOpen(DataRecord profile, DataRecord baseValue)
        {
            int kind = 0;
            for (int i = 0; i < profile.ModifierCount; i++)
            {
                int modifier = profile.Modifiers[i];
                kind = modifier == Inverse || modifier == Forward || modifier == WithRegisters
                    ? modifier : kind;
            }

            if (kind == 0 || profile.ValueKind != ValueKind.Bytes || profile.DataCount < HeaderBytes)
            {
                return false;
            }

            int control = profile.DataBytes[profile.DataOffset];
            _field = control & 0x0F;
            _mode = control >> 6;
            int size = _sizes[_field];
            if (size == 0)
            {
                return false;
            }

            IsInverse = kind == Inverse;
            Count = (profile.DataCount - HeaderBytes) / size;
            SetSpacing((control >> 4) & 3, profile.DataBytes[profile.DataOffset + 1]);
            _profile = profile;
            _index = 0;
            _hasValue = baseValue != null && baseValue.Status == RecordStatus.Ok
                && (baseValue.ValueKind == ValueKind.Number || baseValue.ValueKind == ValueKind.Unsigned);
            _value = _hasValue ? baseValue.Mantissa : 0;
            return true;
        }

        /// <summary>Reads the next element.</summary>
        /// <param name="element">Overwritten. Its storage number counts on from the profile's; NotAvailable
        /// when the meter has no value, or when it is a difference to none.</param>
        /// <returns>false at the end.</returns>
        public bool TryNext(DataRecord element)
        {
            if (_index >= Count)
            {
                return false;
            }

            int size = _sizes[_field];
            element.Clear(_profile.HeaderBytes, _profile.HeaderOffset, _profile.DataBytes);
            element.HeaderCount = _profile.HeaderCount;
            element.Function = _profile.Function;
            element.Tariff = _profile.Tariff;
            element.Subunit = _profile.Subunit;
            element.Quantity = _profile.Quantity;
            element.Unit = _profile.Unit;
            element.Exponent = _profile.Exponent;
            element.PlainTextOffset = _profile.PlainTextOffset;
            element.StorageNumber = _profile.StorageNumber + 1 + _index;
            element.DataOffset = _profile.DataOffset + HeaderBytes + (_index * size);
            element.DataCount = size;
            _index++;
            SetValue(element, size);
            return true;
        }

        // Absolute values stand for themselves; differences count from the element before, which in an
        // inverse profile is the younger one.
        private void SetValue(DataRecord element, int size)
        {
            bool isUnsigned = _mode == 1 || _mode == 2;
            if (_field == 5)
            {
                RecordValue.SetReal(element);
                return;
            }

            if (_field >= 9)
            {
                RecordValue.SetBcd(element, false);
                if (element.Status == RecordStatus.InvalidBcd && IsFilled(element, 0xFF))
                {
                    element.Status = RecordStatus.NotAvailable;
                }
            }
            else
            {
                RecordValue.SetInteger(element, isUnsigned);
                if (element.Mantissa == InvalidOf(size, isUnsigned))
                {
                    element.Fail(RecordStatus.NotAvailable);
                }
            }

            if (_mode == 0)
            {
                return;
            }

            if (element.Status != RecordStatus.Ok || !_hasValue)
            {
                // What follows counts from a value that is not known.
                element.Fail(RecordStatus.NotAvailable);
                _hasValue = false;
                return;
            }

            bool isMinus = (_mode == 2) != IsInverse;
            _value = isMinus ? _value - element.Mantissa : _value + element.Mantissa;
            element.SetNumber(_value);
        }

        // Annex A: all bits of a type C, the lowest number of a type B.
        private static long InvalidOf(int size, bool isUnsigned)
        {
            if (isUnsigned)
            {
                return size == 8 ? -1 : (1L << (8 * size)) - 1;
            }

            return -1L << ((8 * size) - 1);
        }

        private static bool IsFilled(DataRecord record, int value)
        {
            bool isFilled = true;
            for (int i = 0; i < record.DataCount; i++)
            {
                isFilled = isFilled && record.DataBytes[record.DataOffset + i] == value;
            }

            return isFilled;
        }

        // Table F.7: the second byte counts units, with codes above 250 for parts of a year.
        private void SetSpacing(int unit, int value)
        {
            Spacing = value;
            IsHalfMonths = value == 253 && unit == 3;
            bool isPlain = value > 0 && value <= 250;
            SpacingUnit = isPlain ? (ValueUnit)((int)ValueUnit.Second + unit) : ValueUnit.None;
            if (value == 254 && unit != 0)
            {
                SpacingUnit = ValueUnit.Month;
                Spacing = unit == 3 ? 1 : unit == 2 ? 3 : 6;
            }
        }
    }
}
