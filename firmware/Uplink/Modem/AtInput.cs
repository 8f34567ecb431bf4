// Cuts what a modem sends (V.250 text with result codes, and counted blocks of message bytes) into tokens.
// One method works on a whole chunk with everything in locals: nothing is called or allocated per byte. A
// line that is too long is dropped; a block ends by its count alone, so that its content cannot be taken
// for an answer.

using Gateway.Core;

namespace Gateway.Uplink.Modem
{
    /// <summary>The modem's bytes as lines, prompts and blocks.</summary>
    internal sealed class AtInput
    {
        /// <summary>Longest line that is understood, in bytes.</summary>
        public const int MaxLineBytes = 256;

        /// <summary>Bytes of one slice: some 30 instructions each.</summary>
        public const int ChunkBytes = 64;

        private const int Cr = 0x0D;
        private const int Lf = 0x0A;
        private const int Space = 0x20;
        private const int PromptChar = 0x3E;

        private readonly byte[] _chunk = new byte[ChunkBytes];
        private readonly byte[] _line = new byte[MaxLineBytes];
        private int _at;
        private int _end;
        private int _length;
        private byte[] _block;
        private int _blockAt;
        private int _blockLeft;
        private bool _skipsLf;

        /// <summary>The line, valid until the next call.</summary>
        public byte[] Line => _line;

        /// <summary>Its length in bytes.</summary>
        public int LineLength { get; private set; }

        /// <summary>Lines dropped because of their length.</summary>
        public int Overlong { get; private set; }

        /// <summary>Whether a prompt would be understood; otherwise its character is text.</summary>
        public bool WantsPrompt { get; set; }

        /// <summary>Whether a block is being read.</summary>
        public bool IsInBlock => _blockLeft > 0;

        /// <summary>Whether everything read has been cut.</summary>
        public bool IsEmpty => _at == _end;

        /// <summary>Reads the next chunk; only when <see cref="IsEmpty"/>.</summary>
        /// <returns>Bytes read.</returns>
        public int Fill(ISerialPort port)
        {
            _at = 0;
            _end = port.Read(_chunk, 0, ChunkBytes);
            return _end;
        }

        /// <summary>Forgets everything half read.</summary>
        public void Reset()
        {
            _at = 0;
            _end = 0;
            _length = 0;
            _blockLeft = 0;
            WantsPrompt = false;
        }

        /// <summary>The next bytes after the line end are a block.</summary>
        /// <param name="target">Takes them from <paramref name="offset"/>; null = they are dropped.</param>
        /// <param name="count">At least 1.</param>
        public void BeginBlock(byte[] target, int offset, int count)
        {
            _block = target;
            _blockAt = offset;
            _blockLeft = count;
            _skipsLf = true;
        }

        /// <summary>The block does not end: what follows are lines again.</summary>
        public void CancelBlock()
        {
            _blockLeft = 0;
            _block = null;
        }

        /// <summary>The next token of the chunk.</summary>
        public AtToken Next()
        {
            if (_blockLeft > 0)
            {
                return NextOfBlock();
            }

            byte[] chunk = _chunk;
            byte[] line = _line;
            int at = _at;
            int end = _end;
            int length = _length;
            AtToken token = AtToken.None;
            while (at < end && token == AtToken.None)
            {
                int value = chunk[at++];
                if (value == Cr || value == Lf)
                {
                    token = length > 0 ? AtToken.Line : AtToken.None;
                }
                else if (length == 0 && (value == Space || (value == PromptChar && WantsPrompt)))
                {
                    token = value == Space ? AtToken.None : AtToken.Prompt;
                }
                else
                {
                    if (length < MaxLineBytes)
                    {
                        line[length] = (byte)value;
                    }

                    length++;
                }
            }

            _at = at;
            _length = length;
            return token == AtToken.Line ? EndLine() : token;
        }

        private AtToken EndLine()
        {
            int length = _length;
            _length = 0;
            if (length > MaxLineBytes)
            {
                Overlong++;
                LineLength = 0;
                return AtToken.Line;
            }

            LineLength = length;
            return AtToken.Line;
        }

        private AtToken NextOfBlock()
        {
            if (_skipsLf && _at < _end)
            {
                _skipsLf = false;
                _at += _chunk[_at] == Lf ? 1 : 0;
            }

            int count = _end - _at;
            count = count < _blockLeft ? count : _blockLeft;
            if (_block != null && count > 0)
            {
                System.Array.Copy(_chunk, _at, _block, _blockAt, count);
            }

            _at += count;
            _blockAt += count;
            _blockLeft -= count;
            if (_blockLeft > 0)
            {
                return AtToken.None;
            }

            _block = null;
            return AtToken.Block;
        }
    }
}
