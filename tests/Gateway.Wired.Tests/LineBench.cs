// A wired line of the firmware on a simulated bus: the loop wakes when the line asks for it, late by the loop's
// granularity, and every step costs time.
using Gateway.Core;
using Gateway.Simulator.Time;
using Gateway.Simulator.Wire;
using Gateway.Wired;

namespace Gateway.Wired.Tests;

internal sealed class LineBench : ILineListener
{
    public LineBench(WireKind kind, ulong seed = 1, LineOptions? options = null)
    {
        Random = new RandomStreams(seed);
        Bus = new SerialBus(Time, kind, Random.Get("bus"));
        Line = new WiredLine(Bus.Master, options ?? new LineOptions(), this);
    }

    public EventQueue Time { get; } = new();

    public RandomStreams Random { get; }

    public SerialBus Bus { get; }

    public WiredLine Line { get; }

    public List<ILineTask> Ended { get; } = [];

    /// <summary>Called for each task that ended; may queue the next one.</summary>
    public Action<ILineTask>? OnEnded { get; set; }

    /// <summary>Steps of the line so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Cost of one step, µs.</summary>
    public int StepUs { get; set; } = 200;

    /// <summary>From the time asked for to the step, µs.</summary>
    public int LatencyUs { get; set; } = 100;

    public long NowUs => Time.NowNs / 1000;

    public void TaskEnded(WiredLine line, ILineTask task, long nowUs)
    {
        Assert.AreSame(Line, line);
        Ended.Add(task);
        OnEnded?.Invoke(task);
    }

    /// <summary>Runs a task to its end.</summary>
    public TTask Run<TTask>(TTask task, long limitUs = 600_000_000)
        where TTask : ILineTask
    {
        Assert.IsTrue(Line.TryEnqueue(task));
        RunUntilIdle(limitUs);
        return task;
    }

    /// <summary>Runs until nothing is queued.</summary>
    public void RunUntilIdle(long limitUs = 3_600_000_000)
    {
        long endUs = NowUs + limitUs;
        while (!Line.IsIdle)
        {
            Assert.IsLessThan(endUs, NowUs, "the line does not come to an end");
            long wakeNs = Math.Max(Time.NowNs, Line.NextWakeUs * 1000) + (LatencyUs * 1000);
            Time.AdvanceTo(wakeNs);
            Line.Step(NowUs);
            Steps++;
            Time.AdvanceTo(Time.NowNs + (StepUs * 1000));
        }
    }

    /// <summary>Lets time pass without the line.</summary>
    public void Pass(long us) => Time.AdvanceTo(Time.NowNs + (us * 1000));
}
