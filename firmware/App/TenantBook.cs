// Which number a tenant has in the records of the log. A number outlives the configuration: it is given to
// another tenant only when no record from before is left that the log could still hand out, so that nobody
// ever gets what was somebody else's, whatever is configured in between.
using Gateway.Core;
using Gateway.Store;

namespace Gateway.App
{
    /// <summary>Keeps the tenants' numbers in two small files.</summary>
    public sealed class TenantBook
    {
        /// <summary>Numbers that a record has room for.</summary>
        public const int Places = 8;

        private const int MaxIdLength = 16;
        private const int LengthAt = 0;
        private const int IdAt = 1;
        private const int LeftAt = IdAt + MaxIdLength;
        private const int PlaceBytes = LeftAt + 4;

        private readonly TwinFile _file;

        /// <summary>Reads the files. Blocks: at start only.</summary>
        public TenantBook(IFileStore files, IWorker worker)
        {
            _file = new TwinFile(files, worker, "tenant-0", "tenant-1", Places * PlaceBytes);
        }

        /// <summary>Gives each tenant its number: the one it had, or a free one. Blocks: at start only, when
        /// the log is open.</summary>
        /// <param name="ids">Their names.</param>
        /// <param name="log">Tells what is still to be delivered.</param>
        /// <param name="isOpen">Whether it can: otherwise no number changes hands.</param>
        /// <returns>By tenant; −1 = none is free, or it could not be written down: such a tenant gets
        /// nothing for now.</returns>
        public int[] Assign(string[] ids, LogStore log, bool isOpen)
        {
            bool isChanged = isOpen && Retire(ids, log);
            int[] places = new int[ids.Length];
            for (int i = 0; i < ids.Length; i++)
            {
                places[i] = Find(ids[i]);
            }

            bool[] isNew = new bool[ids.Length];
            for (int i = 0; i < ids.Length; i++)
            {
                if (places[i] < 0 && isOpen)
                {
                    places[i] = Take(ids[i], log);
                    isNew[i] = places[i] >= 0;
                    isChanged |= isNew[i];
                }
            }

            bool isWritten = !isChanged || _file.WriteNow();
            for (int i = 0; i < ids.Length; i++)
            {
                // Without its file another start would give the number away.
                places[i] = isNew[i] && !isWritten ? -1 : places[i];
            }

            return places;
        }

        // Notes which tenants are configured no more, and up to which record they may be named.
        private bool Retire(string[] ids, LogStore log)
        {
            byte[] bytes = _file.Content;
            bool isChanged = false;
            for (int place = 0; place < Places; place++)
            {
                int at = place * PlaceBytes;
                bool isConfigured = false;
                for (int i = 0; i < ids.Length; i++)
                {
                    isConfigured |= Holds(at, ids[i]);
                }

                uint left = isConfigured ? 0 : log.CommittedSeq + 1;
                if (bytes[at + LengthAt] != 0 && (isConfigured || LittleEndian.Get32(bytes, at + LeftAt) == 0)
                    && LittleEndian.Get32(bytes, at + LeftAt) != left)
                {
                    LittleEndian.Put32(bytes, at + LeftAt, left);
                    isChanged = true;
                }
            }

            return isChanged;
        }

        private int Find(string id)
        {
            for (int place = 0; place < Places; place++)
            {
                if (Holds(place * PlaceBytes, id))
                {
                    return place;
                }
            }

            return -1;
        }

        private int Take(string id, LogStore log)
        {
            for (int place = 0; place < Places; place++)
            {
                int at = place * PlaceBytes;
                uint left = LittleEndian.Get32(_file.Content, at + LeftAt);
                if (_file.Content[at + LengthAt] != 0 && (left == 0 || !log.IsDelivered(left)))
                {
                    continue;
                }

                _file.Content[at + LengthAt] = (byte)id.Length;
                for (int i = 0; i < MaxIdLength; i++)
                {
                    _file.Content[at + IdAt + i] = (byte)(i < id.Length ? id[i] : 0);
                }

                LittleEndian.Put32(_file.Content, at + LeftAt, 0);
                return place;
            }

            return -1;
        }

        private bool Holds(int at, string id)
        {
            bool isSame = _file.Content[at + LengthAt] == id.Length;
            for (int i = 0; i < id.Length && isSame; i++)
            {
                isSame = _file.Content[at + IdAt + i] == (byte)id[i];
            }

            return isSame;
        }
    }
}
