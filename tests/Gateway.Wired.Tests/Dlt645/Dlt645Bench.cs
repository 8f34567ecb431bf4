using Gateway.Link.Dlt645;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.Wire;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

/// <summary>A line with a master and simulated meters.</summary>
internal sealed class Dlt645Bench : IDlt645Listener, IControlAudit
{
    private readonly RegisterReader _reader = new();
    private readonly RegisterValue _value = new();

    public Dlt645Bench(Dlt645Options? options = null, LineOptions? line = null, ulong seed = 1)
    {
        Line = new LineBench(WireKind.Rs485, seed, line);
        Master = new Dlt645Master(options ?? new Dlt645Options());
        Reading = new Dlt645ReadTask(Master, this);
    }

    public LineBench Line { get; }

    public Dlt645Master Master { get; }

    public Dlt645ReadTask Reading { get; }

    /// <summary>"identifier result" or "identifier result value value ...", one an answer.</summary>
    public List<string> Answers { get; } = [];

    /// <summary>Mantissas of all numbers.</summary>
    public List<long> Numbers { get; } = [];

    public List<string> Audit { get; } = [];

    public Dlt645Device Add(Dlt645DeviceOptions options)
    {
        var device = new Dlt645Device(options);
        Line.Bus.Attach(device);
        return device;
    }

    public static Dlt645Meter MeterOf(Dlt645Device device, Dlt645Edition edition = Dlt645Edition.Unknown) =>
        new(Dlt645Address.Parse(device.Address)) { Edition = edition };

    /// <summary>Reads and gives the result.</summary>
    public Dlt645Result Read(Dlt645Meter meter, params uint[] identifiers)
    {
        Answers.Clear();
        Numbers.Clear();
        Reading.Meter = meter;
        Reading.Identifiers = identifiers;
        Reading.Count = identifiers.Length;
        Line.Run(Reading);
        return Reading.Result;
    }

    public void Answered(Dlt645ReadTask task, Dlt645Answer answer)
    {
        Assert.AreSame(Reading, task);
        string text = $"{answer.Identifier:X} {answer.Result}";
        if (answer.Result == Dlt645Result.Refused)
        {
            text += $" {answer.ErrorWord:X2}";
        }

        _reader.Begin(answer.Edition, answer.Identifier, answer.Data, 0, answer.DataCount);
        while (answer.DataCount > 0 && _reader.TryNext(_value))
        {
            text += _value.HasNumber ? $" {_value.Mantissa}" : $" {_value.State}";
            if (_value.HasNumber)
            {
                Numbers.Add(_value.Mantissa);
            }
        }

        Answers.Add(text);
    }

    public void Step(ControlStep step, int detail, long nowUs) =>
        Audit.Add(detail == 0 ? $"{step}" : $"{step} {detail:X}");
}
