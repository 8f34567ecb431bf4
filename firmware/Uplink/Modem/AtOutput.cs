using System.Text;
using Gateway.Core;

namespace Gateway.Uplink.Modem
{
    /// <summary>Writes a command, and sends it and the data behind it a slice at a time.</summary>
    internal sealed class AtOutput
    {
        /// <summary>Longest command: AT+CMQTTCONNECT with the longest host, user and password.</summary>
        private const int MaxCommandBytes = 640;

        /// <summary>Bytes of one slice: 11 ms at 115,200 baud.</summary>
        private const int SliceBytes = 128;

        private readonly byte[] _text = new byte[MaxCommandBytes];
        private byte[] _source;
        private int _sourceAt;
        private int _sourceEnd;

        /// <summary>Length of the command so far.</summary>
        public int Length { get; private set; }

        /// <summary>Whether a command did not fit.</summary>
        public bool IsTooLong { get; private set; }

        /// <summary>Whether something is still to be sent.</summary>
        public bool IsSending => _sourceAt < _sourceEnd;

        /// <summary>Whether a text can be part of a command: printable ASCII without the quote and the
        /// backslash.</summary>
        public static bool IsUsable(string text)
        {
            for (int i = 0; text != null && i < text.Length; i++)
            {
                if (text[i] < ' ' || text[i] > '~' || text[i] == '"' || text[i] == '\\')
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Begins a command.</summary>
        public void Clear()
        {
            Length = 0;
            IsTooLong = false;
        }

        /// <summary>Adds ASCII.</summary>
        public void Add(string text)
        {
            if (Length + text.Length >= MaxCommandBytes)
            {
                IsTooLong = true;
                return;
            }

            // One native call: a character at a time costs one each.
            Length += Encoding.UTF8.GetBytes(text, 0, text.Length, _text, Length);
        }

        /// <summary>Adds a number.</summary>
        public void Add(int number)
        {
            Add(number.ToString());
        }

        /// <summary>Adds a text in quotes.</summary>
        public void AddQuoted(string text)
        {
            Add("\"");
            Add(text);
            Add("\"");
        }

        /// <summary>Begins to send the command with its end.</summary>
        public void SendCommand()
        {
            _text[Length] = 0x0D;
            Send(_text, Length + 1);
        }

        /// <summary>Begins to send bytes.</summary>
        /// <param name="source">Not changed until they are sent.</param>
        public void Send(byte[] source, int count)
        {
            _source = source;
            _sourceAt = 0;
            _sourceEnd = count;
        }

        /// <summary>Stops sending and wipes the command: it may hold a password or a PIN.</summary>
        public void Stop()
        {
            _source = null;
            _sourceAt = 0;
            _sourceEnd = 0;
            System.Array.Clear(_text, 0, Length);
            Length = 0;
        }

        /// <summary>Hands the next slice to the port.</summary>
        /// <returns>Bytes handed over; 0 when the port takes none.</returns>
        public int SendSlice(ISerialPort port)
        {
            int count = _sourceEnd - _sourceAt;
            count = count < SliceBytes ? count : SliceBytes;
            if (!port.Write(_source, _sourceAt, count))
            {
                return 0;
            }

            _sourceAt += count;
            return count;
        }

        /// <summary>UTF-8 of a text.</summary>
        public static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }
    }
}
