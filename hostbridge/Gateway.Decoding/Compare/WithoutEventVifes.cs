using System.Collections.Generic;
using System.Linq;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>Reads a record again as a decoder does that passes over VIFEs for dates and durations of events.</summary>
internal static class WithoutEventVifes
{
    /// <summary>The record without these VIFEs.</summary>
    public static DataRecord Of(DataRecord record)
    {
        if (record.HeaderCount == 0)
        {
            // The fixed data structure has no VIFEs.
            return record;
        }

        var header = record.HeaderBytes.Skip(record.HeaderOffset).Take(record.HeaderCount).ToList();
        var vif = header.FindIndex(value => (value & 0x80) == 0) + 1;
        var vifes = vif + (header[vif] is 0xFB or 0xFD ? 2 : 1);
        List<byte> kept = [.. header[vifes..].Where(value => (value & 0x7F) is < 0x39 or > 0x6F)];
        List<byte> bytes = [.. header[..vifes], .. kept];
        bytes[^1] &= 0x7F;
        bytes.AddRange(record.DataBytes.Skip(record.DataOffset).Take(record.DataCount));
        var reader = new AplReader();
        var result = new DataRecord();
        reader.Open([.. bytes], 0, bytes.Count);
        reader.TryNext(result);
        return result;
    }
}
