// Writes JSON (RFC 8259), UTF-8, no pretty-printing, into a buffer given at construction. It allocates
// nothing, never throws, and never writes a part of a token: what does not fit sets Overflow and everything
// after it is ignored until Reset or Restore. Nesting is the caller's; commas are the writer's.

using System;
using System.Text;

namespace Gateway.Core
{
    /// <summary>Bounded JSON writer.</summary>
    public sealed partial class JsonWriter
    {
        // What a string may not hold as it is (RFC 8259, section 7).
        private static readonly char[] _escaped =
        {
            '"', '\\', '\x00', '\x01', '\x02', '\x03', '\x04', '\x05', '\x06', '\x07', '\x08', '\x09', '\x0A',
            '\x0B', '\x0C', '\x0D', '\x0E', '\x0F', '\x10', '\x11', '\x12', '\x13', '\x14', '\x15', '\x16',
            '\x17', '\x18', '\x19', '\x1A', '\x1B', '\x1C', '\x1D', '\x1E', '\x1F',
        };

        private readonly byte[] _buffer;
        private readonly Encoding _utf8 = Encoding.UTF8;
        private int _limit;
        private int _length;
        private bool _comma;
        private bool _overflow;

        /// <summary>A writer over a buffer that it keeps.</summary>
        public JsonWriter(byte[] buffer)
        {
            _buffer = buffer;
            _limit = buffer.Length;
        }

        /// <summary>Bytes written.</summary>
        public int Length => _length;

        /// <summary>Bytes still free below the limit.</summary>
        public int Free => _limit - _length;

        /// <summary>Whether something did not fit.</summary>
        public bool Overflow => _overflow;

        /// <summary>Starts anew.</summary>
        public void Reset()
        {
            _length = 0;
            _limit = _buffer.Length;
            _comma = false;
            _overflow = false;
        }

        /// <summary>Sets the number of bytes that may be written in all: 0 .. buffer length.</summary>
        public void SetLimit(int limitBytes)
        {
            _limit = limitBytes < 0 ? 0 : limitBytes > _buffer.Length ? _buffer.Length : limitBytes;
        }

        /// <summary>A place to come back to with <see cref="Restore"/>.</summary>
        public int Mark() => (_length << 1) | (_comma ? 1 : 0);

        /// <summary>Takes back everything written since <paramref name="mark"/>, an overflow too.</summary>
        public void Restore(int mark)
        {
            _length = mark >> 1;
            _comma = (mark & 1) != 0;
            _overflow = false;
        }

        /// <summary>A copy of what was written; allocates it.</summary>
        public byte[] ToArray()
        {
            byte[] copy = new byte[_length];
            Array.Copy(_buffer, 0, copy, 0, _length);
            return copy;
        }

        /// <summary>Opens an object.</summary>
        public void BeginObject() => Open(0x7B);

        /// <summary>Closes an object.</summary>
        public void EndObject() => Close(0x7D);

        /// <summary>Opens an array.</summary>
        public void BeginArray() => Open(0x5B);

        /// <summary>Closes an array.</summary>
        public void EndArray() => Close(0x5D);

        /// <summary>A member's name.</summary>
        /// <param name="name">ASCII without anything that needs escaping: the program's own words.</param>
        public void Name(string name)
        {
            int length = name.Length;
            if (Reserve(length + 3))
            {
                PutQuotedAscii(name, length);
                _buffer[_length++] = 0x3A;
                _comma = false;
            }
        }

        /// <summary>A string value that is one of the program's own words (see <see cref="Name"/>).</summary>
        public void Word(string word)
        {
            int length = word.Length;
            if (Reserve(length + 2))
            {
                PutQuotedAscii(word, length);
                _comma = true;
            }
        }

