using Gateway.Mqtt;
using Gateway.Simulator.Network;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>Debian's mosquitto for a test, or the test is inconclusive and says what to install.</summary>
internal static class RealBroker
{
    internal static MosquittoProcess Start(
        string userName = null, string password = null, MosquittoTls tls = null)
    {
        RequireLibrary();
        if (!MosquittoProcess.IsAvailable)
        {
            Assert.Inconclusive(MosquittoProcess.InstallHint);
        }

        return MosquittoProcess.Start(0, userName, password, tls);
    }

    internal static void RequireLibrary()
    {
        try
        {
            MqttConnectionFactory.Create().Dispose();
        }
        catch (MqttLibraryMissingException e)
        {
            Assert.Inconclusive(e.Message);
        }
    }

    internal static MqttConnectOptions Options(int port, string clientId) =>
        new() { Host = "127.0.0.1", Port = port, ClientId = clientId };
}
