using System.IO;
using System.Net.Sockets;

namespace Gateway.Bridge.Ports;

/// <summary>A UART behind a TCP port that carries its bytes and nothing else.</summary>
public class TcpPort : StreamPort
{
    private readonly string _host;
    private readonly int _port;

    /// <summary>A port that is not started.</summary>
    public TcpPort(PortUrl url)
        : base(url.ToString())
    {
        (_host, _port) = url.HostAndPort();
    }

    /// <inheritdoc/>
    protected override Stream Open()
    {
        var client = new TcpClient();
        try
        {
            client.Connect(_host, _port);
            client.NoDelay = true;
            return client.GetStream();
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
