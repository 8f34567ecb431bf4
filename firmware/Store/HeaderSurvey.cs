namespace Gateway.Store
{
    /// <summary>At start: what the segment files are, by their first bytes. Blocks on the files.</summary>
    internal sealed class HeaderSurvey
    {
        private const byte FileGood = 0;
        private const byte FileAbsent = 1;
        private const byte FileForeign = 2;
        private const byte FileDamaged = 3;

        private readonly LogContext _log;
        private readonly LogFiles _files;
        private readonly SegmentHeader _header = new SegmentHeader();
        private readonly byte[] _headerBuffer = new byte[SegmentHeader.Bytes];
        private readonly byte[] _fileKinds;
        private readonly uint[] _logIds;

        public HeaderSurvey(LogContext log, LogFiles files)
        {
            _log = log;
            _files = files;
            _fileKinds = new byte[log.Table.SlotCount];
            _logIds = new uint[log.Table.SlotCount];
        }

        /// <summary>Reads all headers into the table; false when no segment is in use.</summary>
        public bool Run()
        {
            var table = _log.Table;
            var haveSegments = false;
            for (var slot = 0; slot < table.SlotCount; slot++)
            {
                table.Release(slot);
                _fileKinds[slot] = LoadHeader(slot);
                if (_fileKinds[slot] == FileGood && _header.Check != 0)
                {
                    table.Ring[slot] = (byte)_header.Ring;
                    table.Generation[slot] = _header.Generation;
                    table.FirstMs[slot] = _header.FirstMs;
                    _logIds[slot] = _header.LogId;
                    haveSegments = true;
                }
            }

            return haveSegments;
        }

        /// <summary>Reads the header of a slot; <see cref="FileGood"/> with a check of 0 for a file that was
        /// prepared but never used.</summary>
        private byte LoadHeader(int slot)
        {
            var name = _log.Table.Name(slot);
            var length = _log.Files.Length(name);
            _header.Check = 0;
            if (length < 0 || (_log.IsFat && length != _log.Profile.SegmentBytes))
            {
                return FileAbsent;
            }

            if (length == 0)
            {
                return FileGood;
            }

            var read = _files.Read(name, 0, _headerBuffer, SegmentHeader.Bytes);
            if (read == SegmentHeader.Bytes && _header.TryDecode(_headerBuffer, 0, slot))
            {
                return FileGood;
            }

            if (read == SegmentHeader.Bytes && !IsBlank(read) && BitRepair.TryFixHeader(_headerBuffer, 0)
                && _header.TryDecode(_headerBuffer, 0, slot))
            {
                return FileGood;
            }

            _header.Check = 0;
            return read >= 0 && IsBlank(read) ? FileGood : FileDamaged;
        }

        private bool IsBlank(int count)
        {
            for (var index = 0; index < count; index++)
            {
                if (_headerBuffer[index] != 0xFF)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether a slot's header is beyond repair.</summary>
        public bool IsDamaged(int slot)
        {
            return _fileKinds[slot] == FileDamaged;
        }

        /// <summary>Log id of the youngest segment.</summary>
        public uint YoungestLogId()
        {
            var table = _log.Table;
            var youngest = 0;
            for (var slot = 1; slot < table.SlotCount; slot++)
            {
                youngest = table.Generation[slot] > table.Generation[youngest] ? slot : youngest;
            }

            return _logIds[youngest];
        }

        /// <summary>Slots up to the last one that is in use by this log.</summary>
        public int SlotsInUse()
        {
            var table = _log.Table;
            var count = table.SlotCount;
            while (count > 0
                && (table.Ring[count - 1] == SegmentTable.Free || _logIds[count - 1] != _log.State.LogId))
            {
                count--;
            }

            return count;
        }

        /// <summary>Takes out what is not of this log; false when something was damaged or is
        /// missing.</summary>
        public bool SortOut()
        {
            var table = _log.Table;
            var isWhole = true;
            for (var slot = 0; slot < table.SlotCount; slot++)
            {
                if (table.Ring[slot] != SegmentTable.Free && _logIds[slot] != _log.State.LogId)
                {
                    table.Release(slot);
                    _fileKinds[slot] = FileForeign;
                }

                _log.Counters.DamagedSegments += _fileKinds[slot] == FileDamaged ? 1 : 0;
                isWhole = isWhole && _fileKinds[slot] != FileDamaged
                    && (_fileKinds[slot] != FileAbsent || !_log.IsFat);
            }

            return isWhole;
        }

        /// <summary>Makes the files that hold nothing of this log usable; false when not one file
        /// is.</summary>
        public bool Repair()
        {
            var usable = 0;
            for (var slot = 0; slot < _log.Table.SlotCount; slot++)
            {
                var isUsable = _fileKinds[slot] == FileGood || (_fileKinds[slot] == FileAbsent && !_log.IsFat)
                    || (_fileKinds[slot] == FileDamaged ? _files.Blank(slot) : _files.Wipe(slot));
                _log.Table.Ring[slot] = isUsable ? _log.Table.Ring[slot] : SegmentTable.Unusable;
                usable += isUsable ? 1 : 0;
            }

            return usable > 0;
        }

        /// <summary>Reads the header of a slot again.</summary>
        public bool Read(SegmentHeader header, int slot)
        {
            var read = _files.Read(_log.Table.Name(slot), 0, _headerBuffer, SegmentHeader.Bytes);
            return read == SegmentHeader.Bytes && (header.TryDecode(_headerBuffer, 0, slot)
                || (BitRepair.TryFixHeader(_headerBuffer, 0) && header.TryDecode(_headerBuffer, 0, slot)));
        }
    }
}
