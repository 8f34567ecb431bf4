using System.Net;
using System.Net.Sockets;

namespace Gateway.Simulator.Cli;

/// <summary>Finds a port for the installer's page.</summary>
internal static class PagePort
{
    /// <summary>The preferred port of the loopback address when nobody has it, else any free one.</summary>
    public static int FreeNear(int preferred)
    {
        try
        {
            return Try(preferred);
        }
        catch (SocketException)
        {
            return Try(0);
        }
    }

    private static int Try(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
