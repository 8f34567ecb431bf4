using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>A sink that asks for <see cref="Total"/> bytes as soon as it has
/// <see cref="KnownAfter"/>.</summary>
internal sealed class RecordingSink : IFrameSink
{
    private readonly byte[] _bytes = new byte[4096];

    public int Total { get; set; }

    public int KnownAfter { get; set; } = 1;

    /// <summary>Answer with <see cref="FrameLength.Abort"/> from this many bytes on.</summary>
    public int AbortAfter { get; set; } = int.MaxValue;

    public int Begins { get; private set; }

    public int Ends { get; private set; }

    public int Pushes { get; private set; }

    public int Count { get; private set; }

    public RxEnd End { get; private set; }

    public int RssiDbm { get; private set; }

    public int Lqi { get; private set; }

    public int FrequencyOffsetHz { get; private set; }

    public long SyncUs { get; private set; }

    public RadioProfile Profile { get; private set; }

    public byte[] Bytes => _bytes[..Count];

    void IFrameSink.Begin(RadioProfile profile, long syncUs)
    {
        Assert.AreEqual(Ends, Begins, "a frame begins while another is open");
        Begins++;
        Count = 0;
        Pushes = 0;
        Profile = profile;
        SyncUs = syncUs;
    }

    int IFrameSink.Push(byte[] buffer, int offset, int count)
    {
        if (Begins != Ends + 1 || count < 1)
        {
            Assert.Fail("bytes outside a frame, or none");
        }

        Array.Copy(buffer, offset, _bytes, Count, count);
        Count += count;
        Pushes++;
        return Count >= AbortAfter ? FrameLength.Abort : Count >= KnownAfter ? Total : FrameLength.Unknown;
    }

    void IFrameSink.End(RxEnd end, int rssiDbm, int lqi, int frequencyOffsetHz)
    {
        Ends++;
        Assert.AreEqual(Begins, Ends, "End without Begin");
        End = end;
        RssiDbm = rssiDbm;
        Lqi = lqi;
        FrequencyOffsetHz = frequencyOffsetHz;
    }
}
