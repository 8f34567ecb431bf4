// The records of an application layer payload, one after the other: a cursor over the caller's bytes (EN
// 13757-3 clause 6). A bad value is marked and reading goes on behind it; where the length of a record cannot
// be known the rest is one record of kind Unreadable. In a compact frame DIF and VIF come from the format and
// the data from the telegram, so the two are read through cursors of their own; otherwise both walk through
// the same bytes. A compact profile (VIFE 13, 1E, 1F) stays bytes with that modifier; CompactProfile reads
// its elements.
namespace Gateway.Link.Apl
{
    /// <summary>Reads records without allocating; every byte is looked at a bounded number of times, and no
    /// input makes it throw.</summary>
    public sealed partial class AplReader
    {
        /// <summary>DIFEs of a DIF, and VIFEs of a VIF, that a record may have.</summary>
        public const int MaxExtensions = 10;

        private const int Filler = 0x2F;
        private const int MostFillers = 128;
        private const int FewFillers = 8;

        private readonly VifTable _primary = VifTable.CreatePrimary();
        private readonly VifTable _fb = VifTable.CreateFb();
        private readonly VifTable _fd = VifTable.CreateFd();
        private readonly VifTable _fdFd = VifTable.CreateFdFd();
        private byte[] _head;
        private int _headAt;
        private int _headEnd;
        private byte[] _data;
        private int _dataAt;
        private int _dataEnd;
        private bool _isCompact;
        private bool _hasEnded = true;

        /// <summary>Whether a record of kind MoreRecordsFollow was read.</summary>
        public bool MoreRecordsFollow { get; private set; }

        /// <summary>Starts on a payload of full records.</summary>
        /// <param name="bytes">Stays the caller's and must not change until the last record is used.</param>
        /// <param name="offset">Of the first DIF.</param>
        /// <param name="count">Bytes up to the end of the payload, 0 .. bytes.Length − offset.</param>
        public void Open(byte[] bytes, int offset, int count)
        {
            _isCompact = false;
            Start(bytes, offset, count);
            _data = bytes;
            _dataAt = offset;
            _dataEnd = offset + count;
        }

        /// <summary>Starts on the data of a compact frame.</summary>
        /// <param name="format">DIF, VIF of each record without the data between them; both buffers stay the
        /// caller's.</param>
        /// <param name="formatOffset">Of the first DIF.</param>
        /// <param name="formatCount">Bytes of the format.</param>
        /// <param name="data">The telegram.</param>
        /// <param name="offset">Of the first data byte.</param>
        /// <param name="count">Bytes up to the end of the payload.</param>
        public void OpenCompact(
            byte[] format, int formatOffset, int formatCount, byte[] data, int offset, int count)
        {
            _isCompact = true;
            Start(format, formatOffset, formatCount);
            _data = data;
            _dataAt = offset;
            _dataEnd = offset + count;
        }

        /// <summary>Passes over fillers before the next record, 128 at most. <see cref="TryNext"/> does so,
        /// too, but over all of them in one call: who has a slice only calls this first.</summary>
        /// <returns>Whether there were so many that the slice is used up: call again.</returns>
        public bool SkipFillers()
        {
            byte[] head = _head;
            int at = _headAt;
            int end = _headEnd - at < MostFillers ? _headEnd : at + MostFillers;
            while (at < end && head[at] == Filler)
            {
                at++;
            }

            bool areMany = at - _headAt > FewFillers;
            _headAt = at;
            return areMany;
        }

        /// <summary>Reads the next record.</summary>
        /// <param name="record">Overwritten; it points into the bytes that were given.</param>
        /// <returns>false at the end; the record is then undefined.</returns>
        public bool TryNext(DataRecord record)
        {
            // A telegram may be nothing else: in locals.
            byte[] head = _head;
            int at = _headAt;
            int end = _headEnd;
            while (at < end && head[at] == Filler)
            {
                at++;
            }

            _headAt = at;
            record.Clear(_head, _headAt, _data);
            if (_headAt >= _headEnd)
            {
                return _isCompact && !_hasEnded && ReadLeftOver(record);
            }

            int dif = _head[_headAt++];
            if ((dif & 0x0F) == 0x0F)
            {
                ReadSpecial(record, dif);
                return true;
            }

            RecordStatus status = ReadDib(record, dif);
            if (status == RecordStatus.Ok)
            {
                status = ReadVib(record);
            }

            record.HeaderCount = _headAt - record.HeaderOffset;
            if (!_isCompact)
            {
                _dataAt = _headAt;
            }

            if (status == RecordStatus.Ok)
            {
                status = ReadData(record, dif & 0x0F);
            }

            if (status != RecordStatus.Ok)
            {
                End(record, RecordKind.Unreadable, status);
            }
            else if (!_isCompact)
            {
                _headAt = _dataAt;
            }

            return true;
        }

        private void Start(byte[] head, int offset, int count)
        {
            _head = head;
            _headAt = offset;
            _headEnd = offset + count;
            _hasEnded = false;
            MoreRecordsFollow = false;
        }

        private bool ReadLeftOver(DataRecord record)
        {
            if (_dataAt >= _dataEnd)
            {
                return false;
            }

            End(record, RecordKind.Unreadable, RecordStatus.DataLeft);
            return true;
        }

        // DIFs that are no data fields: 0F, 1F manufacturer data up to the end, 7F global readout request.
        private void ReadSpecial(DataRecord record, int dif)
        {
            record.HeaderCount = 1;
            if (!_isCompact)
            {
                _dataAt = _headAt;
            }

            if (dif == 0x7F)
            {
                record.Kind = RecordKind.ReadoutRequest;
                return;
            }

            if (dif != 0x0F && dif != 0x1F)
            {
                End(record, RecordKind.Unreadable, RecordStatus.ReservedDif);
                return;
            }

            MoreRecordsFollow = dif == 0x1F;
            RecordKind kind = dif == 0x1F ? RecordKind.MoreRecordsFollow : RecordKind.ManufacturerData;
            End(record, kind, RecordStatus.Ok);
        }

        // The record takes all that is left.
        private void End(DataRecord record, RecordKind kind, RecordStatus status)
        {
            record.Kind = kind;
            record.Status = status;
            record.ValueKind = ValueKind.Bytes;
            record.DataOffset = _dataAt;
            record.DataCount = _dataEnd - _dataAt;
            record.HasLengthByte = false;
            _headAt = _headEnd;
            _dataAt = _dataEnd;
            _hasEnded = true;
        }

        private RecordStatus ReadDib(DataRecord record, int dif)
        {
            record.Function = (RecordFunction)((dif >> 4) & 3);
            long storage = (dif >> 6) & 1;
            int tariff = 0;
            int subunit = 0;
            int at = _headAt;
            int last = dif;
            for (int i = 0; (last & 0x80) != 0; i++)
            {
                if (i == MaxExtensions || at >= _headEnd)
                {
                    return i == MaxExtensions ? RecordStatus.TooManyDife : RecordStatus.Truncated;
                }

                last = _head[at++];
                storage |= (long)(last & 0x0F) << (1 + (4 * i));
                tariff |= ((last >> 4) & 3) << (2 * i);
                subunit |= ((last >> 6) & 1) << i;
            }

            _headAt = at;
            record.StorageNumber = storage;
            record.Tariff = tariff;
            record.Subunit = subunit;
            return RecordStatus.Ok;
        }
    }
}
