// How far a download is, over restarts: the manifest, the image's first bytes, and after each block of the
// image the state of its hash. An entry is written before its block, so that the slot holds no block whose
// entry is not the one for these very bytes; entries behind what the slot holds do not count. One file, made
// in full at the start (FAT).
using Gateway.Core;

namespace Gateway.Update
{
    /// <summary>The durable progress of one download. All calls block.</summary>
    internal sealed class UpdateJournal
    {
        /// <summary>Bytes of the image from one entry to the next.</summary>
        public const int BlockBytes = 4096;

        /// <summary>Bytes of the image's head that are kept.</summary>
        public const int HeadBytes = 32;

        private const string FileName = "upd-job";
        private const uint Magic = 0x314A5055;
        private const int VersionOffset = 8;
        private const int BoardOffset = 24;
        private const int HashOffset = 40;
        private const int MacOffset = 72;
        private const int HeaderCrcOffset = 104;
        private const int HeadOffset = 108;
        private const int FirstEntryOffset = 144;
        private const int EntryBytes = 36;
        private const int EntryCrcOffset = 32;

        private readonly IFileStore _files;
        private readonly byte[] _bytes = new byte[FirstEntryOffset];
        private readonly byte[] _entry = new byte[EntryBytes];
        private uint _headerCrc;

        public UpdateJournal(IFileStore files)
        {
            _files = files;
        }

        /// <summary>What is being loaded; null when nothing is.</summary>
        public UpdateManifest Manifest { get; private set; }

        /// <summary>Entries that count.</summary>
        public int Count { get; private set; }

        /// <summary>First bytes of the image.</summary>
        public byte[] Head { get; } = new byte[HeadBytes];

        /// <summary>State of the hash after the last entry; the hash itself after the last of the
        /// image.</summary>
        public byte[] State { get; } = new byte[Sha256.HashBytes];

        /// <summary>Bytes of the image that the entries stand for.</summary>
        public int ImageOffset
        {
            get
            {
                int offset = Count * BlockBytes;
                return Manifest != null && offset > Manifest.ImageBytes ? Manifest.ImageBytes : offset;
            }
        }

        /// <summary>Reads what is there.</summary>
        public void Load()
        {
            Manifest = null;
            Count = 0;
            if (_files.Read(FileName, 0, _bytes, 0, FirstEntryOffset) != FirstEntryOffset
                || LittleEndian.Get32(_bytes, 0) != Magic
                || LittleEndian.Get32(_bytes, HeaderCrcOffset) != Crc32.Compute(_bytes, 0, HeaderCrcOffset))
            {
                return;
            }

            UpdateManifest manifest = new UpdateManifest();
            manifest.ImageBytes = (int)LittleEndian.Get32(_bytes, 4);
            manifest.Version = AsciiName.GetText(_bytes, VersionOffset + 1, _bytes[VersionOffset]);
            manifest.Board = AsciiName.GetText(_bytes, BoardOffset + 1, _bytes[BoardOffset]);
            manifest.Hash = Part(HashOffset);
            manifest.Mac = Part(MacOffset);
            Manifest = manifest;
            _headerCrc = LittleEndian.Get32(_bytes, HeaderCrcOffset);
            if (LittleEndian.Get32(_bytes, HeadOffset + HeadBytes)
                == Crc32.Compute(_bytes, HeadOffset, HeadBytes))
            {
                Copy(_bytes, HeadOffset, Head);
                ReadEntries();
            }
        }

        /// <summary>Forgets a download.</summary>
        public bool Drop()
        {
            FileStatus status = _files.Delete(FileName);
            if (status != FileStatus.Ok && status != FileStatus.NotFound)
            {
                return false;
            }

            Manifest = null;
            Count = 0;
            return true;
        }

