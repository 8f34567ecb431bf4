using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>A fetched piece of a segment file, and the check of its first record, computed in pieces.</summary>
    internal sealed class FetchBuffer
    {
        private int _end;
        private uint _crc = Crc32.Start;
        private int _crcBytes;

        public FetchBuffer(int sizeBytes)
        {
            Bytes = new byte[sizeBytes];
        }

        public byte[] Bytes { get; }

        /// <summary>Where the first record that was not consumed starts.</summary>
        public int Start { get; private set; }

        public int Available
        {
            get { return _end - Start; }
        }

        public uint Seq
        {
            get { return RecordCodec.SeqAt(Bytes, Start); }
        }

        public long TimeMs
        {
            get { return RecordCodec.TimeMs(Bytes, Start); }
        }

        public int Class
        {
            get { return RecordCodec.ClassAt(Bytes, Start); }
        }

        /// <summary>Whole length of the first record; 0 or less for what is none; needs two bytes.</summary>
        public int Length
        {
            get { return RecordCodec.LengthAt(Bytes, Start); }
        }

        /// <summary>The last word of the first record, of so many bytes.</summary>
        public uint CheckOf(int length)
        {
            return RecordCodec.Get32(Bytes, Start + length - RecordCodec.CheckBytes);
        }

        public void Set(int count)
        {
            Start = 0;
            _end = count;
            ResetCrc();
        }

        public void Consume(int length)
        {
            Start += length;
            ResetCrc();
        }

        /// <summary>Goes on with the CRC of the first record; true when it is complete.</summary>
        public bool AdvanceCrc(int length, int budgetBytes)
        {
            var count = length - RecordCodec.CheckBytes - _crcBytes;
            count = count > budgetBytes ? budgetBytes : count;
            _crc = Crc32.Update(_crc, Bytes, Start + _crcBytes, count);
            _crcBytes += count;
            return _crcBytes == length - RecordCodec.CheckBytes;
        }

        public bool IsChainedTo(uint previousCheck, int length)
        {
            return CheckOf(length) == RecordCodec.Chain(Crc32.Finish(_crc), previousCheck);
        }

        private void ResetCrc()
        {
            _crc = Crc32.Start;
            _crcBytes = 0;
        }
    }
}
