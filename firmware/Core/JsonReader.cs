// Pull parser for JSON (RFC 8259) over bytes in memory. Strict: UTF-8 and surrogate pairs are checked,
// nothing is tolerated that the standard does not have (comments, trailing commas, byte order mark). No
// recursion, no exception, no allocation but the strings that are asked for. It does not find duplicate
// names.

namespace Gateway.Core
{
    /// <summary>Reads one JSON value, token by token.</summary>
    public sealed class JsonReader
    {
        /// <summary>Most levels of objects and arrays.</summary>
        public const int MaxDepth = 32;

        private const int ExpectValue = 0;
        private const int ExpectFirst = 1;
        private const int ExpectName = 2;
        private const int ExpectSeparator = 3;

        private readonly JsonScanner _scanner = new JsonScanner();
        private byte[] _bytes;
        private int _end;
        // Fields: each look at a property is a call, and a text has some dozens for each name.
        private JsonToken _token;
        private JsonError _error;
        private int _offset;
        private int _depth;
        private uint _objects;
        private int _expect;

        /// <summary>The token read last.</summary>
        public JsonToken Token
        {
            get { return _token; }
        }

        /// <summary>Why <see cref="Token"/> is Error.</summary>
        public JsonError Error
        {
            get { return _error; }
        }

        /// <summary>Position after the token, or of the error, counted from the start of the array.</summary>
        public int Offset
        {
            get { return _offset; }
        }

        /// <summary>Objects and arrays that are open.</summary>
        public int Depth
        {
            get { return _depth; }
        }

        /// <summary>Starts on a text; the array is the caller's and must not change while it is
        /// read.</summary>
        public void Reset(byte[] bytes, int offset, int count)
        {
            _bytes = bytes;
            _end = offset + count;
            _objects = 0;
            _expect = ExpectValue;
            _scanner.Start(bytes, _end);
            _offset = offset;
            _depth = 0;
            _token = JsonToken.None;
            _error = JsonError.Ok;
        }

        /// <summary>Reads the next token. After End and Error it stays there.</summary>
        public JsonToken Read()
        {
            if (_token == JsonToken.Error || _token == JsonToken.End)
            {
                return Token;
            }

            int c = SkipSpace();
            if (_expect == ExpectSeparator)
            {
                if (_depth == 0)
                {
                    return c < 0 ? Found(JsonToken.End, 0) : Fail(JsonError.TrailingData);
                }

                if (c == 0x2C)
                {
                    _offset++;
                    c = SkipSpace();
                    _expect = InObject ? ExpectName : ExpectValue;
                }
                else if (c < 0 || c != (InObject ? 0x7D : 0x5D))
                {
                    return Unexpected(c);
                }
                else
                {
                    return Close();
                }
            }

            return _expect == ExpectName || (_expect == ExpectFirst && InObject) ? ReadName(c) : ReadValue(c);
        }

        /// <summary>After Name: skips its value, whatever it is; after BeginObject or BeginArray: skips to
        /// its end.</summary>
        /// <returns>false when the text is bad.</returns>
        public bool Skip()
        {
            bool isOpen = _token == JsonToken.BeginObject || _token == JsonToken.BeginArray;
            int target = isOpen ? _depth - 1 : _depth;
            do
            {
                Read();
            }
            while (_depth > target && _token != JsonToken.Error);
            return _token != JsonToken.Error;
        }

        /// <summary>Whether the name or string read last is that text.</summary>
        /// <param name="ascii">ASCII.</param>
        public bool TextEquals(string ascii)
        {
            return IsText && _scanner.TextEquals(ascii);
        }

        /// <summary>The name or string read last, unescaped; null when there is none. Allocates it.</summary>
        public string GetText()
        {
            return IsText ? _scanner.GetText() : null;
        }

        /// <summary>The number read last, when it is an integer that fits.</summary>
        public bool TryGetLong(out long value)
        {
            return TryGetFixed(0, out value);
        }