        /// <summary>Starts a download; there was none.</summary>
        public bool Begin(UpdateManifest manifest)
        {
            for (int i = 0; i < FirstEntryOffset; i++)
            {
                _bytes[i] = 0;
            }

            LittleEndian.Put32(_bytes, 0, Magic);
            LittleEndian.Put32(_bytes, 4, (uint)manifest.ImageBytes);
            _bytes[VersionOffset] = (byte)manifest.Version.Length;
            AsciiName.PutText(_bytes, VersionOffset + 1, manifest.Version);
            _bytes[BoardOffset] = (byte)manifest.Board.Length;
            AsciiName.PutText(_bytes, BoardOffset + 1, manifest.Board);
            for (int i = 0; i < Sha256.HashBytes; i++)
            {
                _bytes[HashOffset + i] = manifest.Hash[i];
                _bytes[MacOffset + i] = manifest.Mac[i];
            }

            _headerCrc = Crc32.Compute(_bytes, 0, HeaderCrcOffset);
            LittleEndian.Put32(_bytes, HeaderCrcOffset, _headerCrc);
            int entries = (manifest.ImageBytes + BlockBytes - 1) / BlockBytes;
            if (_files.Create(FileName, FirstEntryOffset + (entries * EntryBytes)) != FileStatus.Ok
                || _files.Write(FileName, 0, _bytes, 0, HeadOffset) != FileStatus.Ok)
            {
                return false;
            }

            Manifest = manifest;
            Count = 0;
            return true;
        }

        /// <summary>Keeps the first bytes of the image.</summary>
        public bool WriteHead(byte[] image)
        {
            for (int i = 0; i < HeadBytes; i++)
            {
                Head[i] = image[i];
                _bytes[i] = image[i];
            }

            LittleEndian.Put32(_bytes, HeadBytes, Crc32.Compute(image, 0, HeadBytes));
            return _files.Write(FileName, HeadOffset, _bytes, 0, HeadBytes + 4) == FileStatus.Ok;
        }

        /// <summary>Adds an entry.</summary>
        public bool Append(byte[] state)
        {
            for (int i = 0; i < Sha256.HashBytes; i++)
            {
                _entry[i] = state[i];
            }

            LittleEndian.Put32(_entry, EntryCrcOffset, EntryCrc(Count));
            if (!WriteEntry(Count))
            {
                return false;
            }

            Copy(state, 0, State);
            Count++;
            return true;
        }

        /// <summary>Goes back to so many entries.</summary>
        /// <param name="count">1 .. <see cref="Count"/>.</param>
        /// <returns>Whether <see cref="State"/> is that of the last one.</returns>
        public bool Rewind(int count)
        {
            Count = count;
            return ReadEntry(count - 1);
        }

        private void ReadEntries()
        {
            int entries = (Manifest.ImageBytes + BlockBytes - 1) / BlockBytes;
            while (Count < entries && ReadEntry(Count))
            {
                Count++;
            }
        }

        private bool ReadEntry(int index)
        {
            int offset = FirstEntryOffset + (index * EntryBytes);
            if (_files.Read(FileName, offset, _entry, 0, EntryBytes) != EntryBytes
                || LittleEndian.Get32(_entry, EntryCrcOffset) != EntryCrc(index))
            {
                return false;
            }

            Copy(_entry, 0, State);
            return true;
        }

        private bool WriteEntry(int index)
        {
            int offset = FirstEntryOffset + (index * EntryBytes);
            return _files.Write(FileName, offset, _entry, 0, EntryBytes) == FileStatus.Ok;
        }

        private uint EntryCrc(int index)
        {
            uint crc = Crc32.Update(Crc32.Start ^ _headerCrc, _entry, 0, EntryCrcOffset);
            return Crc32.Finish(crc) + (uint)index;
        }

        private byte[] Part(int offset)
        {
            byte[] part = new byte[Sha256.HashBytes];
            Copy(_bytes, offset, part);
            return part;
        }

        private static void Copy(byte[] from, int offset, byte[] to)
        {
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = from[offset + i];
            }
        }
    }
}
