// A board that is not there: the messages of a recording come out of a port as a gateway would send them, through the
// firmware's own serial link, each one when the one before it is acknowledged; what radios and lines have heard and
// said goes before the message that followed it, for a bridge that asks for it.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using Gateway.Bridge.Ports;
using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink;
using Gateway.Uplink.Serial;

namespace Gateway.Bridge.Recording;

/// <summary>Plays what a board has sent.</summary>
public sealed class ReplayPort : IBoardPort, IMqttListener, ITraceSwitch
{
    private const int MaxSlices = 100;
    private const int RingBytes = 8_192;

    private readonly Queue<JsonObject> _lines;
    private readonly TraceRing _trace = new(RingBytes);
    private readonly MqttConnectRequest _request;
    private readonly string _filter;
    private readonly Queue<byte> _toBridge = new();
    private readonly Queue<byte> _toBoard = new();
    private readonly Func<long> _nowUs;
    private readonly SerialLink _link;
    private IMqttSession _session;
    private bool _isOnline;
    private bool _isTraced;
    private int _packetId;

    /// <summary>A board at the beginning of a recording.</summary>
    /// <param name="file">Of source "board" or "run".</param>
    /// <param name="nowUs">Time that goes on.</param>
    public ReplayPort(RecordingFile file, Func<long> nowUs)
    {
        Name = "replay";
        _nowUs = nowUs;
        var lines = file.Lines().ToList();
        _lines = new Queue<JsonObject>(lines.Where(line => (string)line["ev"] == "up" || IsTrace(line)));
        Total = _lines.Count;
        var hello = lines.FirstOrDefault(line => (string)line["ev"] == "hello")
            ?? throw new BridgeException("the recording has no gateway in it");
        var connect = hello["connect"].Deserialize<BoardConnect>();
        _request = new MqttConnectRequest
        {
            ClientId = connect.ClientId, WillTopic = connect.WillTopic, WillPayload = connect.WillPayload,
        };
        _filter = connect.TopicFilter;
        var options = new SerialOptions { GatewayId = (string)hello["gateway"] };
        _link = new SerialLink(
            options, new BoardEnd(this), new Log(Convert.ToUInt32((string)hello["lid"], 16)), 0x5EED);
        _link.SetTracing(this);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public WaitHandle Woken => null;

    /// <summary>Messages and events of the recording.</summary>
    public int Total { get; }

    /// <summary>Messages that the bridge has not acknowledged, and events that it has not read.</summary>
    public int Left => _lines.Count + (_trace.IsEmpty && _toBridge.Count == 0 ? 0 : 1);

    void ITraceSwitch.Trace(bool isOn) => _isTraced = isOn;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        Step();
        var taken = 0;
        while (taken < count && _toBridge.TryDequeue(out var one))
        {
            buffer[offset + taken++] = one;
        }

        return taken;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        foreach (var one in buffer.AsSpan(offset, count))
        {
            _toBoard.Enqueue(one);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    void IMqttListener.OnConnected(MqttConnectStatus status)
    {
        _isOnline = status == MqttConnectStatus.Ok;
        _packetId = 0;
        _session = _isOnline ? _session : null;
    }

    void IMqttListener.OnPublished(int packetId, bool acknowledged)
    {
        if (packetId == _packetId && acknowledged)
        {
            _packetId = 0;
            _lines.Dequeue();
        }
    }

    void IMqttListener.OnMessage(string topic, byte[] payload)
    {
        // Commands were answered when it was recorded.
    }

    void IMqttListener.OnLost()
    {
        _isOnline = false;
        _session = null;
    }

    private void Step()
    {
        var nowUs = _nowUs();
        for (var i = 0; i < MaxSlices && _link.NextWakeUs <= nowUs; i++)
        {
            _link.Step(nowUs);
        }

        if (_session == null)
        {
            _session = _link.Create();
            _session.Connect(_request, this);
            _session.Subscribe(_filter);
        }
        else if (_isOnline && _packetId == 0)
        {
            PlayNext(nowUs);
        }
    }

    // Of a run it is not the board that has noted what was on the bus.
    private static bool IsTrace(JsonObject line) =>
        (string)line["ev"] == "radio" || ((string)line["ev"] == "bus" && line["us"] != null);

    private void PlayNext(long nowUs)
    {
        if (!_trace.IsEmpty)
        {
            if (_link.TraceDueUs <= nowUs)
            {
                _link.TrySendTrace(_trace, nowUs);
            }
        }
        else if (_lines.TryPeek(out var next) && !IsTrace(next))
        {
            var message = RecordingWriter.Message(next);
            _packetId = _session.Publish(message.Topic, message.Payload, message.Retain);
        }
        else if (next != null)
        {
            _lines.Dequeue();
            if (_isTraced)
            {
                AddTrace(next);
            }
        }
    }

    private void AddTrace(JsonObject line)
    {
        if ((string)line["ev"] == "radio")
        {
            var telegram = Convert.FromHexString((string)line["telegram"]);
            _trace.AddRadio(
                (long)line["us"], (int)line["radio"], TraceReader.ModeNumber((string)line["mode"]),
                TraceReader.StatusNumber((string)line["status"]), (int)line["rssi_dbm"], (int)line["lqi"],
                (int)line["foff_hz"], telegram, telegram.Length);
            return;
        }

        var bytes = Convert.FromHexString((string)line["hex"]);
        _trace.AddBus(
            (long)line["us"], (string)line["from"] == "meter", Encoding.UTF8.GetBytes((string)line["line"]), bytes, 0,
            bytes.Length);
    }

    private sealed class BoardEnd(ReplayPort port) : ISerialPort
    {
        public bool Configure(SerialSettings settings) => true;

        public int Read(byte[] buffer, int offset, int count)
        {
            var taken = 0;
            while (taken < count && port._toBoard.TryDequeue(out var one))
            {
                buffer[offset + taken++] = one;
            }

            return taken;
        }

        public bool Write(byte[] buffer, int offset, int count)
        {
            foreach (var one in buffer.AsSpan(offset, count))
            {
                port._toBridge.Enqueue(one);
            }

            return true;
        }

        public void Discard() => port._toBoard.Clear();
    }

    private sealed class Log(uint logId) : IRecordQueue
    {
        public uint LogId => logId;

        public uint Revision => 0;

        public uint AcknowledgedSeq(RecordQueueKind queue) => 0;

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
