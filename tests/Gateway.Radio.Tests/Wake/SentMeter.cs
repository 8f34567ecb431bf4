namespace Gateway.Radio.Tests.Wake;

/// <summary>A meter's times of sending, in microseconds of true time.</summary>
internal sealed class SentMeter(long key, double intervalS, Random random)
{
    public long Key { get; } = key;

    /// <summary>Error of its clock.</summary>
    public double Ppm { get; init; }

    /// <summary>Uniform deviation of each interval; null = synchronous transmission.</summary>
    public double? Jitter { get; init; }

    /// <summary>Part of its telegrams that cannot be received.</summary>
    public double Loss { get; init; }

    /// <summary>Has no access number at all.</summary>
    public bool HasNoAccess { get; init; }

    /// <summary>Its access number stays as it is.</summary>
    public bool HasFixedAccess { get; init; }

    /// <summary>Nominal interval in seconds.</summary>
    public double IntervalS { get; set; } = intervalS;

    /// <summary>Whether it sends at all.</summary>
    public bool IsGone { get; set; }

    public int Access { get; set; } = random.Next(256);

    public double NextUs { get; set; } = random.NextDouble() * intervalS * 1e6;

    public int Sent { get; private set; }

    /// <summary>Of these, those that reached the antenna.</summary>
    public int Arrived { get; private set; }

    public int Heard { get; set; }

    /// <summary>Sends; true when it could be received.</summary>
    public bool Send()
    {
        // The interval behind the telegram with access number n (EN 13757-4:2013, 11.6.2, as public sources quote it).
        Access = (Access + 1) & 0xFF;
        var deviation = Jitter is { } jitter
            ? jitter * ((2 * random.NextDouble()) - 1)
            : (Math.Abs(Access - 128) - 64) / 2048.0;
        NextUs += IntervalS * 1e6 * (1 + deviation) / (1 + (Ppm * 1e-6));
        Sent++;
        var arrives = !IsGone && random.NextDouble() >= Loss;
        Arrived += arrives ? 1 : 0;
        return arrives;
    }

    public int AccessShown => HasNoAccess ? Radio.Wake.MeterClock.NoAccess : HasFixedAccess ? 7 : Access;

    public void StartCounting() => (Sent, Arrived, Heard) = (0, 0, 0);

    /// <summary>Its battery was changed: another phase, another access number.</summary>
    public void Reset(double nowUs)
    {
        NextUs = nowUs + (random.NextDouble() * IntervalS * 1e6);
        Access = random.Next(256);
    }
}
