using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>
/// One TCP connection passed on byte by byte, so that a test can cut it without a good-bye.
/// </summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _targetPort;
    private readonly Thread _thread;
    private Socket _near;
    private Socket _far;

    internal TcpRelay(int targetPort)
    {
        _targetPort = targetPort;
        _listener.Start();
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

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

    private void Run()
    {
        try
        {
            var near = _listener.AcceptSocket();
            _near = near;
            var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
            _far = far;
            far.Connect(IPAddress.Loopback, _targetPort);
            var back = new Thread(() => Copy(far, near)) { IsBackground = true };
            back.Start();
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