        /// <summary>Any string, escaped; half a surrogate pair becomes U+FFFD; null is written as
        /// null.</summary>
        public void String(string value)
        {
            if (value == null)
            {
                Null();
                return;
            }

            int mark = Mark();
            if (!Reserve(2))
            {
                return;
            }

            _buffer[_length++] = 0x22;
            if (PutPlain(value))
            {
                return;
            }

            for (int i = 0; i < value.Length; i++)
            {
                int c = value[i];
                if (c >= 0xD800 && c <= 0xDFFF)
                {
                    int low = c <= 0xDBFF && i + 1 < value.Length ? value[i + 1] : 0;
                    bool pair = low >= 0xDC00 && low <= 0xDFFF;
                    c = pair ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : Utf8.Replacement;
                    i += pair ? 1 : 0;
                }

                // Seven bytes: the longest escape and the closing quote.
                if (_limit - _length < 7 && _limit - _length < JsonEscape.Length(c) + 1)
                {
                    _length = mark >> 1;
                    _overflow = true;
                    return;
                }

                _length = JsonEscape.Put(_buffer, _length, c);
            }

            _buffer[_length++] = 0x22;
            _comma = true;
        }

        /// <summary>A piece of JSON as it stands, a comma before it where one is due: a name with its colon,
        /// a bracket with what follows it, the first digits of a number. The caller answers for it.</summary>
        /// <param name="text">ASCII, written as a whole or not at all.</param>
        /// <param name="endsValue">Whether a value ends with it, so that a comma is due next.</param>
        public void Raw(byte[] text, bool endsValue)
        {
            Put(text, 0, text.Length, endsValue);
        }

        /// <summary>true or false.</summary>
        public void Bool(bool value) => Literal(value ? "true" : "false");

        /// <summary>null.</summary>
        public void Null() => Literal("null");

        private void Put(byte[] text, int first, int count, bool endsValue)
        {
            int at = _length;
            int comma = _comma ? 1 : 0;
            if (_overflow || count + comma > _limit - at)
            {
                _overflow = true;
                return;
            }

            if (comma != 0)
            {
                _buffer[at] = 0x2C;
                at++;
            }

            Array.Copy(text, first, _buffer, at, count);
            _length = at + count;
            _comma = endsValue;
        }

        /// <summary>Most strings are ASCII without anything to escape: copied as a whole they cost a
        /// tenth, so that a sentence fits into a slice.</summary>
        private bool PutPlain(string value)
        {
            int start = _length;
            int count = value.Length;

            // Room for any UTF-8, should it turn out to be another one.
            if ((3 * count) + 1 > _limit - start)
            {
                return false;
            }

            // UNVERIFIED-HW: that GetBytes answers the number of bytes, which is more than count beyond
            // ASCII.
            if (value.IndexOfAny(_escaped) >= 0
                || _utf8.GetBytes(value, 0, count, _buffer, start) != count)
            {
                return false;
            }

            int end = start + count;
            _buffer[end] = 0x22;
            _length = end + 1;
            _comma = true;
            return true;
        }

        private void PutQuotedAscii(string text, int length)
        {
            _buffer[_length++] = 0x22;
            _utf8.GetBytes(text, 0, length, _buffer, _length);
            _length += length;
            _buffer[_length++] = 0x22;
        }

        private void Literal(string text)
        {
            int length = text.Length;
            if (Reserve(length))
            {
                _utf8.GetBytes(text, 0, length, _buffer, _length);
                _length += length;
                _comma = true;
            }
        }

        private void Open(byte bracket)
        {
            Bracket(bracket);
            _comma = false;
        }

        private void Close(byte bracket)
        {
            _comma = false;
            Bracket(bracket);
            _comma = true;
        }

        private void Bracket(byte bracket)
        {
            if (Reserve(1))
            {
                _buffer[_length++] = bracket;
            }
        }

        /// <summary>Room for a token of that many bytes, with the comma before it, which is written
        /// here.</summary>
        private bool Reserve(int bytes)
        {
            int comma = _comma ? 1 : 0;
            if (_overflow || bytes + comma > _limit - _length)
            {
                _overflow = true;
                return false;
            }

            if (comma != 0)
            {
                _buffer[_length++] = 0x2C;
            }

            return true;
        }
    }
}
