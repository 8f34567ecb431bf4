using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Time;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.World;

/// <summary>A wired line with its meters, and what the firmware's boots made of it.</summary>
public sealed class LineWorld
{
    // M-Bus: a reply is 11 bit times behind the request at the earliest, and the next request 11 behind the reply.
    private const int MBusPauseBits = 22;

    // DL/T 645: the earliest answer.
    private const double Rs485PauseNs = 20e6;

    private const int LongestRecord = 1024;

    private readonly List<byte[]> _answer = [];
    private byte[] _part = [];
    private readonly Dictionary<(string Meter, string Reason), long> _failures = [];

    /// <summary>Builds a line.</summary>
    /// <param name="line">As the scenario has it.</param>
    /// <param name="time">The gateway's time.</param>
    /// <param name="random">Random substreams.</param>
    /// <param name="prefix">Begins their names.</param>
    /// <param name="recorded">What the meters have sent in another run; null = they do it themselves.</param>
    public LineWorld(
        ScenarioLine line, EventQueue time, RandomStreams random, string prefix, RecordedInput recorded = null)
    {
        Line = line;
        Bus = new SerialBus(time, line.Kind, random.Get($"{prefix}{line.Name} bus"));
        Bus.Options.Echo = line.Echo;
        Bus.Options.LatencyMs = line.LatencyMs;
        Bus.Options.LossRate = line.LossRate;
        Bus.Options.ErrorRate = line.ErrorRate;
        var devices = recorded == null ? LineDevices.Create(line, random, prefix)
            : [new RecordedDevice(Bus, recorded.RepliesOf(line.Name))];
        foreach (var device in devices)
        {
            Bus.Attach(device);
        }

        Bus.DeviceSent += OnDeviceSent;
    }

    /// <summary>As the scenario has it.</summary>
    public ScenarioLine Line { get; }

    /// <summary>Bus and meters.</summary>
    public SerialBus Bus { get; }

    /// <summary>Hashes of everything that a meter has sent.</summary>
    public HashSet<ulong> Sent { get; } = [];

    /// <summary>Number of the board's port.</summary>
    public int Place => Line.Place;

    /// <summary>A read failed: what its event says.</summary>
    public void Failed(string meter, string reason) =>
        _failures[(meter, reason)] = _failures.GetValueOrDefault((meter, reason)) + 1;

    /// <summary>Fills a report.</summary>
    /// <param name="totals">Counters of all boots.</param>
    public ReportLine Build(LineTotals totals) => new()
    {
        Name = Line.Name,
        Meters = Line.MeterCount,
        BaudRate = Line.BaudRate,
        ReadsDue = totals.Due,
        ReadsOk = totals.Ok,
        ReadsFailed = totals.Failed,
        ReadsLate = totals.Late,
        Records = totals.Records,
        BusyS = totals.BusyUs / 1e6,
        BusUtilisation = Utilisation(totals.BusyUs),
        Failures = [.. _failures.OrderBy(pair => pair.Key).Select(pair => new ReportReadFailure
        {
            Meter = pair.Key.Meter,
            Reason = pair.Key.Reason,
            Count = pair.Value,
        })],
    };

    /// <summary>What the bytes and the shortest pauses take, of the time in which the gateway used the
    /// line.</summary>
    public double Utilisation(long busyUs) => busyUs == 0 ? 0
        : (Bus.MasterNs + Bus.DeviceNs + (Bus.Replies * PauseNs)) / 1000 / busyUs;

    // What the gateway may rightly have in a record: an M-Bus frame as it was sent; a DL/T 645 frame without what
    // stands before and behind it, and an answer of several frames together.
    private void OnDeviceSent(byte[] bytes)
    {
        if (Line.Kind == WireKind.MBus)
        {
            Sent.Add(ContentHash.Of(bytes));
            return;
        }

        // An answer with a pause in it comes in parts.
        bytes = [.. _part, .. bytes];
        _part = bytes.Length < LongestRecord ? bytes : [];
        for (var i = 0; i + 12 <= bytes.Length; i++)
        {
            var length = 12 + bytes[i + 9];
            if (bytes[i] == 0x68 && bytes[i + 7] == 0x68 && i + length <= bytes.Length)
            {
                if ((bytes[i + 8] & 0x1F) is not (0x12 or 0x02))
                {
                    _answer.Clear();
                }

                _answer.Add(bytes[i..(i + length)]);
                byte[] together = [];
                for (var first = _answer.Count - 1; first >= 0 && together.Length < LongestRecord; first--)
                {
                    together = [.. _answer[first], .. together];
                    Sent.Add(ContentHash.Of(together));
                }

                i += length - 1;
                _part = [];
            }
        }
    }

    private double PauseNs => Line.Kind == WireKind.MBus ? MBusPauseBits * 1e9 / Line.BaudRate : Rs485PauseNs;
}
