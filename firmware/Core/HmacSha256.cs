// HMAC-SHA-256 (RFC 2104) in managed code: the class library's native one is not part of every board's
// firmware image. Some 5,000 IL operations for 64 bytes, so a worker's job, never a slice of the loop.

namespace Gateway.Core
{
    /// <summary>Message authentication with a shared key. For one thread at a time.</summary>
    public sealed class HmacSha256
    {
        /// <summary>Bytes of a tag.</summary>
        public const int TagBytes = Sha256.HashBytes;

        private const int BlockBytes = Sha256.BlockBytes;

        private readonly Sha256 _hash = new Sha256();
        private readonly byte[] _key = new byte[BlockBytes];

        /// <summary>Starts a message.</summary>
        /// <param name="key">Any length; longer ones than 64 bytes are hashed first.</param>
        public void Begin(byte[] key)
        {
            int length = key.Length;
            byte[] used = key;
            if (length > BlockBytes)
            {
                _hash.Begin();
                _hash.Add(key, 0, length);
                used = _hash.End();
                length = TagBytes;
            }

            for (int i = 0; i < BlockBytes; i++)
            {
                _key[i] = i < length ? used[i] : (byte)0;
            }

            _hash.Begin();
            AddKey(0x36);
        }

        /// <summary>Adds bytes to the message.</summary>
        public void Add(byte[] bytes, int offset, int count)
        {
            _hash.Add(bytes, offset, count);
        }

        /// <summary>Adds the ASCII characters of a text.</summary>
        public void Add(string ascii)
        {
            byte[] one = new byte[1];
            for (int i = 0; i < ascii.Length; i++)
            {
                one[0] = (byte)ascii[i];
                Add(one, 0, 1);
            }
        }

        /// <summary>Ends the message.</summary>
        /// <returns>Its tag of <see cref="TagBytes"/> bytes.</returns>
        public byte[] End()
        {
            byte[] inner = _hash.End();
            _hash.Begin();
            AddKey(0x5C);
            Add(inner, 0, TagBytes);
            byte[] tag = _hash.End();
            for (int i = 0; i < BlockBytes; i++)
            {
                _key[i] = 0;
            }

            return tag;
        }

        /// <summary>Compares two tags in a time that does not tell where they differ.</summary>
        public static bool AreEqual(byte[] a, byte[] b)
        {
            if (a == null || b == null || a.Length != b.Length)
            {
                return false;
            }

            int difference = 0;
            for (int i = 0; i < a.Length; i++)
            {
                difference |= a[i] ^ b[i];
            }

            return difference == 0;
        }

        private void AddKey(int pad)
        {
            byte[] padded = new byte[BlockBytes];
            for (int i = 0; i < BlockBytes; i++)
            {
                padded[i] = (byte)(_key[i] ^ pad);
            }

            Add(padded, 0, BlockBytes);
        }
    }
}
