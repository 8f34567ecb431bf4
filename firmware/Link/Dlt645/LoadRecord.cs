// A load record of DL/T 645-2007 (appendix B): A0 A0, a count, the time, then six classes of values with AA
// behind each, a check sum and E5. A class that the meter does not keep is empty. The layout is that of
// published descriptions of meters; sizes and separators have to fit, count and check sum are not looked at,
// because the descriptions differ on what they cover.
namespace Gateway.Link.Dlt645
{
    /// <summary>Cursor over the values of one load record.</summary>
    internal sealed class LoadRecord
    {
        private const int Start = 0xA0;
        private const int Separator = 0xAA;
        private const int Last = 0xE5;
        private const int HeadBytes = 8;
        private const int Classes = 6;

        // Voltages, currents, frequency; powers; power factors; energies; quadrants; demands.
        private readonly byte[] _counts = { 7, 8, 4, 4, 4, 2 };

        // A value of each class is what this data identifier is, and has so many bytes.
        private readonly uint[] _identifiers =
        {
            0x02010100, 0x02010200, 0x02010300, 0x02020100, 0x02020200, 0x02020300, 0x02800002,
            0x02030000, 0x02030100, 0x02030200, 0x02030300, 0x02040000, 0x02040100, 0x02040200, 0x02040300,
            0x02060000, 0x02060100, 0x02060200, 0x02060300,
            0x00010000, 0x00020000, 0x00030000, 0x00040000,
            0x00050000, 0x00060000, 0x00070000, 0x00080000,
            0x02800004, 0x02800005,
        };

        private readonly byte[] _sizes =
        {
            2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3,
        };

        private byte[] _data;
        private int _from;
        private int _at;
        private int _class;
        private int _index;
        private int _left;

        /// <summary>Behind the record's last byte, after <see cref="TryOpen"/>.</summary>
        public int End { get; private set; }

        /// <summary>Data identifier of the value, after <see cref="TryNext"/>.</summary>
        public uint Identifier { get; private set; }

        /// <summary>First byte of the value.</summary>
        public int Offset { get; private set; }

        /// <summary>Bytes of the value.</summary>
        public int Size { get; private set; }

        /// <summary>Whether a whole record stands at a place.</summary>
        /// <param name="data">Kept until the last value.</param>
        /// <param name="at">First byte.</param>
        /// <param name="end">Behind the last byte that is there.</param>
        public bool TryOpen(byte[] data, int at, int end)
        {
            if (at + HeadBytes >= end || data[at] != Start || data[at + 1] != Start)
            {
                return false;
            }

            int place = at + HeadBytes;
            int index = 0;
            for (int i = 0; i < Classes; i++)
            {
                int size = 0;
                for (int k = 0; k < _counts[i]; k++)
                {
                    size += _sizes[index++];
                }

                place += place < end && data[place] == Separator ? 0 : size;
                if (place >= end || data[place] != Separator)
                {
                    return false;
                }

                place++;
            }

            if (place + 2 > end || data[place + 1] != Last)
            {
                return false;
            }

            _data = data;
            _from = at;
            _at = at + HeadBytes;
            _class = -1;
            _index = 0;
            _left = 0;
            End = place + 2;
            return true;
        }

        /// <summary>Goes to the next value.</summary>
        public bool TryNext()
        {
            while (_left == 0)
            {
                if (_class >= 0)
                {
                    // The separator behind the class.
                    _at++;
                }

                if (++_class >= Classes)
                {
                    return false;
                }

                bool isEmpty = _data[_at] == Separator;
                _left = isEmpty ? 0 : _counts[_class];
                _index += isEmpty ? _counts[_class] : 0;
            }

            Identifier = _identifiers[_index];
            Offset = _at;
            Size = _sizes[_index];
            _at += Size;
            _index++;
            _left--;
            return true;
        }

        /// <summary>Gives a value the record's time, YYMMDDhhmm.</summary>
        public void SetTime(RegisterValue value)
        {
            int minute = Bcd(_data[_from + 3]);
            int hour = Bcd(_data[_from + 4]);
            int day = Bcd(_data[_from + 5]);
            int month = Bcd(_data[_from + 6]);
            int year = Bcd(_data[_from + 7]);
            if (minute < 60 && hour < 24 && day >= 1 && day <= 31 && month >= 1 && month <= 12 && year < 100)
            {
                value.HasTime = true;
                value.Minute = minute;
                value.Hour = hour;
                value.Day = day;
                value.Month = month;
                value.Year = 2000 + year;
            }
        }

        // 255 when it is none.
        private static int Bcd(int two)
        {
            int high = two >> 4;
            int low = two & 15;
            return high > 9 || low > 9 ? 255 : (high * 10) + low;
        }
    }
}
