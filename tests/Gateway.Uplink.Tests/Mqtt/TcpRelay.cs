using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>
/// One TCP connection passed on byte by byte, so that a test can cut it without a good-bye. Those before it may be
/// reset behind the client's second flight, which the other side then never sees.
/// </summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _targetPort;
    private readonly int _resets;
    private readonly Thread _thread;
    private Socket _near;
    private Socket _far;

    internal TcpRelay(int targetPort, int resets = 0)
    {
        _targetPort = targetPort;
        _resets = resets;
        _listener.Start();
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Connections that were reset behind the client's second flight.</summary>
    internal int ResetCount { get; private set; }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Resets both connections, as when the cable's other end is switched off and on.</summary>
    internal void Cut()
    {
        Reset(Interlocked.Exchange(ref _near, null));
        Reset(Interlocked.Exchange(ref _far, null));
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut();
        _thread.Join();
    }

    private static void Reset(Socket socket)
    {
        if (socket != null)
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
    }

    private static void Copy(Socket from, Socket to)
    {
        var buffer = new byte[4096];
        try
        {
            for (int count; (count = from.Receive(buffer)) > 0;)
            {
                to.Send(buffer, count, SocketFlags.None);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private (Socket Near, Socket Far) Accept()
    {
        var near = _near = _listener.AcceptSocket();
        var far = _far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        far.Connect(IPAddress.Loopback, _targetPort);
        return (near, far);
    }

    private static Thread Start(Socket from, Socket to)
    {
        var copy = new Thread(() => Copy(from, to)) { IsBackground = true };
        copy.Start();
        return copy;
    }

    private void Run()
    {
        try
        {
            while (ResetCount < _resets)
            {
                var (client, broker) = Accept();
                var flights = Start(broker, client);
                var buffer = new byte[4096];
                broker.Send(buffer, client.Receive(buffer), SocketFlags.None);
                client.Receive(buffer);
                ResetCount++;
                Cut();
                flights.Join();
            }

            var (near, far) = Accept();
            var back = Start(far, near);
            Copy(near, far);
            back.Join();
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // Nobody at the other side, or the relay was disposed before anybody came.
            Cut();
        }
    }
}