        /// <summary>The number read last times 10^decimals, when that is an integer that fits; the exponent
        /// form is not taken.</summary>
        /// <param name="decimals">0 .. 18.</param>
        public bool TryGetFixed(int decimals, out long value)
        {
            value = 0;
            return _token == JsonToken.Number && _scanner.TryGetFixed(decimals, out value);
        }

        private bool IsText => _token == JsonToken.Name || _token == JsonToken.String;

        private bool InObject => _depth > 0 && (_objects & (1U << (_depth - 1))) != 0;

        private JsonToken ReadName(int c)
        {
            if (c == 0x7D && _expect == ExpectFirst)
            {
                return Close();
            }

            if (c != 0x22)
            {
                return Unexpected(c);
            }

            int at = _scanner.ScanString(_offset);
            if (at < 0)
            {
                return ScanFailed();
            }

            _offset = at;
            c = SkipSpace();
            if (c != 0x3A)
            {
                return Unexpected(c);
            }

            _expect = ExpectValue;
            return Found(JsonToken.Name, 1);
        }

        private JsonToken ReadValue(int c)
        {
            switch (c)
            {
                case 0x7B:
                    return Open(JsonToken.BeginObject);
                case 0x5B:
                    return Open(JsonToken.BeginArray);
                case 0x5D when _expect == ExpectFirst:
                    return Close();
                case 0x22:
                    return Scanned(JsonToken.String, _scanner.ScanString(_offset));
                case 0x74:
                    return Scanned(JsonToken.True, _scanner.ScanWord(_offset, "true"));
                case 0x66:
                    return Scanned(JsonToken.False, _scanner.ScanWord(_offset, "false"));
                case 0x6E:
                    return Scanned(JsonToken.Null, _scanner.ScanWord(_offset, "null"));
                default:
                    return c == 0x2D || (c >= 0x30 && c <= 0x39)
                        ? Scanned(JsonToken.Number, _scanner.ScanNumber(_offset))
                        : Unexpected(c);
            }
        }

        private JsonToken Scanned(JsonToken token, int at)
        {
            if (at < 0)
            {
                return ScanFailed();
            }

            _offset = at;
            _expect = ExpectSeparator;
            return Found(token, 0);
        }

        private JsonToken ScanFailed()
        {
            _offset = _scanner.ErrorOffset;
            return Fail(_scanner.Error);
        }

        private JsonToken Open(JsonToken token)
        {
            if (_depth == MaxDepth)
            {
                return Fail(JsonError.TooDeep);
            }

            uint bit = 1U << _depth;
            _objects = token == JsonToken.BeginObject ? _objects | bit : _objects & ~bit;
            _depth++;
            _expect = ExpectFirst;
            return Found(token, 1);
        }

        private JsonToken Close()
        {
            JsonToken token = InObject ? JsonToken.EndObject : JsonToken.EndArray;
            _depth--;
            _expect = ExpectSeparator;
            return Found(token, 1);
        }

        private JsonToken Found(JsonToken token, int bytes)
        {
            _offset += bytes;
            _token = token;
            return token;
        }

        private JsonToken Unexpected(int c)
        {
            return Fail(c < 0 ? JsonError.Incomplete : JsonError.UnexpectedCharacter);
        }

        private JsonToken Fail(JsonError error)
        {
            _error = error;
            _token = JsonToken.Error;
            return Token;
        }

        /// <summary>Moves to the next byte that is no white space and returns it; −1 at the end.</summary>
        private int SkipSpace()
        {
            int at = _offset;
            while (at < _end)
            {
                int c = _bytes[at];
                if (c > 0x20 || (c != 0x20 && c != 0x0A && c != 0x0D && c != 0x09))
                {
                    _offset = at;
                    return c;
                }

                at++;
            }

            _offset = at;
            return -1;
        }
    }
}
