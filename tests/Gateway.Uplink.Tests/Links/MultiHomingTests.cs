using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Core;
using Gateway.Mqtt;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Network;
using Gateway.Simulator.Network.Modem;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;
using Gateway.Uplink.Links;
using Gateway.Uplink.Modem;

namespace Gateway.Uplink.Tests.Links;

/// <summary>Ethernet, WiFi and the modem at one broker: whatever fails in turn, nothing is lost, what comes twice comes
/// with the same key, and there is one session at a time.</summary>
[TestClass]
public class MultiHomingTests
{
    private const long SecondUs = 1_000_000;

    [TestMethod]
    public void Cable_PulledAndPluggedAgain_ModemTakesOverAndGivesBack()
    {
        var bench = new Bench(11);
        bench.Run(60, 1);
        Assert.AreEqual("ethernet", bench.Links.Current.Name);
        bench.Ethernet.IsUp = false;
        bench.Wifi.IsUp = false;
        bench.Run(120, 1);
        Assert.AreEqual("modem", bench.Links.Current.Name);
        Assert.AreEqual(UplinkState.Online, bench.Uplink.State);
        bench.Ethernet.IsUp = true;
        bench.Run(200, 1);
        Assert.AreEqual("modem", bench.Links.Current.Name, "not yet");
        bench.Run(500, 1);
        Assert.AreEqual("ethernet", bench.Links.Current.Name);
        bench.Finish();
        Assert.AreEqual(1, bench.Links.Counters.Changes[(int)LinkChange.LinkDown]);
        Assert.AreEqual(1, bench.Links.Counters.Changes[(int)LinkChange.Return]);
    }

    [TestMethod]
    public void Network_LeadsNowhere_FailsOverAfterThreeConnects()
    {
        var bench = new Bench(12);
        bench.Run(30, 1);
        bench.Ethernet.LeadsNowhere = true;
        bench.Wifi.LeadsNowhere = true;
        bench.Run(240, 1);
        Assert.AreEqual("modem", bench.Links.Current.Name);
        Assert.AreEqual(2, bench.Links.Counters.Changes[(int)LinkChange.ConnectFailures]);
        bench.Ethernet.LeadsNowhere = false;
        bench.Wifi.LeadsNowhere = false;
        bench.Run(3_000, 1);
        Assert.AreEqual("ethernet", bench.Links.Current.Name);
        bench.Finish();
    }

    [TestMethod]
    [DataRow(1UL)]
    [DataRow(2UL)]
    [DataRow(3UL)]
    [DataRow(4UL)]
    [DataRow(5UL)]
    public void Links_FailAtRandomForSixHours_NothingIsLost(ulong seed)
    {
        var bench = new Bench(seed);
        var random = new RandomStream(seed + 100);
        for (var i = 0; i < 72; i++)
        {
            bench.Ethernet.IsUp = random.Next(4) != 0;
            bench.Wifi.IsUp = random.Next(3) != 0;
            bench.Wifi.LeadsNowhere = random.Next(4) == 0;
            if (random.Next(6) == 0)
            {
                bench.Modem.Reboot();
            }

            Toggle(ModemFault.NetworkLost, random.Next(6) == 0);
            Toggle(ModemFault.GarbledAnswers, random.Next(8) == 0);
            if (random.Next(5) == 0)
            {
                bench.Broker.DropPubacks(1);
            }

            bench.Run(random.Next(600), 1);
        }

        bench.Ethernet.IsUp = true;
        bench.Wifi.LeadsNowhere = false;
        bench.Modem.Repair(ModemFault.NetworkLost);
        bench.Modem.Repair(ModemFault.GarbledAnswers);
        bench.Finish();
        var counters = bench.Links.Counters;
        Console.WriteLine($"seed {seed}: {bench.Records} records, {bench.Ledger.Repeated} repeated, connects "
            + $"{string.Join('/', counters.Connects)}, failures {string.Join('/', counters.Failures)}, changes by "
            + $"failures {counters.Changes[1]}, down {counters.Changes[2]}, return {counters.Changes[3]}");
        Assert.IsGreaterThan(0, counters.Connects[2], "the modem was needed");

        void Toggle(ModemFault fault, bool isOn)
        {
            if (isOn)
            {
                bench.Modem.Fail(fault);
            }
            else
            {
                bench.Modem.Repair(fault);
            }
        }
    }

    private sealed class Bench
    {
        private readonly EventQueue _time = new();
        private readonly FakeWorker _worker = new() { JobUs = 60_000 };
        private readonly FakeQueue _queue = new();

        public Bench(ulong seed)
        {
            var random = new RandomStream(seed);
            Broker = new BrokerModel(_time, random);
            Broker.Delivered += Take;
            Modem = new ModemModel(_time, random, new ModemSettings(),
                cost => Broker.CreateConnection(NetworkLatency.Mobile, cost));
            Driver = new ModemDriver(new ModemOptions(), Modem.Uart, Modem.Key, Modem.Reset, null);
            Ethernet = new Network(this);
            Wifi = new Network(this);
            Links = new LinkSelector(
                [
                    new WorkerLink("ethernet", Ethernet, _worker, Ethernet),
                    new WorkerLink("wifi", Wifi, _worker, Wifi),
                    Driver,
                ],
                new LinkOptions());
            var options = new UplinkOptions
            {
                GatewayId = "gw-7", BrokerHost = "broker", StatsIntervalS = 0, BatchMaxAgeMs = 2_000, BackOffBaseMs = 1_000,
                BackOffCapMs = 60_000,
            };
            Uplink = new MqttUplink(options, _queue, Links, new RandomSource(seed), null, null);
            Uplink.Start(0);
        }

