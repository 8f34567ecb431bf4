namespace Gateway.Core
{
    /// <content>Numbers, and bytes as digits.</content>
    public sealed partial class JsonWriter
    {
        // The digits of a long and its sign.
        private const int ScratchBytes = 20;

        // The second digit of each byte value: a look-up without a mask.
        private static readonly byte[] _digits = MakeDigits();

        private readonly byte[] _scratch = new byte[ScratchBytes];

        /// <summary>An integer.</summary>
        public void Number(long value)
        {
            // On the negative side, where long.MinValue has its place.
            long rest = value < 0 ? value : -value;
            byte[] scratch = _scratch;
            int first = ScratchBytes;
            do
            {
                long quotient = rest / 10;
                first--;
                scratch[first] = (byte)(0x30 + ((quotient * 10) - rest));
                rest = quotient;
            }
            while (rest != 0);

            if (value < 0)
            {
                first--;
                scratch[first] = 0x2D;
            }

            Put(scratch, first, ScratchBytes - first, true);
        }

        /// <summary>Digits of a number of which <see cref="Raw"/> has written the ones before, leading zeros
        /// included.</summary>
        /// <param name="value">0 .. 10^<paramref name="digits"/> − 1.</param>
        /// <param name="digits">How many.</param>
        public void Digits(int value, int digits)
        {
            if (_overflow || digits > _limit - _length)
            {
                _overflow = true;
                return;
            }

            byte[] buffer = _buffer;
            int start = _length;
            int rest = value;
            for (int at = start + digits - 1; at >= start; at--)
            {
                int quotient = rest / 10;
                buffer[at] = (byte)(0x30 + rest - (quotient * 10));
                rest = quotient;
            }

            _length = start + digits;
            _comma = true;
        }

        /// <summary>A decimal number in fixed point: <paramref name="value"/> ·
        /// 10^−<paramref name="decimals"/>.</summary>
        /// <param name="decimals">0 .. 18.</param>
        public void Fixed(long value, int decimals)
        {
            int digits = DecimalText.Digits(value, decimals);
            int bytes = digits + (decimals > 0 ? 1 : 0) + (value < 0 ? 1 : 0);
            if (!Reserve(bytes))
            {
                return;
            }

            DecimalText.Put(_buffer, _length + bytes, value, decimals, digits);
            _length += bytes;
            _comma = true;
        }

        /// <summary>32 bits as a string of eight upper-case hexadecimal digits.</summary>
        public void HexUInt(uint value)
        {
            if (Reserve(10))
            {
                _buffer[_length++] = 0x22;
                for (int shift = 28; shift >= 0; shift -= 4)
                {
                    _buffer[_length++] = _digits[(int)((value >> shift) & 15)];
                }

                _buffer[_length++] = 0x22;
                _comma = true;
            }
        }

        /// <summary>Bytes as a string of upper-case hexadecimal digits.</summary>
        public void Hex(byte[] bytes, int offset, int count)
        {
            if (BeginHex(count))
            {
                HexPart(bytes, offset, count);
                EndHex();
            }
        }

        /// <summary>Opens a string of hexadecimal digits that is written in parts, so that one slice of work
        /// stays short. Room for all of it is checked here.</summary>
        /// <returns>false when <paramref name="totalBytes"/> do not fit; write no part then.</returns>
        public bool BeginHex(int totalBytes)
        {
            if (!Reserve((2 * totalBytes) + 2))
            {
                return false;
            }

            _buffer[_length++] = 0x22;
            return true;
        }

        /// <summary>Some of the bytes announced by <see cref="BeginHex"/>.</summary>
        public void HexPart(byte[] bytes, int offset, int count)
        {
            byte[] digits = _digits;
            byte[] buffer = _buffer;
            int at = _length;
            int i = offset;
            int end = offset + count;
            for (int pairs = end - 1; i < pairs; i += 2)
            {
                int value = bytes[i];
                buffer[at] = digits[value >> 4];
                buffer[at + 1] = digits[value];
                value = bytes[i + 1];
                buffer[at + 2] = digits[value >> 4];
                buffer[at + 3] = digits[value];
                at += 4;
            }

            if (i < end)
            {
                int value = bytes[i];
                buffer[at] = digits[value >> 4];
                buffer[at + 1] = digits[value];
                at += 2;
            }

            _length = at;
        }

        /// <summary>Closes the string opened by <see cref="BeginHex"/>.</summary>
        public void EndHex()
        {
            _buffer[_length++] = 0x22;
            _comma = true;
        }

        private static byte[] MakeDigits()
        {
            byte[] digits = new byte[256];
            for (int value = 0; value < 256; value++)
            {
                int digit = value & 15;
                digits[value] = (byte)(digit < 10 ? 0x30 + digit : 0x41 - 10 + digit);
            }

            return digits;
        }
    }
}
