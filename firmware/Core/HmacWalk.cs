// HMAC-SHA-256 (RFC 2104) a turn at a time: some 12,000 IL operations for 64 bytes are 5 ms on a board, in a
// thread that its interpreter lets run for 20 ms while frames come in. Each step is a job of its own.
using System;

namespace Gateway.Core
{
    /// <summary>The tag of a message in two parts, in steps of some 4,700 IL operations at most. For one
    /// thread at a time.</summary>
    public sealed class HmacWalk
    {
        private const int BlockBytes = Sha256.BlockBytes;
        private const int InnerPad = 0x36;
        private const int OuterPad = 0x5C;

        private readonly Sha256 _hash = new Sha256();
        private byte[] _key;
        private byte[] _head;
        private byte[] _body;
        private int _bodyOffset;
        private int _bodyEnd;
        private int _pieces; // begun so far
        private byte[] _piece;
        private int _at;
        private int _end;
        private bool _isTurning;

        /// <summary>The tag, once <see cref="Step"/> has returned false.</summary>
        public byte[] Tag { get; private set; }

        /// <summary>Starts a message; all arrays are the caller's and must not change before its
        /// end.</summary>
        /// <param name="key">Of 64 bytes at most: longer ones would have to be hashed first.</param>
        /// <param name="head">The message's first bytes, all of them.</param>
        /// <param name="body">What follows them.</param>
        /// <param name="offset">Its first byte.</param>
        /// <param name="count">Its bytes, from 0.</param>
        public void Begin(byte[] key, byte[] head, byte[] body, int offset, int count)
        {
            _key = key;
            _head = head;
            _body = body;
            _bodyOffset = offset;
            _bodyEnd = offset + count;
            _pieces = 0;
            _at = 0;
            _end = 0;
            _isTurning = false;
            Tag = null;
        }

        /// <summary>Does the next step.</summary>
        /// <returns>Whether another one follows.</returns>
        public bool Step()
        {
            if (!_isTurning && _at == _end)
            {
                Take();
                return _piece != null;
            }

            if (!_isTurning)
            {
                _at += _hash.Take(_piece, _at, _end - _at);
            }

            _isTurning = _hash.Turn();
            return true;
        }

        private void Take()
        {
            _pieces++;
            _at = 0;
            switch (_pieces)
            {
                case 1:
                    _hash.Begin();
                    _piece = Pad(InnerPad);
                    break;
                case 2:
                    _piece = _head;
                    break;
                case 3:
                    _piece = _body;
                    _at = _bodyOffset;
                    _end = _bodyEnd;
                    return;
                case 4:
                case 7:
                    _piece = _hash.Padding();
                    break;
                case 5:
                    _body = Saved();
                    _hash.Begin();
                    _piece = Pad(OuterPad);
                    break;
                case 6:
                    _piece = _body; // the inner hash
                    break;
                default:
                    Tag = Saved();
                    _piece = null;
                    _key = null;
                    _head = null;
                    _body = null;
                    _end = 0;
                    return;
            }

            _end = _piece.Length;
        }

        private byte[] Saved()
        {
            byte[] hash = new byte[Sha256.HashBytes];
            _hash.Save(hash, 0);
            return hash;
        }

        private byte[] Pad(int value)
        {
            byte[] padded = new byte[BlockBytes];
            Array.Copy(_key, 0, padded, 0, _key.Length);
            for (int i = 0; i < BlockBytes; i++)
            {
                padded[i] = (byte)(padded[i] ^ value);
            }

            return padded;
        }
    }
}