        public BrokerModel Broker { get; }

        public ModemModel Modem { get; }

        public ModemDriver Driver { get; }

        public Network Ethernet { get; }

        public Network Wifi { get; }

        public LinkSelector Links { get; }

        public MqttUplink Uplink { get; }

        public DeliveryLedger Ledger { get; } = new(new TraceLog(new EventQueue(), null));

        public int Records { get; private set; }

        private long NowUs => _time.NowNs / 1_000;

        /// <summary>Runs, with so many records a second.</summary>
        public void Run(double seconds, double recordsPerSecond)
        {
            var untilUs = NowUs + (long)(seconds * SecondUs);
            while (NowUs < untilUs)
            {
                for (; Records < NowUs * recordsPerSecond / SecondUs; Records++)
                {
                    _queue.Add(Records % 50 == 49 ? RecordClass.Alarm : RecordClass.Regular);
                }

                RunTo(Math.Min(untilUs, NowUs + SecondUs));
            }
        }

        /// <summary>Runs until everything has arrived, and checks it.</summary>
        public void Finish()
        {
            for (var i = 0; i < 8_000 && !Uplink.IsDrained; i++)
            {
                RunTo(NowUs + SecondUs);
            }

            Assert.IsTrue(Uplink.IsDrained, $"{Uplink.State} over {Links.Current.Name}: {Driver.State} {Driver.LastTrouble}");
            Assert.IsEmpty(Ledger.Problems, string.Join('\n', Ledger.Problems));
            Assert.AreEqual(Records, Ledger.Unique, "every record, none but them");
            Assert.AreEqual(Records, Uplink.Counters.Records);
            Assert.IsLessThanOrEqualTo(1, Broker.ClientCount, "one session at a time");
        }

        private void Take(DeliveredMessage message)
        {
            Ledger.Take(message.Topic, message.Payload);
        }

        private void RunTo(long untilUs)
        {
            var spins = 0;
            while (true)
            {
                _worker.NowUs = NowUs;
                _worker.Step(NowUs);
                Uplink.Step(NowUs);
                var wakeUs = Math.Min(Uplink.NextWakeUs, _worker.NextWakeUs);
                spins = wakeUs <= NowUs ? spins + 1 : 0;
                Assert.IsLessThan(20_000, spins, $"spins: {Uplink.State}, {Driver.State}");
                if (wakeUs >= untilUs)
                {
                    _time.AdvanceTo(untilUs * 1_000);
                    return;
                }

                _time.AdvanceTo(Math.Max(wakeUs, NowUs) * 1_000);
            }
        }

        /// <summary>An IP network with M2Mqtt-like sessions.</summary>
        internal sealed class Network(Bench bench) : IMqttSessionFactory, INetworkInterface
        {
            private readonly List<Session> _sessions = [];
            private bool _isUp = true;
            private bool _leadsNowhere;

            /// <summary>An address and a link, and no way from there.</summary>
            public bool LeadsNowhere
            {
                get => _leadsNowhere;
                set
                {
                    _leadsNowhere = value;
                    if (value)
                    {
                        Cut();
                    }
                }
            }

            public bool IsUp
            {
                get => _isUp;
                set
                {
                    _isUp = value;
                    if (!value)
                    {
                        Cut();
                    }
                }
            }

            public IMqttSession Create()
            {
                _sessions.Add(new Session(this, bench));
                return _sessions[^1];
            }

            // The socket does not notice: nothing comes any more.
            private void Cut()
            {
                _sessions.ForEach(session => session.Cut());
                _sessions.Clear();
            }

            internal sealed class Session(Network network, Bench bench) : IMqttSession
            {
                private readonly BlockingCost _cost = new();
                private IMqttConnection _connection;

                public void Cut() => _connection?.Abort();

                public MqttConnectStatus Connect(MqttConnectRequest request, IMqttListener listener)
                {
                    if (!network.IsUp || network.LeadsNowhere)
                    {
                        return MqttConnectStatus.TimedOut;
                    }

                    _connection = bench.Broker.CreateConnection(NetworkLatency.Wired, _cost);
                    _connection.Published += id => listener.OnPublished(id, true);
                    _connection.Lost += listener.OnLost;
                    var result = _connection.Connect(new MqttConnectOptions
                    {
                        Host = request.Host,
                        Port = request.Port,
                        ClientId = request.ClientId,
                        KeepAliveS = request.KeepAliveS,
                        WillTopic = request.WillTopic,
                    });
                    _cost.Take();
                    return result == MqttConnectResult.Ok ? MqttConnectStatus.Ok : MqttConnectStatus.TimedOut;
                }

                public int Publish(string topic, byte[] payload, bool retain) =>
                    _connection.Publish(topic, payload, 1, retain);

                public bool Subscribe(string topicFilter) => _connection.Subscribe(topicFilter, 1);

                public void Close() => _connection?.Disconnect();
            }
        }
    }
}
