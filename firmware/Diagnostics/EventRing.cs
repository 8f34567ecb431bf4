// The gateway's own events of late, in memory and in two files of the same length, event-0 and event-1,
// filled in turn: when one is full the other begins anew, so that half of the ring at least is always kept.
// An entry is length (2), seq (4), stamp (8), quality, level, text, CRC-32 of all that; little-endian.
// Numbers in a file are consecutive: what follows the last good entry, torn or of an earlier use, never fits.
using System;
using Gateway.Core;

namespace Gateway.Diagnostics
{
    /// <summary>Bounded log of events that survives restarts. A power cut costs the events of the last
    /// seconds.</summary>
    public sealed class EventRing : IJob, IEventReader
    {
        /// <summary>How long events wait for each other before they are written, in microseconds.</summary>
        public const long CommitAgeUs = 2000000;

        private const int HeadBytes = 16;
        private const int CheckBytes = 4;
        private const int HalfCount = 2;

        // Checked by a part of a job: some 15 IL operations each.
        private const int PartBytes = 256;

        private readonly IFileStore _files;
        private readonly IWorker _worker;
        private readonly int _halfBytes;
        private readonly byte[][] _bytes = new byte[HalfCount][];
        private readonly int[] _fill = new int[HalfCount];
        private readonly int[] _written = new int[HalfCount];
        private readonly uint[] _first = new uint[HalfCount];
        private int _half;
        private int _jobHalf;
        private int _jobStart;
        private int _jobEnd;
        private bool _isJobRunning;
        private bool _isJobGood;
        private bool _isJobPart; // the checks, before the write
        private int _jobAt;
        private int _eventAt;
        private uint _crc;

        /// <summary>Reads the files. Blocks: at start only.</summary>
        /// <param name="files">The drive; shared with nobody under the names <c>event-*</c>.</param>
        /// <param name="worker">Writes them.</param>
        /// <param name="halfBytes">Length of each file; as much again is kept in memory. The longest event
        /// takes 500; one that is longer than a file is dropped.</param>
        public EventRing(IFileStore files, IWorker worker, int halfBytes)
        {
            _files = files;
            _worker = worker;
            _halfBytes = halfBytes;
            uint last = 0;
            for (int half = 0; half < HalfCount; half++)
            {
                _bytes[half] = new byte[_halfBytes];
                uint end = Load(half);
                _half = end > last ? half : _half;
                last = end > last ? end : last;
                _written[half] = _fill[half];
            }

            NextSeq = last + 1;
            DueUs = long.MaxValue;
        }

        /// <summary>When <see cref="Step"/> has something to do. A field: it is asked in every pass of the
        /// loop.</summary>
        public long DueUs;

        /// <summary>Writes that failed; their events are in memory only, until the next try.</summary>
        public uint Faults { get; private set; }

        /// <summary>Events that found no room, because a file was still being written.</summary>
        public uint Dropped { get; private set; }

        /// <inheritdoc/>
        public uint NextSeq { get; private set; }

        /// <inheritdoc/>
        public uint FirstSeq
        {
            get
            {
                int other = 1 - _half;
                return _fill[other] > 0 ? _first[other] : _fill[_half] > 0 ? _first[_half] : NextSeq;
            }
        }

        /// <summary>Adds an event.</summary>
        /// <param name="text">[0, length): a JSON object; copied.</param>
        /// <param name="length">At most <see cref="EventEntry.MaxTextBytes"/>.</param>
        /// <returns>false when it found no room; counted.</returns>
        public bool Append(
            long stamp, TimeQuality quality, EventLevel level, byte[] text, int length, long nowUs)
        {
            int bytes = HeadBytes + length + CheckBytes;
            if (bytes > _halfBytes || !HasRoom(bytes))
            {
                Dropped++;
                return false;
            }

            byte[] buffer = _bytes[_half];
            int at = _fill[_half];
            _first[_half] = at == 0 ? NextSeq : _first[_half];
            buffer[at] = (byte)length;
            buffer[at + 1] = (byte)(length >> 8);
            LittleEndian.Put32(buffer, at + 2, NextSeq);
            LittleEndian.Put64(buffer, at + 6, stamp);
            buffer[at + 14] = (byte)(int)quality;
            buffer[at + 15] = (byte)(int)level;
            Array.Copy(text, 0, buffer, at + HeadBytes, length);
            _fill[_half] = at + bytes;
            NextSeq++;
            DueUs = DueUs == long.MaxValue && !_isJobRunning ? nowUs + CommitAgeUs : DueUs;
            return true;
        }

