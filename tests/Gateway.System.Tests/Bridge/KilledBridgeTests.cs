// The program itself at a TCP port and a real broker, killed again and again while messages go through.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.System.Tests.Cli;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Bridge;

[TestClass]
public class KilledBridgeTests
{
    private const int Messages = 60;
    private const int MessagesPerLife = 12;
    private const int PatienceMs = 120_000;

    [TestMethod]
    public void Serial_ProcessKilledAgainAndAgain_EveryAcknowledgedMessageReachesTheBroker()
    {
        Runs.RequireMosquitto();
        using var folder = new TemporaryFolder();
        using var mosquitto = MosquittoProcess.Start();
        using var board = new BoardAtSocket();
        using var arrived = new AutoResetEvent(false);
        var seen = new ConcurrentDictionary<string, int>();
        using var subscriber = MqttConnectionFactory.Create();
        subscriber.MessageReceived += (_, payload, _) =>
        {
            seen.AddOrUpdate(Encoding.UTF8.GetString(payload), 1, (_, count) => count + 1);
            arrived.Set();
        };
        Assert.AreEqual(MqttConnectResult.Ok, subscriber.Connect(
            new MqttConnectOptions { Host = "127.0.0.1", Port = mosquitto.Port, ClientId = "headend" }));
        Assert.IsTrue(subscriber.Subscribe("m/#", 1));

        var bridge = StartBridge(board.Port, mosquitto.Port, folder.PathOf("store.db"));
        try
        {
            var watch = Stopwatch.StartNew();
            var killAt = MessagesPerLife;
            while (board.Acknowledged < Messages)
            {
                Assert.IsLessThan(PatienceMs, watch.ElapsedMilliseconds, $"{board.Acknowledged} were acknowledged");
                var isGiven = false;
                board.Step(() =>
                {
                    isGiven = true;
                    return ("m/event/up", Encoding.UTF8.GetBytes($"message {board.Acknowledged}"));
                });
                if (isGiven && board.Acknowledged >= killAt)
                {
                    // One message is under way, others may be in the store or at the broker without PUBACK.
                    killAt += MessagesPerLife;
                    bridge.Kill();
                    bridge.WaitForExit();
                    bridge.Dispose();
                    bridge = StartBridge(board.Port, mosquitto.Port, folder.PathOf("store.db"));
                }
            }

            while (seen.Count < Messages && watch.ElapsedMilliseconds < PatienceMs)
            {
                board.Step(() => ("m/other", [0]));
                arrived.WaitOne(20);
            }
        }
        finally
        {
            bridge.Kill();
            bridge.WaitForExit();
            bridge.Dispose();
        }

        var missing = Enumerable.Range(0, Messages).Where(i => !seen.ContainsKey($"message {i}")).ToArray();
        Assert.IsEmpty(missing, "acknowledged and not at the broker: " + string.Join(' ', missing));
    }

    private static Process StartBridge(int boardPort, int brokerPort, string store)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments = [
            Path.Combine(AppContext.BaseDirectory, "gateway.dll"), "bridge", "serial", $"tcp:127.0.0.1:{boardPort}",
            "--broker", $"mqtt://127.0.0.1:{brokerPort}", "--store", store];
        Array.ForEach(arguments, start.ArgumentList.Add);
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }
}
