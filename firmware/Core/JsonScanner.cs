// The scalar tokens of JSON: strings, numbers and the three words. Part of JsonReader, which knows where they
// may stand.

using System.Text;

namespace Gateway.Core
{
    /// <summary>Scans one token, remembers where it is, and gives its value when asked.</summary>
    internal sealed class JsonScanner
    {
        private byte[] _bytes;
        private int _end;
        private int _start;
        private int _length;
        private bool _escaped;

        /// <summary>What the last scan failed with.</summary>
        public JsonError Error { get; private set; }

        /// <summary>Where it failed.</summary>
        public int ErrorOffset { get; private set; }

        /// <summary>Takes a text.</summary>
        public void Start(byte[] bytes, int end)
        {
            _bytes = bytes;
            _end = end;
            _length = 0;
        }

        /// <summary>Scans the string whose opening quote is at a place.</summary>
        /// <returns>Position after the closing quote; −1 on an error.</returns>
        public int ScanString(int at)
        {
            byte[] bytes = _bytes;
            _escaped = false;
            _start = ++at;
            while (at < _end)
            {
                int c = bytes[at];
                if (c == 0x22)
                {
                    _length = at - _start;
                    return at + 1;
                }

                if (c < 0x20)
                {
                    return Fail(JsonError.UnexpectedCharacter, at);
                }

                if (c == 0x5C)
                {
                    _escaped = true;
                    int next = ScanEscape(at);
                    if (next < 0)
                    {
                        return -1;
                    }

                    at = next;
                }
                else if (c < 0x80)
                {
                    at++;
                }
                else
                {
                    int length = Utf8.SequenceLength(bytes, at, _end);
                    if (length <= 0)
                    {
                        return Fail(length == 0 ? JsonError.BadUtf8 : JsonError.Incomplete, at);
                    }

                    at += length;
                }
            }

            return Fail(JsonError.Incomplete, at);
        }

        /// <summary>Scans true, false or null.</summary>
        public int ScanWord(int at, string word)
        {
            for (int i = 0; i < word.Length; i++)
            {
                if (at + i >= _end)
                {
                    return Fail(JsonError.Incomplete, _end);
                }

                if (_bytes[at + i] != word[i])
                {
                    return Fail(JsonError.UnexpectedCharacter, at + i);
                }
            }

            return at + word.Length;
        }

        /// <summary>Scans a number. One that the end of the text follows is complete.</summary>
        public int ScanNumber(int at)
        {
            _start = at;
            at += _bytes[at] == 0x2D ? 1 : 0;
            int first = at;
            at = ScanDigits(at);
            if (at > first + 1 && _bytes[first] == 0x30)
            {
                return Fail(JsonError.BadNumber, first + 1);
            }

            if (at >= 0 && at < _end && _bytes[at] == 0x2E)
            {
                at = ScanDigits(at + 1);
            }

            if (at >= 0 && at < _end && (_bytes[at] | 0x20) == 0x65)
            {
                at++;
                at += at < _end && (_bytes[at] == 0x2B || _bytes[at] == 0x2D) ? 1 : 0;
                at = ScanDigits(at);
            }

            _length = at - _start;
            return at;
        }

        /// <summary>Compares the scanned string.</summary>
        public bool TextEquals(string ascii)
        {
            if (_escaped)
            {
                return GetText() == ascii;
            }

            bool same = ascii.Length == _length;
            for (int i = 0; same && i < _length; i++)
            {
                same = _bytes[_start + i] == ascii[i];
            }

            return same;
        }

        /// <summary>The scanned string.</summary>
        public string GetText()
        {
            if (_length == 0)
            {
                return string.Empty;
            }

            if (!_escaped)
            {
                return Encoding.UTF8.GetString(_bytes, _start, _length);
            }

            // An escape is never shorter than what it stands for.
            byte[] plain = new byte[_length];
            int at = 0;
            int end = _start + _length;
            for (int i = _start; i < end;)
            {
                if (_bytes[i] != 0x5C)
                {
                    plain[at++] = _bytes[i++];
                }
                else if (_bytes[i + 1] != 0x75)
                {
                    plain[at++] = (byte)Unescape(_bytes[i + 1]);
                    i += 2;
                }
                else
                {
                    int c = HexAt(i + 2);
                    i += 6;
                    if (c >= 0xD800 && c <= 0xDFFF)
                    {
                        c = 0x10000 + ((c - 0xD800) << 10) + (HexAt(i + 2) - 0xDC00);
                        i += 6;
                    }

                    at = Utf8.Put(plain, at, c);
                }
            }

            return Encoding.UTF8.GetString(plain, 0, at);
        }

        /// <summary>The scanned number times 10^decimals, when that is an integer of 64 bits.</summary>
        public bool TryGetFixed(int decimals, out long value)
        {
            return DecimalText.TryParse(_bytes, _start, _length, decimals, out value);
        }

        private static int Unescape(int c)
        {
            return c == 0x62 ? 0x08
                : c == 0x66 ? 0x0C
                : c == 0x6E ? 0x0A
                : c == 0x72 ? 0x0D
                : c == 0x74 ? 0x09
                : c;
        }

        private int ScanDigits(int at)
        {
            int first = at;
            while (at < _end && _bytes[at] >= 0x30 && _bytes[at] <= 0x39)
            {
                at++;
            }

            return at > first ? at : Fail(at == _end ? JsonError.Incomplete : JsonError.BadNumber, at);
        }

        /// <summary>Scans the escape at a place, a pair of surrogates as one.</summary>
        private int ScanEscape(int at)
        {
            if (at + 1 >= _end)
            {
                return Fail(JsonError.Incomplete, _end);
            }

            int c = _bytes[at + 1];
            if (c != 0x75)
            {
                bool known = Unescape(c) != c || c == 0x22 || c == 0x5C || c == 0x2F;
                return known ? at + 2 : Fail(JsonError.BadEscape, at);
            }

            int unit = HexAt(at + 2);
            if (unit < 0)
            {
                return Fail(unit == -1 ? JsonError.Incomplete : JsonError.BadEscape, at);
            }

            if (unit < 0xD800 || unit > 0xDFFF)
            {
                return at + 6;
            }

            // The second half must follow at once.
            bool cut = at + 6 >= _end || (_bytes[at + 6] == 0x5C && at + 7 >= _end);
            bool second = !cut && _bytes[at + 6] == 0x5C && _bytes[at + 7] == 0x75;
            int low = second ? HexAt(at + 8) : cut ? -1 : -2;
            if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
            {
                return Fail(unit <= 0xDBFF && low == -1 ? JsonError.Incomplete : JsonError.BadEscape, at);
            }

            return at + 12;
        }

        /// <summary>Four hexadecimal digits; −1 when the text ends within them, −2 when one is
        /// none.</summary>
        private int HexAt(int at)
        {
            int value = 0;
            for (int i = 0; i < 4; i++)
            {
                if (at + i >= _end)
                {
                    return -1;
                }

                int c = _bytes[at + i];
                int letter = (c | 0x20) - 0x61 + 10;
                int digit = c >= 0x30 && c <= 0x39 ? c - 0x30 : letter >= 10 && letter <= 15 ? letter : -1;
                if (digit < 0)
                {
                    return -2;
                }

                value = (value << 4) | digit;
            }

            return value;
        }

        private int Fail(JsonError error, int at)
        {
            Error = error;
            ErrorOffset = at;
            return -1;
        }
    }
}
