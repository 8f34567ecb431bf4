// The tool that updates a gateway, over a real mosquitto, to a simulated gateway with two slots.
using System;
using System.Security.Cryptography;
using System.Text;
using Gateway.Mqtt;
using Gateway.Simulator.Cli;
using Gateway.Simulator.Network;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;
using Gateway.System.Tests.Tls;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Update;

[TestClass]
public class UpdatePushTests
{
    private const string NewVersion = "9.8.7";
    private const int WaitsAtMost = 20_000;

    [TestMethod]
    public void Push_OverMosquitto_IsLoadedTriedAndConfirmed()
    {
        Assert.IsNull(Push(ScenarioGateway.UpdateKey, out var running));
        Assert.AreEqual(NewVersion, running);
    }

    [TestMethod]
    public void Push_ManifestOfAnotherKey_IsRefusedInWords()
    {
        Assert.AreEqual("failed: mac: is wrong", Push(new string('0', 32), out var running));
        Assert.AreEqual(Core.FirmwareInfo.Version, running);
    }

    private static string Push(string updateKey, out string running)
    {
        Runs.RequireMosquitto();
        var street = Runs.Load("street");
        var scenario = street with { Gateway = street.Gateway with { Id = "gw-1", HasTwoSlots = true } };
        using var world = new GatewayWorld(scenario, 1, new CpuModel(), (time, random) => new TlsBrokerSide(
            time, random.Get("network"), MosquittoProcess.Start(), null), null);
        world.Start();
        using var broker = MqttConnectionFactory.Create();
        Assert.AreEqual(MqttConnectResult.Ok, broker.Connect(
            new MqttConnectOptions { Host = world.Broker.Host, Port = world.Broker.Port, ClientId = "fleet" }));
        var startMs = new DateTimeOffset(scenario.StartUtc, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var waits = 0;
        var push = new UpdatePush(
            broker, "metering/gateway/gw-1/", Convert.FromHexString(ScenarioGateway.CommandKey),
            () => startMs + (world.Time.NowNs / 1_000_000), () =>
            {
                world.RunUntil(world.Time.NowNs + 50_000_000);
                world.Broker.Poll();
                return ++waits < WaitsAtMost;
            });
        var payload = new byte[20_000];
        new RandomStream(6).NextBytes(payload);
        var image = FirmwareImage.Make(Version.Parse(NewVersion), payload);
        var error = push.Run(image, Manifest(image, Convert.FromHexString(updateKey)), null);
        running = world.Slots.RunningVersion;
        return error;
    }

    private static string Manifest(byte[] image, byte[] key)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(image));
        var text = $"gateway-update-1\nesp32\n{NewVersion}\n{image.Length}\n{hash}\n";
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));
        return $"{{\"version\":\"{NewVersion}\",\"board\":\"esp32\",\"size\":{image.Length}," +
            $"\"sha256\":\"{hash}\",\"mac\":\"{mac}\"}}";
    }
}
