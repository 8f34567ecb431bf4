// SHA-256 (FIPS 180-4) in managed code: the class library has none. Some 12,000 IL operations for 64 bytes, 5
// ms on a board, so a worker's job, never a slice of the loop; where frames come in meanwhile, a job for each
// turn of a block. The state between two blocks can be saved and resumed, so that a long message may outlast
// a restart.
using System;

namespace Gateway.Core
{
    /// <summary>A hash, in pieces. For one thread at a time.</summary>
    public sealed class Sha256
    {
        /// <summary>Bytes of a hash, and of a saved state.</summary>
        public const int HashBytes = 32;

        /// <summary>Bytes of a block.</summary>
        public const int BlockBytes = 64;

        private const int LengthBytes = 8;
        private const int Rounds = 64;
        private const int RoundsATurn = 32;
        private const int Idle = -2; // of _round: no block waits
        private const int ToExpand = -1;

        // FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64
        // primes.
        private readonly uint[] _k =
        {
            0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
            0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
            0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
            0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
            0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
            0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
            0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
            0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
        };

        private readonly uint[] _state = new uint[8];
        private readonly uint[] _schedule = new uint[Rounds];
        private readonly uint[] _work = new uint[8]; // a .. h between two turns
        private readonly byte[] _block = new byte[BlockBytes];
        private int _fill;
        private int _round = Idle;
        private long _length;

        /// <summary>Starts a message.</summary>
        public void Begin()
        {
            // FIPS 180-4, 5.3.3.
            _state[0] = 0x6A09E667;
            _state[1] = 0xBB67AE85;
            _state[2] = 0x3C6EF372;
            _state[3] = 0xA54FF53A;
            _state[4] = 0x510E527F;
            _state[5] = 0x9B05688C;
            _state[6] = 0x1F83D9AB;
            _state[7] = 0x5BE0CD19;
            _fill = 0;
            _round = Idle;
            _length = 0;
        }

        /// <summary>Adds bytes to the message.</summary>
        public void Add(byte[] bytes, int offset, int count)
        {
            for (int done = 0; done < count;)
            {
                done += Take(bytes, offset + done, count - done);
                while (Turn())
                {
                }
            }
        }

        /// <summary>Adds bytes up to the end of the block that is being filled. <see cref="Turn"/> comes
        /// next.</summary>
        /// <returns>How many were taken: 1 .. 64.</returns>
        public int Take(byte[] bytes, int offset, int count)
        {
            int room = BlockBytes - _fill;
            int taken = count < room ? count : room;
            Array.Copy(bytes, offset, _block, _fill, taken);
            _length += taken;
            _fill += taken;
            if (_fill == BlockBytes)
            {
                _fill = 0;
                _round = ToExpand;
            }

            return taken;
        }

        /// <summary>Works on a block that is full: a third of it, some 4,500 IL operations at most.</summary>
        /// <returns>Whether another turn has to follow before bytes are taken.</returns>
        public bool Turn()
        {
            if (_round == Idle)
            {
                return false;
            }

            if (_round == ToExpand)
            {
                Expand();
                Array.Copy(_state, _work, _work.Length);
                _round = 0;
                return true;
            }

            Compress(_round, _round + RoundsATurn);
            _round += RoundsATurn;
            if (_round < Rounds)
            {
                return true;
            }

            for (int i = 0; i < _state.Length; i++)
            {
                _state[i] += _work[i];
            }

            _round = Idle;
            return false;
        }

        /// <summary>Ends the message.</summary>
        /// <returns>Its hash of <see cref="HashBytes"/> bytes.</returns>
        public byte[] End()
        {
            byte[] end = Padding();
            Add(end, 0, end.Length);
            byte[] hash = new byte[HashBytes];
            Save(hash, 0);
            return hash;
        }

        /// <summary>What has to be added behind the message's last byte; then <see cref="Save"/> gives its
        /// hash.</summary>
        public byte[] Padding()
        {
            long bits = _length * 8;
            int zeros = BlockBytes - LengthBytes - 1 - _fill;
            byte[] end = new byte[1 + LengthBytes + (zeros < 0 ? zeros + BlockBytes : zeros)];
            end[0] = 0x80;
            for (int i = 0; i < LengthBytes; i++)
            {
                end[end.Length - 1 - i] = (byte)(bits >> (8 * i));
            }

            return end;
        }

        /// <summary>Writes the state after a whole number of blocks, most significant bytes first; after
        /// <see cref="End"/> that is the hash.</summary>
        public void Save(byte[] into, int offset)
        {
            for (int i = 0; i < HashBytes; i++)
            {
                into[offset + i] = (byte)(_state[i >> 2] >> (24 - (8 * (i & 3))));
            }
        }

        /// <summary>Goes on from a saved state.</summary>
        /// <param name="state">As <see cref="Save"/> has written it.</param>
        /// <param name="offset">Its first byte.</param>
        /// <param name="lengthBytes">Bytes of the message so far: a multiple of
        /// <see cref="BlockBytes"/>.</param>
        public void Resume(byte[] state, int offset, long lengthBytes)
        {
            for (int i = 0; i < 8; i++)
            {
                int at = offset + (4 * i);
                _state[i] = ((uint)state[at] << 24) | ((uint)state[at + 1] << 16)
                    | ((uint)state[at + 2] << 8) | state[at + 3];
            }

            _fill = 0;
            _round = Idle;
            _length = lengthBytes;
        }

        private void Expand()
        {
            uint[] w = _schedule;
            for (int i = 0; i < 16; i++)
            {
                int at = 4 * i;
                w[i] = ((uint)_block[at] << 24) | ((uint)_block[at + 1] << 16)
                    | ((uint)_block[at + 2] << 8) | _block[at + 3];
            }

            for (int i = 16; i < 64; i++)
            {
                uint x = w[i - 15];
                uint y = w[i - 2];
                uint s0 = ((x >> 7) | (x << 25)) ^ ((x >> 18) | (x << 14)) ^ (x >> 3);
                uint s1 = ((y >> 17) | (y << 15)) ^ ((y >> 19) | (y << 13)) ^ (y >> 10);
                w[i] = w[i - 16] + s0 + w[i - 7] + s1;
            }
        }

        private void Compress(int from, int to)
        {
            uint[] s = _work;
            uint a = s[0];
            uint b = s[1];
            uint c = s[2];
            uint d = s[3];
            uint e = s[4];
            uint f = s[5];
            uint g = s[6];
            uint h = s[7];
            uint[] k = _k;
            uint[] w = _schedule;
            for (int i = from; i < to; i++)
            {
                uint s1 = ((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7));
                uint t1 = h + s1 + (g ^ (e & (f ^ g))) + k[i] + w[i];
                uint s0 = ((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10));
                uint t2 = s0 + ((a & b) | (c & (a | b)));
                h = g;
                g = f;
                f = e;
                e = d + t1;
                d = c;
                c = b;
                b = a;
                a = t1 + t2;
            }

            s[0] = a;
            s[1] = b;
            s[2] = c;
            s[3] = d;
            s[4] = e;
            s[5] = f;
            s[6] = g;
            s[7] = h;
        }
    }
}
