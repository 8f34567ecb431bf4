// A board's link and a bridge's session at the two ends of a cable, in virtual time, a millisecond at a time.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Gateway.Bridge.Ports;
using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink;
using Gateway.Uplink.Serial;

namespace Gateway.Bridge.Tests.Serial;

internal sealed class SerialRig : IBoardHost, IMqttListener, ITraceSwitch
{
    private const int StepUs = 1_000;
    private const int MaxSlices = 40;
    private const int RingBytes = 4_096;

    private readonly Random _random;
    private uint _entropy;

    public SerialRig(int seed = 1)
    {
        _random = new Random(seed);
        Up = new LineModel(_random);
        Down = new LineModel(_random);
        _entropy = 0x1000;
        StartBoard();
        StartBridge();
    }

    public LineModel Up { get; }

    public LineModel Down { get; }

    public LineModel[] Lines => [Up, Down];

    public SerialOptions Options { get; } = new() { GatewayId = "gw-rig" };

    public SerialLink Link { get; private set; }

    public IMqttSession Session { get; private set; }

    public BoardSession Board { get; private set; }

    /// <summary>What the board's radios have heard, on its way to the bridge; null = it is not asked for.</summary>
    public TraceRing Trace { get; private set; }

    public long NowUs { get; private set; }

    public int Slices { get; private set; }

    // What the board heard.
    public List<MqttConnectStatus> Statuses { get; } = [];

    public List<int> Acknowledged { get; } = [];

    public List<(string Topic, string Payload)> Messages { get; } = [];

    public int Losses { get; private set; }

    public bool IsOnline { get; private set; }

    // What the bridge heard.
    public List<BoardHello> Hellos { get; } = [];

    public List<BoardConnect> Connects { get; } = [];

    public List<BridgeMessage> Taken { get; } = [];

    public List<bool> Leaves { get; } = [];

    public Queue<BridgeMessage> Commands { get; } = new();

    public int Undeliverable { get; private set; }

    public bool TakesNothing { get; set; }

    public string Refusal { get; set; }

    public uint BridgeId => 42;

    public long UnixMs => 1_768_456_800_000 + (NowUs / 1000);

    public void StartBoard()
    {
        IsOnline = false;
        _entropy += 0x10000;
        Link = new SerialLink(Options, new Port(this, Down, Up), new Log(), _entropy);
        Link.SetTracing(this);
    }

    void ITraceSwitch.Trace(bool isOn) => Trace = isOn ? Trace ?? new TraceRing(RingBytes) : null;

    public void StartBridge() =>
        Board = new BoardSession(new Port(this, Up, Down), this, new BoardSessionOptions());

    /// <summary>An attempt as the uplink makes it.</summary>
    public MqttConnectStatus Connect(TlsFiles tls = null)
    {
        Session = Link.Create();
        IsOnline = false;
        Step();
        var status = Session.Connect(
            new MqttConnectRequest
            {
                ClientId = "gw-rig", WillTopic = "m/gateway/gw-rig/state/conn", WillPayload = "off",
                Password = "secret", Tls = tls,
            },
            this);
        if (status == MqttConnectStatus.Pending)
        {
            Assert.IsTrue(Session.Subscribe("m/gateway/gw-rig/command/#"));
        }

        return status;
    }

    public void Run(int ms, Func<bool> until = null)
    {
        for (var i = 0; i < ms && !(until?.Invoke() ?? false); i++)
        {
            Step();
        }
    }

    /// <summary>Publishes and waits for the acknowledge.</summary>
    public bool Publish(string topic, byte[] payload, int patienceMs = 20_000)
    {
        var id = Session.Publish(topic, payload, false);
        if (id == 0)
        {
            return false;
        }

        Run(patienceMs, () => Acknowledged.Contains(id) || !IsOnline);
        return Acknowledged.Remove(id);
    }

    public void Step()
    {
        NowUs += StepUs;
        for (var i = 0; i < MaxSlices && Link.NextWakeUs <= NowUs; i++)
        {
            Slices++;
            Link.Step(NowUs);
        }

        for (var i = 0; i < MaxSlices && Trace is { IsEmpty: false } ring && Link.TraceDueUs <= NowUs; i++)
        {
            Link.TrySendTrace(ring, NowUs);
        }

        Board?.Step(NowUs);
    }

    public void OnConnected(MqttConnectStatus status)
    {
        Statuses.Add(status);
        IsOnline = status == MqttConnectStatus.Ok;
    }

    public void OnPublished(int packetId, bool acknowledged)
    {
        if (acknowledged)
        {
            Acknowledged.Add(packetId);
        }
    }

    public void OnMessage(string topic, byte[] payload) => Messages.Add((topic, Encoding.UTF8.GetString(payload)));

    public void OnLost()
    {
        Losses++;
        IsOnline = false;
    }

    public string Greet(BoardHello hello)
    {
        Hellos.Add(hello);
        return Refusal;
    }

    public void Connect(BoardConnect connect) => Connects.Add(connect);

    public bool Publish(BridgeMessage message)
    {
        if (!TakesNothing)
        {
            Taken.Add(message);
        }

        return !TakesNothing;
    }

    public BridgeMessage NextCommand(long nowUs) => Commands.TryPeek(out var command) ? command : null;

    public void CommandDelivered(bool arrived, long nowUs)
    {
        Commands.Dequeue();
        Undeliverable += arrived ? 0 : 1;
    }

    public bool WantsTrace { get; set; }

    public List<TraceItem> Traces { get; } = [];

    public void Traced(TraceItem item) => Traces.Add(item);

    public void Left(bool isProper) => Leaves.Add(isProper);

    private sealed class Port(SerialRig rig, LineModel from, LineModel to) : ISerialPort, IBoardPort
    {
        public string Name => "rig";

        public WaitHandle Woken => null;

        public bool Configure(SerialSettings settings) => true;

        public int Read(byte[] buffer, int offset, int count) => from.Read(buffer, offset, count, rig.NowUs);

        public bool Write(byte[] buffer, int offset, int count)
        {
            to.Send(buffer.AsSpan(offset, count), rig.NowUs);
            return true;
        }

        public void Discard() => from.Read(new byte[100_000], 0, 100_000, rig.NowUs);

        public void Dispose()
        {
        }
    }

    private sealed class Log : IRecordQueue
    {
        public uint LogId => 0xE543FDD7;

        public uint Revision => 0;

        public uint AcknowledgedSeq(RecordQueueKind queue) => queue == RecordQueueKind.Alarms ? 3u : 17u;

        public int PendingCount(RecordQueueKind queue) => 0;

        public long OldestPendingMs(RecordQueueKind queue) => 0;

        public bool TryRead(RecordQueueKind queue, LogRecord into) => false;

        public void Rewind(RecordQueueKind queue)
        {
        }

        public void Acknowledge(RecordQueueKind queue, uint seq)
        {
        }
    }
}
