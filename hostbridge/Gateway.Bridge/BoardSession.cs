// The bridge's end of the serial link (firmware/Uplink/Serial/SPEC.md): one board, one session at a time. Segments
// and frames are the firmware's own code. Time is a parameter and nothing waits, so that the same class runs at a
// cable and in simulated time. A frame of a session that is not known is answered with Reset: the board begins anew.
using System;
using System.Collections.Generic;
using System.Text;
using Gateway.Bridge.Ports;
using Gateway.Uplink.Serial;

namespace Gateway.Bridge;

/// <summary>A session with the board at a port.</summary>
public sealed class BoardSession
{
    private const int WelcomeBytes = 17;
    private const int HelloBytes = 16;
    private const int MaxSendWindow = 6;
    private const long MaxWakeUs = 1_000_000;

    private readonly IBoardPort _port;
    private readonly IBoardHost _host;
    private readonly BoardSessionOptions _options;
    private readonly FrameInput _input = new(1024);
    private readonly SegmentReceiver _receiver;
    private readonly SegmentSender _sender;
    private readonly Queue<byte[]> _outgoing = new();
    private readonly byte[] _frame = new byte[SerialFrame.MaxWireBytes];
    private readonly TraceReader _trace;
    private BoardHello _hello;
    private uint _sessionId;
    private bool _isJoined;
    private bool _isSendingCommand;
    private long _heardUs;
    private long _saidUs;
    private long _timeDueUs;

    /// <summary>A session that waits for a board.</summary>
    public BoardSession(IBoardPort port, IBoardHost host, BoardSessionOptions options)
    {
        _port = port;
        _host = host;
        _options = options;
        _trace = new TraceReader(host);
        _receiver = new SegmentReceiver(options.MaxMessageBytes);
        var lineUs = (int)(MaxSendWindow * SerialFrame.MaxWireBytes * 10_000_000L / options.BaudRate);
        _sender = new SegmentSender((options.RetryMs * 1000) + lineUs, (options.RetryCapMs * 1000) + lineUs);
    }

    /// <summary>Whether a board is there and connected.</summary>
    public bool IsJoined => _isJoined;

    /// <summary>Who is there; null = nobody.</summary>
    public BoardHello Hello => _hello;

    /// <summary>What has happened.</summary>
    public BoardSessionCounters Counters { get; } = new();

    /// <summary>What came and was no frame. Wraps.</summary>
    public int Damaged => _input.Damaged;

    /// <summary>Segments to the board that were sent again. Wraps.</summary>
    public int Repeats => _sender.Repeats;

    /// <summary>When <see cref="Step"/> has something to do at the latest, if nothing comes.</summary>
    public long NextWakeUs(long nowUs) => _hello == null ? nowUs + MaxWakeUs
        : Math.Min(Math.Min(_sender.DueUs, nowUs + MaxWakeUs), _saidUs + (_options.AliveMs * 1000L));

    /// <summary>Takes what has come and sends what is due.</summary>
    public void Step(long nowUs)
    {
        while (true)
        {
            if (_input.IsEmpty)
            {
                var count = _port.Read(_input.Chunk, 0, _input.Chunk.Length);
                _input.Filled(count);
                if (count == 0)
                {
                    break;
                }
            }

            var dataBytes = _input.Find();
            if (dataBytes >= 0)
            {
                Take(_input.Frame, dataBytes, nowUs);
            }
        }

        if (_hello != null && nowUs - _heardUs >= _options.SilenceMs * 1000L)
        {
            Counters.Silences++;
            Leave(false);
        }

        if (_hello != null)
        {
            Send(nowUs);
        }
    }

    private void Take(byte[] frame, int dataBytes, long nowUs)
    {
        var kind = SerialFrame.KindOf(frame);
        var session = SerialFrame.SessionOf(frame);
        if (kind == SerialFrame.Hello)
        {
            TakeHello(frame, dataBytes, session, nowUs);
            return;
        }

        if (_hello == null || session != _sessionId)
        {
            Counters.StrayFrames++;
            if (kind != SerialFrame.Reset)
            {
                Write(SerialFrame.Seal(_frame, SerialFrame.Reset, session, 0, 0), nowUs);
            }

            return;
        }

        _heardUs = nowUs;
        switch (kind)
        {
            case SerialFrame.First or SerialFrame.Next:
                if (_receiver.Take(frame, dataBytes) is { } message)
                {
                    TakeMessage(message);
                }

                break;
            case SerialFrame.Ack or SerialFrame.Gap:
                TakeAck(SerialFrame.NumberOf(frame), kind == SerialFrame.Gap, nowUs);
                break;
            case SerialFrame.Reset:
                Leave(true);
                break;
            case SerialFrame.Trace:
                _trace.Take(frame, dataBytes);
                break;
        }
    }

    private void TakeAck(byte wanted, bool isGap, long nowUs)
    {
        if (_sender.Acknowledge(wanted, isGap, nowUs) && _isSendingCommand)
        {
            _isSendingCommand = false;
            Counters.Commands++;
            _host.CommandDelivered(true, nowUs);
        }
    }

