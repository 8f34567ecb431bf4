using System;
using System.Collections.Generic;
using System.Text;
using Gateway.Core;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Network.Modem;
using Gateway.Simulator.Time;
using Gateway.Uplink.Links;
using Gateway.Uplink.Modem;

namespace Gateway.Uplink.Tests.Modem;

/// <summary>The uplink over the modem driver over the modem model over the broker model, in simulated time.</summary>
internal sealed class ModemBench
{
    internal const long SecondUs = 1_000_000;
    private const long LongestSpin = 20_000;

    public ModemBench(
        Action<ModemOptions> configure = null, ModemSettings settings = null, Action<UplinkOptions> uplink = null,
        IMessageSink sink = null, Func<IBlockingCost, IMqttConnection> network = null, ulong seed = 5,
        TlsFiles tls = null)
    {
        Random = new RandomStream(seed);
        Broker = new BrokerModel(Time, Random);
        Broker.Delivered += Delivered.Add;
        Model = new ModemModel(Time, Random, settings ?? new ModemSettings(),
            network ?? (cost => Broker.CreateConnection(NetworkLatency.Mobile, cost)));
        var options = new ModemOptions { Apn = "iot.example" };
        configure?.Invoke(options);
        Driver = new ModemDriver(options, Model.Uart, Model.Key, Model.Reset, null);
        Links = new LinkSelector([Driver], new LinkOptions());
        Options = new UplinkOptions
        {
            GatewayId = "gw-7",
            BrokerHost = "broker.example",
            UserName = "user",
            Password = "secret",
            StatsIntervalS = 0,
            Tls = tls,
        };
        uplink?.Invoke(Options);
        Uplink = new MqttUplink(Options, Queue, Links, new RandomSource(seed), null, sink);
    }

    public EventQueue Time { get; } = new();

    public RandomStream Random { get; }

    public BrokerModel Broker { get; }

    public List<DeliveredMessage> Delivered { get; } = [];

    public ModemModel Model { get; }

    public ModemDriver Driver { get; }

    public LinkSelector Links { get; }

    public UplinkOptions Options { get; }

    public FakeQueue Queue { get; } = new();

    public MqttUplink Uplink { get; }

    public long NowUs => Time.NowNs / 1_000;

    /// <summary>Steps of the uplink so far.</summary>
    public long Steps { get; private set; }

    public ModemBench Start()
    {
        Uplink.Start(NowUs);
        return this;
    }

    /// <summary>Starts and waits for a standing connection.</summary>
    public ModemBench GoOnline(double limitS = 60)
    {
        Start();
        RunUntil(() => Uplink.State == UplinkState.Online, limitS, "online");
        return this;
    }

    public void RunSeconds(double seconds) => RunTo(NowUs + (long)(seconds * SecondUs), null);

    /// <summary>Runs until a condition holds.</summary>
    public void RunUntil(Func<bool> condition, double limitS, string what)
    {
        if (!condition() && !RunTo(NowUs + (long)(limitS * SecondUs), condition))
        {
            Assert.Fail($"{what}: not within {limitS} s; uplink {Uplink.State} {Uplink.LastStatus}, modem "
                + $"{Driver.State} {Driver.LastTrouble}\n{Tail()}");
        }
    }

    public string Tail() => string.Join('\n', Model.Commands.GetRange(
        Math.Max(0, Model.Commands.Count - 25), Math.Min(25, Model.Commands.Count)));

    public IEnumerable<DeliveredMessage> On(string end) =>
        Delivered.FindAll(m => m.Topic.EndsWith(end, StringComparison.Ordinal));

    internal static string Text(byte[] payload) => Encoding.UTF8.GetString(payload);

    private bool RunTo(long untilUs, Func<bool> condition)
    {
        var spins = 0L;
        while (true)
        {
            Uplink.Step(NowUs);
            Steps++;
            if (condition != null && condition())
            {
                return true;
            }

            var wakeUs = Uplink.NextWakeUs;
            spins = wakeUs <= NowUs ? spins + 1 : 0;
            Assert.IsLessThan(LongestSpin, spins,
                $"the loop spins at {NowUs} µs: uplink {Uplink.State}, modem {Driver.State}\n{Tail()}");
            if (wakeUs >= untilUs)
            {
                Time.AdvanceTo(untilUs * 1_000);
                return false;
            }

            Time.AdvanceTo(Math.Max(wakeUs, NowUs) * 1_000);
        }
    }
}
