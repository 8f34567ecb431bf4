// What became of the last update, over restarts: two files written in turn, as a cut during the write of one
// leaves the other.
using Gateway.Core;

namespace Gateway.Update
{
    /// <summary>The last outcome on file. All calls block.</summary>
    internal sealed class UpdateRecord
    {
        public const byte None = 0;

        /// <summary>The boot loader was, or was about to be, told to start the version.</summary>
        public const byte Armed = 1;

        /// <summary>The version proved itself.</summary>
        public const byte Confirmed = 2;

        /// <summary>The version did not, and the one before runs again.</summary>
        public const byte Returned = 3;

        private const int FileBytes = 32;
        private const int CrcOffset = FileBytes - 4;
        private const int TextOffset = 6;

        private readonly string[] _names = { "upd-0", "upd-1" };

        private readonly IFileStore _files;
        private readonly byte[] _bytes = new byte[FileBytes];
        private uint _sequence;

        public UpdateRecord(IFileStore files)
        {
            _files = files;
            Version = string.Empty;
        }

        public byte Kind { get; private set; }

        public string Version { get; private set; }

        /// <summary>Reads the newer of the good ones.</summary>
        public void Load()
        {
            for (int i = 0; i < _names.Length; i++)
            {
                if (_files.Read(_names[i], 0, _bytes, 0, FileBytes) == FileBytes
                    && LittleEndian.Get32(_bytes, CrcOffset) == Crc32.Compute(_bytes, 0, CrcOffset)
                    && LittleEndian.Get32(_bytes, 0) > _sequence)
                {
                    _sequence = LittleEndian.Get32(_bytes, 0);
                    Kind = _bytes[4];
                    Version = AsciiName.GetText(_bytes, TextOffset, _bytes[5]);
                }
            }
        }

        /// <summary>Writes another one.</summary>
        /// <returns>Whether it is durable; the one before counts otherwise.</returns>
        public bool Write(byte kind, string version)
        {
            uint sequence = _sequence + 1;
            for (int i = 0; i < FileBytes; i++)
            {
                _bytes[i] = 0;
            }

            LittleEndian.Put32(_bytes, 0, sequence);
            _bytes[4] = kind;
            _bytes[5] = (byte)version.Length;
            AsciiName.PutText(_bytes, TextOffset, version);
            LittleEndian.Put32(_bytes, CrcOffset, Crc32.Compute(_bytes, 0, CrcOffset));
            string name = _names[(int)(sequence & 1)];
            bool isThere = _files.Length(name) == FileBytes
                || _files.Create(name, FileBytes) == FileStatus.Ok;
            if (!isThere || _files.Write(name, 0, _bytes, 0, FileBytes) != FileStatus.Ok)
            {
                return false;
            }

            _sequence = sequence;
            Kind = kind;
            Version = version;
            return true;
        }
    }
}
