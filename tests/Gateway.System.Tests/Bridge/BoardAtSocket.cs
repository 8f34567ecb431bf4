using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink;
using Gateway.Uplink.Serial;

namespace Gateway.System.Tests.Bridge;

/// <summary>The firmware's serial link behind a TCP port, as a board behind a serial server: one publish at a time, again
/// until it is acknowledged.</summary>
internal sealed class BoardAtSocket : IDisposable, ISerialPort, IMqttListener
{
    private const int PollUs = 2_000;
    private const int MaxSlices = 50;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly SerialLink _link;
    private Socket _socket;
    private IMqttSession _session;
    private bool _isOnline;
    private int _packetId;

    public BoardAtSocket()
    {
        _listener.Start();
        _link = new SerialLink(
            new SerialOptions { GatewayId = "gw-socket", HelloMs = 100, AliveMs = 300, SilenceMs = 3_000 }, this,
            new Log(), 77);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Acknowledged { get; private set; }

    /// <summary>One look at everything; waits for the socket for a moment.</summary>
    public void Step(Func<(string Topic, byte[] Payload)> next)
    {
        if (_listener.Pending())
        {
            _socket?.Dispose();
            _socket = _listener.AcceptSocket();
        }

        if (_socket == null)
        {
            _listener.Server.Poll(PollUs, SelectMode.SelectRead);
            return;
        }

        _socket.Poll(PollUs, SelectMode.SelectRead);
        var nowUs = _clock.ElapsedTicks * 1_000_000 / Stopwatch.Frequency;
        for (var i = 0; i < MaxSlices && _link.NextWakeUs <= nowUs; i++)
        {
            _link.Step(nowUs);
        }

        if (_session == null)
        {
            _session = _link.Create();
            _session.Connect(new MqttConnectRequest { ClientId = "gw-socket" }, this);
        }
        else if (_isOnline && _packetId == 0)
        {
            var (topic, payload) = next();
            _packetId = _session.Publish(topic, payload, false);
        }
    }

    public bool Configure(SerialSettings settings) => true;

    public int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return _socket is { Available: > 0 } ? _socket.Receive(buffer, offset, count, SocketFlags.None) : 0;
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    public bool Write(byte[] buffer, int offset, int count)
    {
        try
        {
            _socket.Send(buffer, offset, count, SocketFlags.None);
        }
        catch (SocketException)
        {
            // Nobody listens at the other end of the cable; a UART does not know.
        }

        return true;
    }

    public void Discard()
    {
        while (Read(new byte[1_024], 0, 1_024) > 0)
        {
        }
    }

    public void OnConnected(MqttConnectStatus status)
    {
        _isOnline = status == MqttConnectStatus.Ok;
        _session = _isOnline ? _session : null;
        _packetId = 0;
    }

    public void OnPublished(int packetId, bool acknowledged)
    {
        Acknowledged += packetId == _packetId && acknowledged ? 1 : 0;
        _packetId = 0;
    }

    public void OnMessage(string topic, byte[] payload)
    {
    }

    public void OnLost()
    {
        _isOnline = false;
        _session = null;
        _packetId = 0;
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _listener.Dispose();
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
}
