// Times of jobs that were changed by command: sched-0 and sched-1 written in turn, whole, with a check. An
// entry names its job and the time that the configuration had then by their hashes: another configuration's
// time wins over it.
using Gateway.Core;

namespace Gateway.App.Readout
{
    /// <summary>Reads and writes the changed times. All calls block.</summary>
    internal sealed class ScheduleFile
    {
        private const uint Magic = 0x31484353;
        private const int HeaderBytes = 12;
        private const int CheckBytes = 4;
        private const int TextOffset = 9;
        private const int MaxChars = 120;
        private const int EntryBytes = TextOffset + MaxChars;

        private readonly IFileStore _files;
        private readonly int _capacity;
        private byte[] _bytes; // of the newest file that is whole
        private int _count;
        private uint _sequence;

        public ScheduleFile(IFileStore files, int capacity)
        {
            _files = files;
            _capacity = capacity;
        }

        /// <summary>Reads the newest file that is whole.</summary>
        public void Load()
        {
            _bytes = new byte[HeaderBytes + (_capacity * EntryBytes) + CheckBytes];
            uint first = Read("sched-0");
            uint second = Read("sched-1");
            _sequence = first > second ? first : second;
            bool isGood = _sequence > 0 && Read(first > second ? "sched-0" : "sched-1") == _sequence;
            _count = isGood ? (int)LittleEndian.Get32(_bytes, 8) : 0;
        }

        /// <summary>Forgets what was read.</summary>
        public void Drop()
        {
            _bytes = null;
        }

        /// <summary>The changed time of a job, or null.</summary>
        public string Find(string port, string job, string configured)
        {
            int at = PlaceOf(NameHash.Of(port, job));
            if (at < 0 || LittleEndian.Get32(_bytes, at + 4) != NameHash.Of(configured))
            {
                return null;
            }

            int count = _bytes[at + 8] > MaxChars ? MaxChars : _bytes[at + 8];
            char[] text = new char[count];
            for (int i = 0; i < count; i++)
            {
                text[i] = (char)_bytes[at + TextOffset + i];
            }

            return new string(text);
        }

        /// <summary>Puts a time into what was read, and writes all of it.</summary>
        /// <returns>Whether it is durable; the file before counts otherwise.</returns>
        public bool TryStore(string port, string job, string configured, string text)
        {
            uint owner = NameHash.Of(port, job);
            int at = PlaceOf(owner);
            if (at < 0 && _count == _capacity)
            {
                // Jobs that are gone from the configuration.
                _count = 0;
            }

            if (at < 0)
            {
                at = HeaderBytes + (_count * EntryBytes);
                _count++;
            }

            LittleEndian.Put32(_bytes, at, owner);
            LittleEndian.Put32(_bytes, at + 4, NameHash.Of(configured));
            _bytes[at + 8] = (byte)text.Length;
            for (int i = 0; i < text.Length; i++)
            {
                _bytes[at + TextOffset + i] = (byte)text[i];
            }

            _sequence++;
            LittleEndian.Put32(_bytes, 0, Magic);
            LittleEndian.Put32(_bytes, 4, _sequence);
            LittleEndian.Put32(_bytes, 8, (uint)_count);
            int end = HeaderBytes + (_count * EntryBytes);
            LittleEndian.Put32(_bytes, end, Crc32.Compute(_bytes, 0, end));
            string name = (_sequence & 1) == 0 ? "sched-0" : "sched-1";
            return _files.Create(name, end + CheckBytes) == FileStatus.Ok
                && _files.Write(name, 0, _bytes, 0, end + CheckBytes) == FileStatus.Ok;
        }

        private int PlaceOf(uint owner)
        {
            for (int i = 0; i < _count; i++)
            {
                int at = HeaderBytes + (i * EntryBytes);
                if (LittleEndian.Get32(_bytes, at) == owner)
                {
                    return at;
                }
            }

            return -1;
        }

        // Sequence of a file that is whole, which is in the buffer then; else 0.
        private uint Read(string name)
        {
            int have = _files.Read(name, 0, _bytes, 0, _bytes.Length);
            if (have < HeaderBytes + CheckBytes || LittleEndian.Get32(_bytes, 0) != Magic
                || LittleEndian.Get32(_bytes, 8) > (uint)_capacity)
            {
                return 0;
            }

            int end = HeaderBytes + ((int)LittleEndian.Get32(_bytes, 8) * EntryBytes);
            bool isWhole = have == end + CheckBytes
                && LittleEndian.Get32(_bytes, end) == Crc32.Compute(_bytes, 0, end);
            return isWhole ? LittleEndian.Get32(_bytes, 4) : 0;
        }
    }
}
