using Gateway.Core;

namespace Gateway.Wired.Tests;

/// <summary>Sends a request a number of times and keeps what came back. The first byte of a reply is its
/// length.</summary>
internal sealed class OneExchange(SerialSettings settings, byte[] request, int times = 1) : ILineTask, IReplyShape
{
    private int _asked;

    public LineTiming Timing { get; } = new()
    {
        FirstByteUs = 200_000,
        GapUs = 50_000,
        IdleUs = settings.BitsUs(33),
        MinimumUs = settings.BitsUs(22),
    };

    public bool ExpectsReply { get; init; } = true;

    public int WakeBytes { get; init; }

    public List<(ExchangeResult Result, byte[] Reply, long AnswerUs, long EndUs)> Results { get; } = [];

    public long BeginUs { get; private set; }

    public long ResumeUs => 0;

    public int Missing(byte[] buffer, int count) =>
        count == 0 ? 1 : buffer[0] == 0 ? ReplyLength.Garbled : Math.Max(0, buffer[0] - count);

    public bool Finish(byte[] buffer, int count) => true;

    public void Begin(long nowUs)
    {
        BeginUs = nowUs;
        _asked = 0;
        Results.Clear();
    }

    public LineVerb Next(SerialExchange exchange, long nowUs)
    {
        if (_asked > 0)
        {
            Results.Add((exchange.Result, exchange.Reply[..exchange.ReplyCount], exchange.AnswerUs, nowUs));
        }

        if (_asked++ == times)
        {
            return LineVerb.Done;
        }

        request.CopyTo(exchange.Request, 0);
        exchange.RequestCount = request.Length;
        exchange.Prepare(settings, Timing, ExpectsReply ? this : null);
        if (WakeBytes > 0)
        {
            exchange.WakeWith(0x55, WakeBytes);
        }

        return LineVerb.Send;
    }
}
