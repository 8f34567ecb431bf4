// Records in memory on their way to a commit. The CRC of a record is computed after it was taken in, a piece
// a step, so that neither the source nor the file job pays for it in one go.
using Gateway.Core;

namespace Gateway.Store
{
    internal sealed class RecordBuffer
    {
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

        public int Fill { get; private set; }

        /// <summary>Every record has its CRC.</summary>
        public bool IsSealed
        {
            get { return _sealed == Fill; }
        }

        /// <summary>Takes a copy; false when there is no room.</summary>
        public bool TryAdd(LogRecord record)
        {
            if (Fill + RecordCodec.OverheadBytes + record.PayloadLength > Bytes.Length)
            {
                return false;
            }

            Fill += RecordCodec.Encode(record, record.Seq, Bytes, Fill);
            _urgentEnd = record.Class == RecordClass.Alarm ? Fill : _urgentEnd;
            return true;
        }

        public void Clear()
        {
            Fill = 0;
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

        /// <summary>When a commit is due: at once for alarms, a half-full buffer or a flush, else by
        /// age.</summary>
        public long DueAtUs(bool isFlushWanted)
        {
            if (Fill == 0)
            {
                return long.MaxValue;
            }

            return _urgentEnd > 0 || isFlushWanted || Fill > Bytes.Length / 2 || !_isAgeKnown ? 0
                : _oldestUs + _commitAgeUs;
        }

        /// <summary>Computes the CRC of the next piece; the number of its bytes, 0 when there is nothing left
        /// to do.</summary>
        public int Seal(int sliceBytes)
        {
            if (IsSealed)
            {
                return 0;
            }

            var bodyBytes = RecordCodec.LengthAt(Bytes, _sealed) - RecordCodec.CheckBytes;
            var count = bodyBytes - _crcBytes;
            count = count > sliceBytes ? sliceBytes : count;
            _crc = Crc32.Update(_crc, Bytes, _sealed + _crcBytes, count);
            _crcBytes += count;
            if (_crcBytes == bodyBytes)
            {
                RecordCodec.Put32(Bytes, _sealed + bodyBytes, Crc32.Finish(_crc));
                _sealed += bodyBytes + RecordCodec.CheckBytes;
                ResetSeal();
            }

            return count;
        }

        private void ResetSeal()
        {
            _crcBytes = 0;
            _crc = Crc32.Start;
        }
    }
}
