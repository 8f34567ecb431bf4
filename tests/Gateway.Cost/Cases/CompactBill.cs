using Gateway.Link.Apl;

namespace Gateway.Cost;

/// <summary>What the steps of a compact frame cost, made from the full frame of the same records.</summary>
internal sealed class CompactBill
{
    private readonly FormatCache _cache = new(8, 64);
    private readonly AplReader _reader;
    private readonly DataRecord _record = new();
    private readonly List<byte> _format = [];
    private readonly List<byte> _data = [];

    public CompactBill(AplReader reader, byte[] full)
    {
        _reader = reader;
        Learn(full);
        var signature = _cache.CrcOf([.. _format], 0, _format.Count);
        var crc = _cache.CrcOf(full, 0, full.Length);
        byte[] compact = [(byte)signature, (byte)(signature >> 8), (byte)crc, (byte)(crc >> 8), .. _data];
        var frame = new CompactFrame(_cache, reader, _record);
        var status = CompactStatus.Incomplete;
        Total = Counter.Of(() => status = frame.Begin(compact, 0, compact.Length));
        Longest = Total;
        while (status == CompactStatus.Incomplete)
        {
            var ops = Counter.Of(() => status = frame.Step());
            Total += ops;
            Longest = Math.Max(Longest, ops);
        }

        if (status != CompactStatus.Ok)
        {
            throw new InvalidOperationException($"{Convert.ToHexString(full)}: {status}");
        }
    }

    /// <summary>Ops of all steps, until the first record can be read.</summary>
    public long Total { get; }

    /// <summary>Ops of the longest one.</summary>
    public long Longest { get; }

    /// <summary>Ops of a record whose format is learned as it is read.</summary>
    public double Add { get; private set; }

    private void Learn(byte[] full)
    {
        long ops = 0, records = 0;
        _cache.Begin();
        for (_reader.Open(full, 0, full.Length); _reader.TryNext(_record); records++)
        {
            ops += Counter.Of(() => _cache.Add(_record));
            var head = _record.HeaderOffset + _record.HeaderCount;
            _format.AddRange(full[_record.HeaderOffset..head]);
            _data.AddRange(full[head..(_record.DataOffset + _record.DataCount)]);
        }

        Add = ops / (double)records;
        if (!_cache.End())
        {
            throw new InvalidOperationException($"{Convert.ToHexString(full)}: not learned");
        }
    }
}
