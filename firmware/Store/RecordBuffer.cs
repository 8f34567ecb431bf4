// Records in memory on their way to a commit. The CRC of a record is computed after it was taken in, a piece
// a step, so that neither the source nor the file job pays for it in one go, and for several records in one
// step, because a step has its price too.
using Gateway.Core;

namespace Gateway.Store
{
    internal sealed class RecordBuffer
    {
        // What a record costs beside the bytes of its CRC, in such bytes: about 130 ops to 13.
        private const int RecordWorkBytes = 10;

        // Bytes without CRC that are worth a step of their own.
        private const int WorthAStep = 256;

        /// <summary>Bytes of records. A field, because a property costs the board eighteen times as
        /// much.</summary>
        public int Fill;

        /// <summary>Bit n: there may be records of ring n.</summary>
        public int RingBits;

        private readonly long _commitAgeUs;
        private int _sealed;
        private int _crcBytes;
        private uint _crc = Crc32.Start;
        private int _urgentEnd;
        private bool _isAgeKnown;
        private long _oldestUs;

        public RecordBuffer(int sizeBytes, long commitAgeUs)
        {
            Bytes = new byte[sizeBytes];
            _commitAgeUs = commitAgeUs;
        }

        /// <summary>The records, one after the other, in [0, <see cref="Fill"/>).</summary>
        public byte[] Bytes { get; }

        /// <summary>Whether a commit is due for room's sake.</summary>
        public bool IsHalfFull
        {
            get { return Fill > Bytes.Length / 2; }
        }

        /// <summary>Bytes of the first records that a commit can take now: all of them or, where room is
        /// needed and records keep coming, those that have their CRC.</summary>
        public int ReadyBytes
        {
            get { return _sealed == Fill || (IsHalfFull && _sealed > Bytes.Length / 4) ? _sealed : 0; }
        }

        /// <summary>Whether a step should look at the buffer now: to note the age of the first record, for an
        /// alarm, for a commit or for the CRCs.</summary>
        public bool NeedsStep
        {
            get
            {
                return !_isAgeKnown || _urgentEnd > 0 || Fill - _sealed >= WorthAStep
                    || IsHalfFull;
            }
        }

        /// <summary>Whether a record with so many bytes of payload fits now.</summary>
        public bool Fits(int payloadBytes)
        {
            return Fill + RecordCodec.OverheadBytes + payloadBytes <= Bytes.Length;
        }

        /// <summary>Takes a copy; false when there is no room.</summary>
        public bool TryAdd(LogRecord record)
        {
            if (!Fits(record.PayloadLength))
            {
                return false;
            }

            Fill += RecordCodec.Encode(record, record.Seq, Bytes, Fill);
            RingBits |= 1 << (int)record.Class;
            // An event may be all that says who did what: a power cut must not take it.
            bool isUrgent = record.Class == RecordClass.Alarm || record.Class == RecordClass.Event;
            _urgentEnd = isUrgent ? Fill : _urgentEnd;
            return true;
        }

        public void Clear()
        {
            Fill = 0;
            RingBits = 0;
            _sealed = 0;
            _urgentEnd = 0;
            _isAgeKnown = false;
            ResetSeal();
        }

        /// <summary>The first <paramref name="count"/> bytes, whole records with their CRC, are in a
        /// commit.</summary>
        public void RemoveFirst(int count)
        {
            if (count == Fill)
            {
                Clear();
                return;
            }

            System.Array.Copy(Bytes, count, Bytes, 0, Fill - count);
            Fill -= count;
            _sealed -= count;
            _urgentEnd = _urgentEnd > count ? _urgentEnd - count : 0;
            _isAgeKnown = false;
        }

        public int CountOf(int ring)
        {
            var count = 0;
            for (var offset = 0; offset < Fill; offset += RecordCodec.LengthAt(Bytes, offset))
            {
                count += RecordCodec.ClassAt(Bytes, offset) == ring ? 1 : 0;
            }

            return count;
        }

        /// <summary>The first record gets its age at the step after it came.</summary>
        public void Stamp(long nowUs)
        {
            if (Fill > 0 && !_isAgeKnown)
            {
                _isAgeKnown = true;
                _oldestUs = nowUs;
            }
        }

        /// <summary>When a commit is due: at once for alarms and events, a half-full buffer or a flush,
        /// else by age.</summary>
        public long DueAtUs(bool isFlushWanted)
        {
            if (Fill == 0)
            {
                return long.MaxValue;
            }

            return _urgentEnd > 0 || isFlushWanted || IsHalfFull || !_isAgeKnown ? 0
                : _oldestUs + _commitAgeUs;
        }

        /// <summary>Computes the CRCs of the next records, or of a piece of one.</summary>
        /// <param name="sliceBytes">At most so many bytes, what a record costs beside them counted as ten
        /// more.</param>
        /// <returns>Number of bytes; 0 when there is nothing left to do.</returns>
        public int Seal(int sliceBytes)
        {
            var sum = 0;
            var left = sliceBytes;
            while (left > 0 && _sealed < Fill)
            {
                var bodyBytes = RecordCodec.LengthAt(Bytes, _sealed) - RecordCodec.CheckBytes;
                var count = bodyBytes - _crcBytes;
                count = count > left ? left : count;
                _crc = Crc32.Update(_crc, Bytes, _sealed + _crcBytes, count);
                _crcBytes += count;
                sum += count;
                left -= count + RecordWorkBytes;
                if (_crcBytes == bodyBytes)
                {
                    RecordCodec.Put32(Bytes, _sealed + bodyBytes, Crc32.Finish(_crc));
                    _sealed += bodyBytes + RecordCodec.CheckBytes;
                    ResetSeal();
                }
            }

            return sum;
        }

        private void ResetSeal()
        {
            _crcBytes = 0;
            _crc = Crc32.Start;
        }
    }
}
