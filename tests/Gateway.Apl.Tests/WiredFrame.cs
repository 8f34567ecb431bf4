using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Takes long frames of the wired M-Bus apart, for tests only.</summary>
internal static class WiredFrame
{
    /// <summary>From the CI-field to the last byte before the check sum.</summary>
    public static byte[] Payload(byte[] frame)
    {
        Assert.AreEqual(0x68, frame[0]);
        Assert.AreEqual(frame[1], frame[2]);
        Assert.HasCount(frame[1] + 6, frame);
        Assert.AreEqual(frame[^2], (byte)frame[4..^2].Sum(value => value));
        return frame[6..^2];
    }

    public static List<DataRecord> Records(byte[] frame)
    {
        var payload = Payload(frame);
        var header = new PayloadHeader();
        Assert.AreEqual(Gateway.Link.LinkStatus.Ok, header.Parse(payload, 0, payload.Length));
        var rest = payload.Length - header.PayloadOffset;
        if (header.Kind == PayloadKind.Fixed)
        {
            var data = new FixedData();
            Assert.AreEqual(RecordStatus.Ok, data.Parse(payload, header.PayloadOffset, rest));
            var records = new List<DataRecord> { new(), new() };
            data.Read(0, records[0]);
            data.Read(1, records[1]);
            return records;
        }

        Assert.AreEqual(PayloadKind.Records, header.Kind);
        var reader = new AplReader();
        reader.Open(payload, header.PayloadOffset, rest);
        return Apl.Tests.Payload.Rest(reader);
    }
}
