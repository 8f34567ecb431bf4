namespace Gateway.Link.Apl
{
    /// <summary>Opens compact frames (CI 79, 7B, and 73 on the radio): format signature (2 bytes), CRC over
    /// the full frame (2 bytes), then the data of the records without DIF and VIF.</summary>
    public static class CompactFrame
    {
        private const int HeaderBytes = 4;

        /// <summary>Checks a compact frame against its format and opens the reader on its records.</summary>
        /// <param name="cache">Formats that are known.</param>
        /// <param name="reader">Stands before the first record when the result is Ok.</param>
        /// <param name="record">Scratch.</param>
        /// <param name="bytes">The telegram.</param>
        /// <param name="offset">Of the format signature.</param>
        /// <param name="count">Bytes up to the end of the payload.</param>
        /// <returns>Whether it can be read.</returns>
        public static CompactStatus TryOpen(
            FormatCache cache, AplReader reader, DataRecord record, byte[] bytes, int offset, int count)
        {
            if (count < HeaderBytes)
            {
                return CompactStatus.Truncated;
            }

            int signature = bytes[offset] | (bytes[offset + 1] << 8);
            int wanted = bytes[offset + 2] | (bytes[offset + 3] << 8);
            if (!cache.TryFind(signature))
            {
                return CompactStatus.UnknownFormat;
            }

            int data = offset + HeaderBytes;
            int dataCount = count - HeaderBytes;
            byte[] formats = cache.Formats;
            int crc = 0;
            reader.OpenCompact(formats, cache.FoundOffset, cache.FoundCount, bytes, data, dataCount);
            while (reader.TryNext(record))
            {
                if (record.Kind != RecordKind.Value)
                {
                    return CompactStatus.Mismatch;
                }

                int before = record.HasLengthByte ? 1 : 0;
                crc = cache.Append(crc, formats, record.HeaderOffset, record.HeaderCount);
                crc = cache.Append(crc, bytes, record.DataOffset - before, record.DataCount + before);
            }

            if ((crc ^ 0xFFFF) != wanted)
            {
                return CompactStatus.Mismatch;
            }

            reader.OpenCompact(formats, cache.FoundOffset, cache.FoundCount, bytes, data, dataCount);
            return CompactStatus.Ok;
        }
    }
}
