using Gateway.Link.Apl;

namespace Gateway.Cost;

/// <summary>Records of the application layer: those of a heat meter after the OMS example, one a kind that costs more,
/// and the steps of formats and compact frames, usual ones and the dearest that there are.</summary>
internal static class AplCases
{
    private const string HeatMeter =
        "0C06270485020C13763470004C0619544401426CFF0C0B3B2701000B2A9732000A5A43040A5E510202FD170000";

    // 10 DIFEs, 10 VIFEs, 9 bytes of BCD: as much as one record can have.
    private const string Longest =
        "8D" + "80808080808080808001" + "93" + "BBBBBBBBBBBBBBBBBB3B" + "C9998877665544332211";

    // The longest record; the same with a text for a unit, as long as a format can be; long texts.
    private static readonly string[] Dear =
    [
        Longest,
        "8D80808080808080808001" + "FC26" + string.Concat(Enumerable.Repeat("41", 38)) + "BBBBBBBBBBBBBBBBBB3B" + "C9998877665544332211",
        "0D78BF" + string.Concat(Enumerable.Repeat("41", 191)),
        "0D78" + "F6" + string.Concat(Enumerable.Repeat("41", 64)) + "0413" + "12345678",
    ];

    public static void Measure(Figures figures)
    {
        var reader = new AplReader();
        var heat = Convert.FromHexString(HeatMeter);
        figures.Add("apl, record", Read(reader, heat, out var records) / (double)records);
        figures.Add("apl, record with 10 DIFEs and 10 VIFEs", Read(reader, Convert.FromHexString(Longest), out _));
        figures.Add("apl, date and time", Read(reader, Convert.FromHexString("046D0B0BCD13"), out _));
        var usual = new CompactBill(reader, heat);
        figures.Add("apl, compact frame of 9 records", usual.Total);
        figures.Add("apl, compact frame of 9 records, longest step", usual.Longest);
        figures.Add("apl, compact frame, longest step of dear ones", Dear.Max(hex => new CompactBill(reader, Convert.FromHexString(hex)).Longest));
        figures.Add("apl, format learned, record", usual.Add);
        figures.Add("apl, format of 64 bytes learned, end", FormatOf64(reader));
        figures.Add("apl, format frame of 64 bytes", FormatFrameOf64());
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

    // 32 records of no data: the longest format, with all places taken by others.
    private static long FormatOf64(AplReader reader)
    {
        var cache = Full();
        var record = new DataRecord();
        var bytes = Format64();
        cache.Begin();
        for (reader.Open(bytes, 0, bytes.Length); reader.TryNext(record);)
        {
            cache.Add(record);
        }

        var isKnown = false;
        var ops = Counter.Of(() => isKnown = cache.End());
        return isKnown ? ops : throw new InvalidOperationException("not learned");
    }

    private static long FormatFrameOf64()
    {
        var cache = Full();
        var format = Format64();
        var signature = cache.CrcOf(format, 0, format.Length);
        byte[] frame = [66, (byte)signature, (byte)(signature >> 8), .. format, .. Enumerable.Repeat((byte)0x2F, 15)];
        var isKnown = false;
        var ops = Counter.Of(() => isKnown = cache.LearnFormatFrame(frame, 0, frame.Length));
        return isKnown ? ops : throw new InvalidOperationException("not learned");
    }

    private static FormatCache Full()
    {
        var cache = new FormatCache(8, 64);
        for (byte vif = 0; vif < 8; vif++)
        {
            var signature = cache.CrcOf([0x01, vif], 0, 2);
            cache.LearnFormatFrame([4, (byte)signature, (byte)(signature >> 8), 0x01, vif], 0, 5);
            cache.TryFind(signature);
        }

        return cache;
    }

    private static byte[] Format64() => [.. Enumerable.Range(0, 32).SelectMany(i => new byte[] { 0x00, (byte)(0x20 + i) })];
}