        /// <inheritdoc/>
        public bool TryRead(uint fromSeq, EventEntry into)
        {
            for (int turn = 1; turn <= HalfCount; turn++)
            {
                int half = (_half + turn) & 1;
                byte[] buffer = _bytes[half];
                int end = _fill[half];
                uint seq = _first[half];
                for (int at = 0; at < end; seq++)
                {
                    int length = buffer[at] | (buffer[at + 1] << 8);
                    if (seq >= fromSeq)
                    {
                        Copy(buffer, at, length, into);
                        return true;
                    }

                    at += HeadBytes + length + CheckBytes;
                }
            }

            return false;
        }

        /// <summary>Starts to write what is due.</summary>
        public void Step(long nowUs)
        {
            if (nowUs < DueUs)
            {
                return;
            }

            // The full one first.
            int other = 1 - _half;
            _jobHalf = _written[other] < _fill[other] ? other : _half;
            _jobStart = _written[_jobHalf];
            _jobEnd = _fill[_jobHalf];
            _jobAt = _jobStart;
            _eventAt = _jobStart;
            _crc = Crc32.Start;
            _isJobRunning = _worker.TryStart(this);
            DueUs = _isJobRunning ? long.MaxValue : nowUs + (CommitAgeUs / 100);
        }

        /// <inheritdoc/>
        public void Run()
        {
            byte[] buffer = _bytes[_jobHalf];
            _isJobGood = true;
            _isJobPart = _jobAt < _jobEnd;
            if (_isJobPart)
            {
                Check(buffer);
                return;
            }

            string name = _jobHalf == 0 ? "event-0" : "event-1";
            _isJobGood =
                (_files.Length(name) == _halfBytes || _files.Create(name, _halfBytes) == FileStatus.Ok)
                && _files.Write(name, _jobStart, buffer, _jobStart, _jobEnd - _jobStart) == FileStatus.Ok;
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            if (_isJobPart && !faulted && _worker.TryStart(this))
            {
                return;
            }

            _isJobRunning = false;
            bool isGood = _isJobGood && !_isJobPart && !faulted;
            Faults += isGood ? 0U : 1U;
            _written[_jobHalf] = isGood ? _jobEnd : _jobStart;

            // After a failure not before the next event: the drive may be gone for good.
            bool isDone = _written[0] == _fill[0] && _written[1] == _fill[1];
            DueUs = isGood && !isDone ? nowUs + (CommitAgeUs / 2) : long.MaxValue;
        }

        // The checks of some bytes: all of them at once would keep the interpreter from the radio.
        private void Check(byte[] buffer)
        {
            for (int left = PartBytes; left > 0 && _jobAt < _jobEnd;)
            {
                int check = _eventAt + HeadBytes + (buffer[_eventAt] | (buffer[_eventAt + 1] << 8));
                int count = check - _jobAt < left ? check - _jobAt : left;
                _crc = Crc32.Update(_crc, buffer, _jobAt, count);
                _jobAt += count;
                left -= count;
                if (_jobAt == check)
                {
                    LittleEndian.Put32(buffer, check, Crc32.Finish(_crc));
                    _crc = Crc32.Start;
                    _jobAt += CheckBytes;
                    _eventAt = _jobAt;
                }
            }
        }

        private bool HasRoom(int bytes)
        {
            if (_fill[_half] + bytes <= _halfBytes)
            {
                return true;
            }

            int other = 1 - _half;
            if (_isJobRunning && _jobHalf == other)
            {
                return false;
            }

            // With a drive that fails what is not in a file yet goes on in memory only.
            _half = other;
            _fill[other] = 0;
            _written[other] = 0;
            return true;
        }

        private static void Copy(byte[] buffer, int at, int length, EventEntry into)
        {
            into.Seq = LittleEndian.Get32(buffer, at + 2);
            into.Stamp = LittleEndian.Get64(buffer, at + 6);
            into.Quality = (TimeQuality)buffer[at + 14];
            into.Level = (EventLevel)buffer[at + 15];
            into.TextLength = length;
            Array.Copy(buffer, at + HeadBytes, into.Text, 0, length);
        }

        /// <summary>Reads a half; returns the number of its last event, 0 = none.</summary>
        private uint Load(int half)
        {
            byte[] buffer = _bytes[half];
            int have = _files.Read(half == 0 ? "event-0" : "event-1", 0, buffer, 0, _halfBytes);
            uint last = 0;
            int at = 0;
            while (at + HeadBytes + CheckBytes <= have)
            {
                int check = at + HeadBytes + (buffer[at] | (buffer[at + 1] << 8));
                uint seq = LittleEndian.Get32(buffer, at + 2);
                bool isNext = at == 0 ? seq != 0 : seq == last + 1;
                if (check + CheckBytes > have || check - at - HeadBytes > EventEntry.MaxTextBytes || !isNext
                    || LittleEndian.Get32(buffer, check) != Crc32.Compute(buffer, at, check - at))
                {
                    break;
                }

                _first[half] = at == 0 ? seq : _first[half];
                last = seq;
                at = check + CheckBytes;
            }

            _fill[half] = at;
            return last;
        }
    }
}
