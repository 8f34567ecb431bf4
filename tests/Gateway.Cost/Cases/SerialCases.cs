using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink;
using Gateway.Uplink.Serial;

namespace Gateway.Cost;

/// <summary>The serial link against the other end's half of SPEC.md on a line of 115,200 baud: its longest slice from the
/// first Hello over messages of 4 KB in both directions, what such a publish costs, and what an idle link costs a
/// second.</summary>
internal static class SerialCases
{
    private const int MessageBytes = 4_096;
    private const int Telegram = 256;
    private const long SecondUs = 1_000_000;

    public static void Measure(Figures figures)
    {
        var peer = new Peer();
        var link = new SerialLink(new SerialOptions { GatewayId = "gw" }, peer, new Log(), 7);
        var listener = new Listener();
        var session = link.Create();
        var request = new MqttConnectRequest { ClientId = "gw", WillTopic = "m/gateway/gw/state/conn", WillPayload = "off" };
        long longest = 0;
        session.Connect(request, listener);
        session.Subscribe("m/gateway/gw/command/+");
        Run(5);
        var topic = "metering/gateway/gw/event/up";
        var message = Enumerable.Range(0, MessageBytes).Select(i => (byte)('a' + (i % 26))).ToArray();
        long publish = 0;
        long bytes = 0;
        for (var i = 0; i < 3; i++)
        {
            var before = peer.BytesFromBoard;
            session.Publish(topic, message, false);
            publish = Run(5);
            bytes = peer.BytesFromBoard - before;
            peer.Send(message[..3_000]);
            Run(5);
        }

        var trace = MeasureTrace(link, peer, message[..Telegram]);
        var idle = Run(600);
        if (listener.Published != 3 || listener.Received != 3)
        {
            throw new InvalidOperationException($"{listener.Published} published, {listener.Received} received");
        }

        figures.Add("serial step, longest", longest);
        figures.Add($"serial, publish of {MessageBytes} bytes", publish - (idle / 120));
        figures.Add("serial, byte on the line", (publish - (idle / 120)) / (double)bytes);
        figures.Add("serial, idle second", idle / 600.0);
        figures.Add("serial, telegram into the trace", trace.Add);
        figures.Add("serial, trace frame, longest", trace.Frame);

        long Run(int seconds)
        {
            var untilUs = peer.NowUs + (seconds * SecondUs);
            long ops = 0;
            while (peer.NowUs < untilUs)
            {
                var nowUs = peer.NowUs;
                var step = Counter.Of(() => link.Step(nowUs)) + Prices.NativeCall;
                ops += step;
                longest = Math.Max(longest, step);
                peer.NowUs = Math.Min(Math.Max(link.NextWakeUs, nowUs + 1), untilUs);
                peer.Step();
            }

            return ops;
        }
    }

    private static (long Add, long Frame) MeasureTrace(SerialLink link, Peer peer, byte[] telegram)
    {
        var ring = new TraceRing(MessageBytes);
        var add = Counter.Of(() => ring.AddRadio(1, 0, 1, 0, -80, 1, 0, telegram, Telegram));
        var before = peer.BytesFromBoard;
        long longest = 0;
        for (var i = 0; i < 3; i++)
        {
            longest = Math.Max(longest, Counter.Of(() => link.TrySendTrace(ring, peer.NowUs)) + Prices.NativeCall);
        }

        if (!ring.IsEmpty || peer.BytesFromBoard - before < Telegram)
        {
            throw new InvalidOperationException("the trace was not sent");
        }

        return (add, longest);
    }

    /// <summary>The other end, and the line.</summary>
    private sealed class Peer : ISerialPort
    {
        private const long ByteUs = 87;

        private readonly Queue<(byte Value, long AtUs)> _toBoard = new();
        private readonly Queue<byte> _fromBoard = new();
        private readonly Queue<byte[]> _messages = new();
        private readonly FrameInput _input = new(64);
        private readonly SegmentSender _sender = new(1_000_000, 1_000_000);
        private readonly SegmentReceiver _receiver = new(16_384);
        private readonly byte[] _frame = new byte[SerialFrame.MaxWireBytes];
        private uint _session;
        private long _endUs;

        public long NowUs { get; set; }

        public long BytesFromBoard { get; private set; }

        public bool Configure(SerialSettings settings) => true;

        public int Read(byte[] buffer, int offset, int count)
        {
            var taken = 0;
            while (taken < count && _toBoard.TryPeek(out var next) && next.AtUs <= NowUs)
            {
                buffer[offset + taken++] = _toBoard.Dequeue().Value;
            }

            return taken;
        }

        public bool Write(byte[] buffer, int offset, int count)
        {
            BytesFromBoard += count;
            foreach (var one in buffer.AsSpan(offset, count))
            {
                _fromBoard.Enqueue(one);
            }

            return true;
        }

        public void Discard()
        {
        }

        /// <summary>A message for the gateway.</summary>
        public void Send(byte[] payload) =>
            _messages.Enqueue([0, 0, SerialMessage.Arrived, 0, 1, (byte)'t', .. payload]);

        public void Step()
        {
            while (_fromBoard.TryDequeue(out var one))
            {
                _input.Chunk[0] = one;
                _input.Filled(1);
                var dataBytes = _input.Find();
                if (dataBytes >= 0)
                {
                    Take(dataBytes);
                }
            }

            if (_receiver.OwesAck)
            {
                Put(SerialFrame.Seal(_frame, SerialFrame.Ack, _session, _receiver.Wanted, 0));
                _receiver.AckSent();
            }

            if (!_sender.IsBusy && _messages.TryDequeue(out var message))
            {
                _sender.Begin(message, message.Length, null);
            }

            while (_sender.HasSegment)
            {
                Put(_sender.Fill(_frame, _session));
                _sender.Sent(NowUs);
            }
        }

        private void Take(int dataBytes)
        {
            var frame = _input.Frame;
            switch (SerialFrame.KindOf(frame))
            {
                case SerialFrame.Hello:
                    _session = SerialFrame.SessionOf(frame);
                    Array.Clear(_frame);
                    _frame[SerialFrame.DataAt] = SerialMessage.Version;
                    _frame[SerialFrame.DataAt + 1] = 8;
                    Put(SerialFrame.Seal(_frame, SerialFrame.Welcome, _session, 0, 17));
                    break;
                case SerialFrame.First or SerialFrame.Next:
                    if (_receiver.Take(frame, dataBytes) is { } message)
                    {
                        _messages.Enqueue(message[0] == SerialMessage.Connect ? [0, 0, SerialMessage.Connected, 0]
                            : [0, 0, SerialMessage.Published, message[1], message[2]]);
                    }

                    break;
                case SerialFrame.Ack or SerialFrame.Gap:
                    _sender.Acknowledge(SerialFrame.NumberOf(frame), false, NowUs);
                    break;
            }
        }

        private void Put(int count)
        {
            for (var i = 0; i < count; i++)
            {
                _endUs = Math.Max(_endUs, NowUs) + ByteUs;
                _toBoard.Enqueue((_frame[i], _endUs));
            }
        }
    }

    private sealed class Log : IRecordQueue
    {
        public uint LogId => 1;

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

    private sealed class Listener : IMqttListener
    {
        public int Published { get; private set; }

        public int Received { get; private set; }

        public void OnConnected(MqttConnectStatus status)
        {
        }

        public void OnPublished(int packetId, bool acknowledged) => Published += acknowledged ? 1 : 0;

        public void OnMessage(string topic, byte[] payload) => Received++;

        public void OnLost()
        {
        }
    }
}
