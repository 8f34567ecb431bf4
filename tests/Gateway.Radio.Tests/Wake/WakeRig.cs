using Gateway.Radio.Wake;

namespace Gateway.Radio.Tests.Wake;

/// <summary>Meters, a plan and a radio that does what the plan says; the gateway's clock has an error of its
/// own.</summary>
internal sealed class WakeRig(WakePlan plan, SentMeter[] meters, double gatewayPpm = 0)
{
    private const double MicrosecondsPerHour = 3600e6;
    private double _trueUs;
    private long _nextUs;
    private bool _isStarted;
    private long _sinceUs;

    public WakePlan Plan { get; } = plan;

    /// <summary>Time for which the radio listened, in microseconds.</summary>
    public long ListenedUs { get; private set; }

    public double NowUs => _trueUs;

    /// <summary>What the gateway's clock is set by, now and then.</summary>
    public long OffsetUs { get; set; }

    public void Run(double hours)
    {
        var endUs = _trueUs + (hours * MicrosecondsPerHour);
        if (!_isStarted)
        {
            _isStarted = true;
            Plan.Start(Clock(_trueUs));
            Turn();
        }

        while (true)
        {
            var meter = meters.MinBy(one => one.NextUs)!;
            var turnUs = _nextUs == long.MaxValue ? double.MaxValue : TrueOf(_nextUs);
            var atUs = Math.Min(Math.Min(meter.NextUs, turnUs), endUs);
            _trueUs = Math.Max(_trueUs, atUs);
            if (atUs == endUs)
            {
                break;
            }

            if (turnUs <= meter.NextUs)
            {
                Turn();
                continue;
            }

            var receivedUs = Clock(_trueUs);
            if (meter.Send() && Plan.ShouldListen)
            {
                meter.Heard += 1;
                Plan.Heard(meter.Key, receivedUs + 1, meter.AccessShown, meter.Jitter == null);
                Turn();
            }
        }

        Account(Clock(_trueUs));
    }

    public void StartCounting()
    {
        foreach (var meter in meters)
        {
            meter.StartCounting();
        }

        Account(Clock(_trueUs));
        ListenedUs = 0;
    }

    private void Turn()
    {
        var nowUs = Clock(_trueUs);
        Account(nowUs);
        _nextUs = Plan.Turn(nowUs);
        if (_nextUs <= nowUs)
        {
            throw new InvalidOperationException($"a turn that is due at once: {_nextUs} at {nowUs}");
        }
    }

    private void Account(long nowUs)
    {
        ListenedUs += Plan.ShouldListen ? nowUs - _sinceUs : 0;
        _sinceUs = nowUs;
    }

    private long Clock(double trueUs) => (long)(trueUs * (1 + (gatewayPpm * 1e-6))) + OffsetUs;

    private double TrueOf(long clockUs) => (clockUs + 1 - OffsetUs) / (1 + (gatewayPpm * 1e-6));
}
