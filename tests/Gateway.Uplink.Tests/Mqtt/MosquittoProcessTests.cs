using System.Net;
using System.Net.Sockets;
using Gateway.Mqtt;
using Gateway.Simulator.Network;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>The child process itself.</summary>
[TestClass]
public class MosquittoProcessTests
{
    [TestMethod]
    public void Start_PortInUse_SaysSo()
    {
        using (RealBroker.Start())
        {
            // Only to be inconclusive where there is no broker.
        }

        var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var e = Assert.ThrowsExactly<MosquittoStartException>(() => MosquittoProcess.Start(port));

        other.Stop();
        Assert.AreEqual($"port {port} is in use", e.Message);
    }

    [TestMethod]
    public void Kill_Twice_IsFineAndThePortIsFree()
    {
        using var broker = RealBroker.Start();
        Assert.AreNotEqual(0, broker.ProcessId);

        broker.Kill();
        broker.Kill();

        Assert.AreEqual(0, broker.ProcessId);
        var own = new TcpListener(IPAddress.Loopback, broker.Port);
        own.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        own.Start();
        own.Stop();
    }

    [TestMethod]
    public void Dispose_Twice_IsFine()
    {
        var broker = RealBroker.Start();
        broker.Dispose();
        broker.Dispose();
        using var connection = MqttConnectionFactory.Create();
        Assert.AreEqual(MqttConnectResult.Unreachable, connection.Connect(RealBroker.Options(broker.Port,
            "gw")));
    }
}
