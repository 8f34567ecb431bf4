// What is on hand as bytes already.

namespace Gateway.Core
{
    /// <content>Bytes.</content>
    public sealed partial class JsonWriter
    {
        /// <summary>A string value from ASCII bytes that need no escaping: names that were checked when
        /// they were configured.</summary>
        public void Ascii(byte[] bytes, int offset, int count)
        {
            if (Reserve(count + 2))
            {
                _buffer[_length++] = 0x22;
                System.Array.Copy(bytes, offset, _buffer, _length, count);
                _length += count;
                _buffer[_length++] = 0x22;
                _comma = true;
            }
        }

        /// <summary>A whole value that is JSON already: the writer's own work of earlier.</summary>
        public void Json(byte[] json, int offset, int count)
        {
            if (Reserve(count))
            {
                System.Array.Copy(json, offset, _buffer, _length, count);
                _length += count;
                _comma = true;
            }
        }
    }
}
