using System.Collections.Generic;
using Gateway.Core;
using Gateway.Radio;

namespace Gateway.System.Tests.Radios;

/// <summary>A radio that does what the test says and writes down what was asked of it.</summary>
internal sealed class FakeRadio(string name, List<string> log) : IRadio
{
    public IFrameSink Sink { get; private set; }

    public RadioProfile Profile { get; private set; }

    public RadioTimes Times { get; } = new();

    public bool IsReceiving
    {
        get => Times.IsReceiving;
        set => Times.IsReceiving = value;
    }

    public long QuietUntilUs
    {
        get;
        set => (field, Times.HasMoved) = (value, true);
    }

    public long FullUs => QuietUntilUs;

    public long NextWakeUs
    {
        get => Times.WakeUs;
        set => Times.WakeUs = value;
    }

    /// <summary>Time for which it has listened.</summary>
    public long Listened { get; set; }

    public RadioCounters Counters { get; } = new();

    public int NoiseFloorDbm => -100;

    public RadioStatus Start(RadioProfile profile, IFrameSink sink, long nowUs)
    {
        log.Add($"{name} start {profile}");
        return Take(profile, sink);
    }

    public RadioStatus Retune(RadioProfile profile, IFrameSink sink, long nowUs)
    {
        log.Add($"{name} retune {profile}");
        return Take(profile, sink);
    }

    public void Sleep(long nowUs) => log.Add($"{name} sleep");

    public RadioStatus Wake(long nowUs)
    {
        log.Add($"{name} wake");
        return RadioStatus.Ok;
    }

    public void Serve(long nowUs) => log.Add($"{name} serve");

    public void Step(long nowUs) => log.Add($"{name} step");

    public long ListenedUs(long nowUs) => Listened;

    private RadioStatus Take(RadioProfile profile, IFrameSink sink)
    {
        Profile = profile;
        Sink = sink;
        return RadioStatus.Ok;
    }
}