    private void TakeHello(byte[] frame, int dataBytes, uint session, long nowUs)
    {
        const int At = SerialFrame.DataAt;
        if (dataBytes <= HelloBytes)
        {
            return;
        }

        if (_hello != null)
        {
            // It was restarted, or lost patience. Its will does not hold: here it is.
            Leave(true);
        }

        var id = Encoding.UTF8.GetString(frame, At + HelloBytes, dataBytes - HelloBytes);
        var hello = new BoardHello(
            id, SerialFrame.Get32(frame, At + 4), SerialFrame.Get32(frame, At + 8),
            SerialFrame.Get32(frame, At + 12), frame[At + 1], (frame[At + 2] << 8) | frame[At + 3]);
        var refusal = frame[At] == SerialMessage.Version ? _host.Greet(hello) : "it speaks another version";
        if (refusal == null)
        {
            _hello = hello;
            _sessionId = session;
            _heardUs = nowUs;
            _timeDueUs = nowUs + (_options.TimeS * 1_000_000L);
            _receiver.Restart();
            _sender.Restart();
            _sender.Window = Math.Clamp(hello.Window, 1, MaxSendWindow);
            Counters.Sessions++;
        }

        _frame[At] = SerialMessage.Version;
        _frame[At + 1] = (byte)_options.ReceiveWindow;
        _frame[At + 2] = (byte)(_options.MaxMessageBytes >> 8);
        _frame[At + 3] = (byte)_options.MaxMessageBytes;
        _frame[At + 4] = (byte)(refusal == null ? 0 : 1);
        SerialFrame.Put32(_frame, At + 5, _host.BridgeId);
        PutTime(_frame, At + 9);
        Write(SerialFrame.Seal(_frame, SerialFrame.Welcome, session, 0, WelcomeBytes), nowUs);
    }

    private void TakeMessage(byte[] message)
    {
        var reader = new MessageFields(message, 1);
        if (message[0] == SerialMessage.Connect && reader.Text() is { } client && reader.Text() is { } topic
            && reader.Text() is { } will && reader.Text() is { } filter)
        {
            _host.Connect(new BoardConnect(client, topic, will, filter));
            _isJoined = true;
            _outgoing.Enqueue([0, 0, SerialMessage.Connected, 0]);
            if (_host.WantsTrace)
            {
                _trace.Restart();
                _outgoing.Enqueue([0, 0, SerialMessage.Trace, 1]);
            }
        }
        else if (message[0] == SerialMessage.Publish && _isJoined && reader.Number(2) is { } id
            && reader.Number(1) is { } flags && reader.Text() is { } to)
        {
            var publish = new BridgeMessage(to, reader.Rest(), (flags & SerialMessage.Retain) != 0);
            if (_host.Publish(publish))
            {
                Counters.Published++;
                _outgoing.Enqueue([0, 0, SerialMessage.Published, (byte)(id >> 8), (byte)id]);
            }
            else
            {
                Counters.NotTaken++;
            }
        }
        else
        {
            Counters.BadMessages++;
        }
    }

    private void Send(long nowUs)
    {
        if (_receiver.OwesAck || nowUs - _saidUs >= _options.AliveMs * 1000L)
        {
            var kind = _receiver.OwesGap ? SerialFrame.Gap : SerialFrame.Ack;
            if (Write(SerialFrame.Seal(_frame, kind, _sessionId, _receiver.Wanted, 0), nowUs))
            {
                _receiver.AckSent();
            }
        }

        if (!_sender.IsBusy)
        {
            BeginNext(nowUs);
        }

        _sender.Check(nowUs);
        while (_sender.HasSegment && Write(_sender.Fill(_frame, _sessionId), nowUs))
        {
            _sender.Sent(nowUs);
        }
    }

    private void BeginNext(long nowUs)
    {
        if (nowUs >= _timeDueUs)
        {
            _timeDueUs = nowUs + (_options.TimeS * 1_000_000L);
            var time = new byte[11];
            time[2] = SerialMessage.Time;
            PutTime(time, 3);
            _outgoing.Enqueue(time);
        }

        if (_outgoing.TryDequeue(out var next))
        {
            _sender.Begin(next, next.Length, null);
            return;
        }

        while (_isJoined && _host.NextCommand(nowUs) is { } command)
        {
            var topic = Encoding.UTF8.GetBytes(command.Topic);
            if (3 + topic.Length + command.Payload.Length > _hello.MaxMessageBytes)
            {
                _host.CommandDelivered(false, nowUs);
                continue;
            }

            byte[] head = [
                0, 0, SerialMessage.Arrived, (byte)(topic.Length >> 8), (byte)topic.Length, .. topic];
            _isSendingCommand = true;
            _sender.Begin(head, head.Length, command.Payload);
            return;
        }
    }

    private void Leave(bool isProper)
    {
        var wasJoined = _isJoined;
        _hello = null;
        _isJoined = false;
        _isSendingCommand = false;
        _outgoing.Clear();
        _receiver.Restart();
        _sender.Restart();
        if (wasJoined)
        {
            _host.Left(isProper);
        }
    }

    private void PutTime(byte[] into, int at)
    {
        var unixMs = _host.UnixMs;
        SerialFrame.Put32(into, at, (uint)(unixMs >> 32));
        SerialFrame.Put32(into, at + 4, (uint)unixMs);
    }

    private bool Write(int count, long nowUs)
    {
        var isSent = _port.Write(_frame, 0, count);
        _saidUs = isSent ? nowUs : _saidUs;
        return isSent;
    }
}
