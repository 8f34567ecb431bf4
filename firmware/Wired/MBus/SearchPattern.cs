// The order in which a wildcard search asks: digit by digit from the left; when all eight digits are equal,
// the manufacturer's bytes, the version, the device type. A slave that takes wildcards only for the whole
// manufacturer shows itself at none of its bytes: that field is then left open and the next one tried.

using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Steps through the patterns of a search; a depth is a field that is fixed.</summary>
    internal sealed class SearchPattern
    {
        private const int Digits = 8;
        private const int HighManufacturer = 8;
        private const int LowManufacturer = 9;
        private const int Version = 10;
        private const int DeviceType = 11;
        private const int Depths = 12;

        // Letters are 1 .. 26 of 5 bits: the high byte of the M-field is 04h .. 6Bh.
        private const int FirstHigh = 0x04;
        private const int LastHigh = 0x6B;
        private const int Any = SecondaryAddress.AnyByte;

        private readonly int[] _value = new int[Depths];
        private readonly bool[] _isOccupied = new bool[Depths];
        private int _depth;

        /// <summary>The pattern to ask for.</summary>
        public MeterAddress Address { get; } = new MeterAddress();

        /// <summary>Fields that are fixed, 1 .. 12.</summary>
        public int Depth
        {
            get { return _depth + 1; }
        }

        /// <summary>Nothing below the pattern that was entered last answered, although several slaves had
        /// answered to it; <see cref="Address"/> is as wide as then.</summary>
        public bool IsUnresolved { get; private set; }

        /// <summary>Back to the beginning.</summary>
        public void Reset()
        {
            _depth = 0;
            Open(0);
        }

        /// <summary>Somebody answered to this pattern.</summary>
        public void Occupy()
        {
            bool isHexDigit = _depth < Digits && _value[_depth] > 9;
            _isOccupied[_depth] |= !isHexDigit;
        }

        /// <summary>Fixes one more field.</summary>
        /// <returns>False when all are fixed.</returns>
        public bool TryEnter()
        {
            if (_depth + 1 == Depths)
            {
                return false;
            }

            _depth++;
            Open(_depth);
            return true;
        }

        /// <summary>Goes to the next pattern.</summary>
        /// <returns>False when there is none. When <see cref="IsUnresolved"/>, take note and ask
        /// again.</returns>
        public bool TryNext()
        {
            IsUnresolved = false;
            while (_depth >= 0)
            {
                int next = NextValue(_depth, _value[_depth]);
                if (next >= 0)
                {
                    _value[_depth] = next;
                    Build(_depth);
                    return true;
                }

                if (!_isOccupied[_depth] && _depth >= HighManufacturer)
                {
                    if (_depth < DeviceType)
                    {
                        LeaveOpen();
                        continue;
                    }

                    IsUnresolved = true;
                    Build(_depth - 1);
                    _depth--;
                    return true;
                }

                _depth--;
            }

            return false;
        }

        private void Open(int depth)
        {
            _value[depth] = -1;
            _isOccupied[depth] = false;
        }

        private void LeaveOpen()
        {
            bool isHigh = _depth == HighManufacturer;
            _value[_depth] = Any;
            _isOccupied[_depth] = true;
            if (isHigh)
            {
                _depth = LowManufacturer;
                _value[_depth] = Any;
                _isOccupied[_depth] = true;
            }

            _depth++;
            Open(_depth);
        }

        private int NextValue(int depth, int value)
        {
            if (value == Any)
            {
                return -1;
            }

            int next = value + 1;
            switch (depth)
            {
                case HighManufacturer:
                    next = next < FirstHigh ? FirstHigh : next;
                    return next <= LastHigh ? next : -1;
                case LowManufacturer:
                    next = (next & 31) == 0 ? next + 1 : (next & 31) > 26 ? (next | 31) + 2 : next;
                    return next < Any ? next : -1;
                case Version:
                case DeviceType:
                    return next < Any ? next : -1;
                default:
                    // Identification numbers are decimal; others are looked for where no decimal digit
                    // answers.
                    return next < 10 || (next < 15 && depth > 0 && !_isOccupied[depth]) ? next : -1;
            }
        }

        private void Build(int depth)
        {
            uint number = SecondaryAddress.AnyNumber;
            int last = depth < Digits ? depth : Digits - 1;
            for (int i = 0; i <= last; i++)
            {
                int shift = 28 - (4 * i);
                number = (number & ~(15u << shift)) | ((uint)_value[i] << shift);
            }

            Address.IdentificationNumber = number;
            int high = depth >= HighManufacturer ? _value[HighManufacturer] : Any;
            int low = depth >= LowManufacturer ? _value[LowManufacturer] : Any;
            Address.Manufacturer = (high << 8) | low;
            Address.Version = depth >= Version ? _value[Version] : Any;
            Address.DeviceType = depth >= DeviceType ? _value[DeviceType] : Any;
        }
    }
}
