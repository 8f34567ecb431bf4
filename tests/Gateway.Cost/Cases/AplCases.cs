using Gateway.Link.Apl;

namespace Gateway.Cost;

/// <summary>Records of the application layer: those of a heat meter after the OMS example, one a kind that costs more,
/// and the start on a compact frame, whose CRC is over all of its records.</summary>
internal static class AplCases
{
    private const string HeatMeter =
        "0C06270485020C13763470004C0619544401426CFF0C0B3B2701000B2A9732000A5A43040A5E510202FD170000";

    // 10 DIFEs, 10 VIFEs, 9 bytes of BCD: as much as one record can have.
    private const string Longest =
        "8D" + "80808080808080808001" + "93" + "BBBBBBBBBBBBBBBBBB3B" + "C9998877665544332211";

    public static void Measure(Figures figures)
    {
        var reader = new AplReader();
        var heat = Convert.FromHexString(HeatMeter);
        figures.Add("apl, record", Read(reader, heat, out var records) / (double)records);
        figures.Add("apl, record with 10 DIFEs and 10 VIFEs", Read(reader, Convert.FromHexString(Longest), out _));
        figures.Add("apl, date and time", Read(reader, Convert.FromHexString("046D0B0BCD13"), out _));
        figures.Add("apl, compact frame of 9 records", Compact(reader, heat));
    }

    private static long Read(AplReader reader, byte[] bytes, out int records)
    {
        var record = new DataRecord();
        records = 0;
        long ops = 0;
        reader.Open(bytes, 0, bytes.Length);
        for (var more = true; more; records += more ? 1 : 0)
        {
            ops += Counter.Of(() => more = reader.TryNext(record));
            if (more && record.Kind != RecordKind.Value)
            {
                throw new InvalidOperationException($"{record.Status}");
            }
        }

        return ops;
    }

    private static long Compact(AplReader reader, byte[] full)
    {
        var cache = new FormatCache(1, 64);
        var record = new DataRecord();
        cache.Learn(reader, record, full, 0, full.Length);
        List<byte> format = [];
        List<byte> data = [];
        reader.Open(full, 0, full.Length);
        while (reader.TryNext(record))
        {
            format.AddRange(full[record.HeaderOffset..(record.HeaderOffset + record.HeaderCount)]);
            data.AddRange(full[record.DataOffset..(record.DataOffset + record.DataCount)]);
        }

        var signature = cache.CrcOf([.. format], 0, format.Count);
        var crc = cache.CrcOf(full, 0, full.Length);
        byte[] compact =
            [(byte)signature, (byte)(signature >> 8), (byte)crc, (byte)(crc >> 8), .. data];
        var status = CompactStatus.Truncated;
        var ops = Counter.Of(() => status = CompactFrame.TryOpen(cache, reader, record, compact, 0, compact.Length));
        return status == CompactStatus.Ok ? ops : throw new InvalidOperationException($"{status}");
    }
}
