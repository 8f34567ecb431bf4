using System;
using System.Linq;
using Gateway.Simulator.Network;
using Gateway.Simulator.Network.Modem;
using Gateway.Simulator.Time;
using Gateway.Uplink;
using Gateway.Uplink.Modem;

namespace Gateway.Cost;

/// <summary>The modem driver on the modem model: its longest slice from the power key over a connection with messages in
/// both directions, what a message of 4 KB costs, and what an idle modem costs a second.</summary>
internal static class ModemCases
{
    private const int MessageBytes = 4_096;
    private const long SecondUs = 1_000_000;

    public static void Measure(Figures figures)
    {
        var time = new EventQueue();
        var broker = new BrokerModel(time, new RandomStream(1));
        var model = new ModemModel(
            time, new RandomStream(2), new ModemSettings(), cost => broker.CreateConnection(NetworkLatency.Mobile, cost));
        var driver = new ModemDriver(new ModemOptions { Apn = "iot.example" }, model.Uart, model.Key, model.Reset, null);
        var listener = new Listener();
        long longest = 0;
        var session = driver.Create();
        session.Connect(Request(), listener);
        session.Subscribe("metering/gateway/gw/command/+");
        Run(60);
        var topic = "metering/gateway/gw/event/up";
        var message = Enumerable.Range(0, MessageBytes).Select(i => (byte)('a' + (i % 26))).ToArray();
        long publish = 0;
        for (var i = 0; i < 3; i++)
        {
            session.Publish(topic, message, false);
            publish = Run(5);
            broker.Publish("metering/gateway/gw/command/read", message, false);
            Run(5);
        }

        var idle = Run(600);
        if (listener.Published != 3 || listener.Received != 3)
        {
            throw new InvalidOperationException($"{listener.Published} published, {listener.Received} received");
        }

        figures.Add("modem step, longest", longest);
        figures.Add($"modem, publish of {MessageBytes} bytes", publish - (idle / 120));
        figures.Add("modem, idle second", idle / 600.0);

        long Run(int seconds)
        {
            var untilUs = (time.NowNs / 1_000) + (seconds * SecondUs);
            long ops = 0;
            while (time.NowNs / 1_000 < untilUs)
            {
                var nowUs = time.NowNs / 1_000;
                var step = Counter.Of(() => driver.Step(nowUs)) + Prices.NativeCall;
                ops += step;
                longest = Math.Max(longest, step);
                time.AdvanceTo(Math.Min(Math.Max(driver.NextWakeUs, nowUs + 1), untilUs) * 1_000);
            }

            return ops;
        }
    }

    private static MqttConnectRequest Request() => new()
    {
        Host = "broker.example",
        Port = 1_883,
        ClientId = "gw",
        KeepAliveS = 60,
        WillTopic = "metering/gateway/gw/state/conn",
        WillPayload = "{\"state\":\"offline\"}",
    };

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
