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

        // FNV-1a, 32 bits (the constants of its public description).
        private const uint FnvBasis = 2166136261;
        private const uint FnvPrime = 16777619;

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
            _count = isGood ? (int)Get(8) : 0;
        }

        /// <summary>Forgets what was read.</summary>
        public void Drop()
        {
            _bytes = null;
        }

        /// <summary>The changed time of a job, or null.</summary>
        public string Find(string port, string job, string configured)
        {
            int at = PlaceOf(Hash(port, job));
            if (at < 0 || Get(at + 4) != Hash(configured, string.Empty))
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
            uint owner = Hash(port, job);
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

            Put(at, owner);
            Put(at + 4, Hash(configured, string.Empty));
            _bytes[at + 8] = (byte)text.Length;
            for (int i = 0; i < text.Length; i++)
            {
                _bytes[at + TextOffset + i] = (byte)text[i];
            }

            _sequence++;
            Put(0, Magic);
            Put(4, _sequence);
            Put(8, (uint)_count);
            int end = HeaderBytes + (_count * EntryBytes);
            Put(end, Crc32.Compute(_bytes, 0, end));
            string name = (_sequence & 1) == 0 ? "sched-0" : "sched-1";
            return _files.Create(name, end + CheckBytes) == FileStatus.Ok
                && _files.Write(name, 0, _bytes, 0, end + CheckBytes) == FileStatus.Ok;
        }

        private int PlaceOf(uint owner)
        {
            for (int i = 0; i < _count; i++)
            {
                int at = HeaderBytes + (i * EntryBytes);
                if (Get(at) == owner)
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
            if (have < HeaderBytes + CheckBytes || Get(0) != Magic || Get(8) > (uint)_capacity)
            {
                return 0;
            }

            int end = HeaderBytes + ((int)Get(8) * EntryBytes);
            return have == end + CheckBytes && Get(end) == Crc32.Compute(_bytes, 0, end) ? Get(4) : 0;
        }

        private static uint Hash(string first, string second)
        {
            uint hash = FnvBasis;
            for (int i = 0; i < first.Length; i++)
            {
                hash = (hash ^ first[i]) * FnvPrime;
            }

            hash = (hash ^ 0x2F) * FnvPrime;
            for (int i = 0; i < second.Length; i++)
            {
                hash = (hash ^ second[i]) * FnvPrime;
            }

            return hash;
        }

        private void Put(int at, uint value)
        {
            for (int i = 0; i < 4; i++)
            {
                _bytes[at + i] = (byte)(value >> (8 * i));
            }
        }

        private uint Get(int at)
        {
            return (uint)(_bytes[at] | (_bytes[at + 1] << 8) | (_bytes[at + 2] << 16)
                | (_bytes[at + 3] << 24));
        }
    }
}
