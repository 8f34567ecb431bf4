using System;
using System.Collections.Generic;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Reads payloads given as hex.</summary>
internal static class Payload
{
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));

    /// <summary>The only record of a payload.</summary>
    public static DataRecord One(string hex)
    {
        var all = All(Bytes(hex));
        Assert.HasCount(1, all, hex);
        return all[0];
    }

    public static List<DataRecord> All(string hex) => All(Bytes(hex));

    /// <summary>All records; each is an object of its own.</summary>
    public static List<DataRecord> All(byte[] bytes)
    {
        var reader = new AplReader();
        reader.Open(bytes, 0, bytes.Length);
        return Rest(reader);
    }

    public static List<DataRecord> Rest(AplReader reader)
    {
        List<DataRecord> records = [];
        for (var record = new DataRecord(); reader.TryNext(record); record = new DataRecord())
        {
            records.Add(record);
        }

        return records;
    }
}
