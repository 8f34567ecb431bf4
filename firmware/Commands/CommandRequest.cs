namespace Gateway.Commands
{
    /// <summary>The envelope of a command, as it was read. Reused.</summary>
    public sealed class CommandRequest
    {
        /// <summary>Most characters of an id.</summary>
        public const int MaxIdLength = 40;

        /// <summary>The sender's name for this command; null when it could not be read.</summary>
        public string Id;

        /// <summary>Refuse at or after this time, in milliseconds since 1970-01-01 UTC; 0 = no
        /// limit.</summary>
        public long ExpiresMs;

        /// <summary>The whole payload.</summary>
        public byte[] Payload;

        /// <summary>First byte of the value of <c>body</c> in <see cref="Payload"/>.</summary>
        public int BodyOffset;

        /// <summary>Bytes of that value; 0 when there is none.</summary>
        public int BodyLength;

        /// <summary>Value of <c>mac</c>: 64 hexadecimal digits; null when there is none.</summary>
        public string Mac;

        /// <summary>Whether a text has control characters, which take six bytes each in an event.</summary>
        internal static bool HasControl(string text)
        {
            char[] all = text.ToCharArray();
            int i = 0;
            while (i < all.Length && all[i] >= ' ')
            {
                i++;
            }

            return i < all.Length;
        }

        internal void Clear(byte[] payload)
        {
            Id = null;
            ExpiresMs = 0;
            Payload = payload;
            BodyOffset = 0;
            BodyLength = 0;
            Mac = null;
        }
    }
}
