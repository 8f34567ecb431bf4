// A set on file: 128 bytes of header, then the document. The header is written last and is the proof that the
// document behind it is whole. On FAT a set has its full length for ever, because there only what lies inside
// a file is safe, and what was once in one is overwritten by a wipe.
using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>One of the two places for configuration sets. All calls block.</summary>
    internal sealed class ConfigSlot
    {
        public const int HeaderBytes = 128;

        // CFG0 before the proof, CFG1 after it.
        private const uint Untried = 0x30474643;
        private const uint Proven = 0x31474643;
        private const int HashAt = 8;
        private const int RevisionAt = 40;
        private const int CrcAt = 120;
        private const int PieceBytes = 512;

        private readonly IFileStore _files;
        private readonly string _name;

        public ConfigSlot(IFileStore files, string name)
        {
            _files = files;
            _name = name;
        }

        /// <summary>Bytes of the document; −1 = there is none.</summary>
        public int Length { get; private set; } = -1;

        public byte[] Hash { get; private set; }

        public string Revision { get; private set; }

        /// <summary>It was in use.</summary>
        public bool IsProven { get; private set; }

        /// <summary>Reads the header, and the document to see that it is the one.</summary>
        /// <returns>The document; null when there is none that can be trusted.</returns>
        public byte[] Load()
        {
            if (!Open() || _files.Length(_name) < HeaderBytes + Length)
            {
                Length = -1;
                return null;
            }

            byte[] document = new byte[Length];
            bool isRead = _files.Read(_name, HeaderBytes, document, 0, Length) == Length;
            Sha256 hash = new Sha256();
            hash.Begin();
            hash.Add(document, 0, Length);
            if (!isRead || !HmacSha256.AreEqual(hash.End(), Hash))
            {
                Length = -1;
                return null;
            }

            return document;
        }

        /// <summary>Reads the header alone.</summary>
        public bool Open()
        {
            Length = -1;
            byte[] header = new byte[HeaderBytes];
            bool isRead = _files.Read(_name, 0, header, 0, HeaderBytes) == HeaderBytes;
            uint magic = LittleEndian.Get32(header, 0);
            bool isGood = isRead && (magic == Untried || magic == Proven)
                && LittleEndian.Get32(header, CrcAt) == Crc32.Compute(header, 0, CrcAt);
            int length = isGood ? (int)LittleEndian.Get32(header, 4) : -1;
            if (length < 0 || length > ConfigStore.MaxBytes)
            {
                return false;
            }

            Length = length;
            IsProven = magic == Proven;
            Hash = ConfigBytes.GetHash(header, HashAt);
            Revision = ConfigBytes.GetText(header, RevisionAt, ConfigRecord.MaxRevisionChars);
            return true;
        }

        /// <summary>Makes room for a document; what was here is gone.</summary>
        public bool Begin(int length)
        {
            Length = -1;
            int bytes = HeaderBytes + (_files.Kind == FileSystemKind.Fat ? ConfigStore.MaxBytes : length);
            if (_files.Length(_name) != bytes)
            {
                return _files.Create(_name, bytes) == FileStatus.Ok;
            }

            return Spoil();
        }

        /// <summary>Writes a piece of the document.</summary>
        public bool Put(int at, byte[] bytes, int offset, int count)
        {
            return _files.Write(_name, HeaderBytes + at, bytes, offset, count) == FileStatus.Ok;
        }

        /// <summary>The hash of what was put.</summary>
        public byte[] HashOf(int length)
        {
            byte[] piece = new byte[PieceBytes];
            Sha256 hash = new Sha256();
            hash.Begin();
            for (int at = 0; at < length; at += PieceBytes)
            {
                int count = length - at < PieceBytes ? length - at : PieceBytes;
                if (_files.Read(_name, HeaderBytes + at, piece, 0, count) != count)
                {
                    return null;
                }

                hash.Add(piece, 0, count);
            }

            return hash.End();
        }

        /// <summary>Makes the header worthless.</summary>
        public bool Spoil()
        {
            Length = -1;
            return _files.Write(_name, 0, new byte[HeaderBytes], 0, HeaderBytes) == FileStatus.Ok;
        }

        /// <summary>Notes that it has proven itself.</summary>
        public bool Prove()
        {
            return IsProven || End(Length, Hash, Revision, true);
        }

        /// <summary>Writes the header: from now on the document counts.</summary>
        public bool End(int length, byte[] hash, string revision, bool isProven)
        {
            byte[] header = new byte[HeaderBytes];
            LittleEndian.Put32(header, 0, isProven ? Proven : Untried);
            LittleEndian.Put32(header, 4, (uint)length);
            System.Array.Copy(hash, 0, header, HashAt, Sha256.HashBytes);
            ConfigBytes.PutText(header, RevisionAt, ConfigRecord.MaxRevisionChars, revision);
            LittleEndian.Put32(header, CrcAt, Crc32.Compute(header, 0, CrcAt));
            return _files.Write(_name, 0, header, 0, HeaderBytes) == FileStatus.Ok && Open();
        }
    }
}
