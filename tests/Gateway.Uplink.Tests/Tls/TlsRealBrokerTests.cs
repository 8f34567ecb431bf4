using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using Gateway.App;
using Gateway.Boards;
using Gateway.Config;
using Gateway.Core;
using Gateway.Mqtt;
using Gateway.Store;
using Gateway.Uplink.Tests.Mqtt;
using ThreadWorker = Gateway.Uplink.Tests.EndToEnd.ThreadWorker;

namespace Gateway.Uplink.Tests.Tls;

/// <summary>TLS of both sides against Debian's mosquitto, with certificates made here: by the connection alone and
/// by the firmware with its configuration.</summary>
[TestClass]
public class TlsRealBrokerTests
{
    private static readonly TestAuthority _authority = new("authority");
    private static readonly TestAuthority _stranger = new("stranger");

    [ClassCleanup]
    public static void ForgetKeys()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [TestMethod]
    [DataRow("tlsv1.2")]
    [DataRow("tlsv1.3")]
    public void Connect_BothCertificatesGood_PublishesAndHears(string version)
    {
        using var broker = RealBroker.Start(tls: _authority.Broker(version: version));
        using var connection = MqttConnectionFactory.Create();
        var probe = Probe.On(connection);

        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(Options(broker.Port, _authority.Client(_authority))));
        Assert.IsTrue(connection.Subscribe("#", 1));
        Assert.AreNotEqual(0, connection.Publish("t", "hello"u8.ToArray(), 1, false));
        probe.WaitFor(p => p.Messages.Contains(("t", "hello", false)), "the message");
    }

    [TestMethod]
    [DataRow("other authority", MqttConnectResult.CertificateUntrusted)]
    [DataRow("other name", MqttConnectResult.CertificateWrongName)]
    [DataRow("other address", MqttConnectResult.CertificateWrongName)]
    [DataRow("expired", MqttConnectResult.CertificateExpired)]
    [DataRow("not yet valid", MqttConnectResult.CertificateExpired)]
    public void Connect_BadBroker_IsRefusedWithItsReason(string flaw, MqttConnectResult reason)
    {
        var tls = flaw switch
        {
            "other authority" => _stranger.Broker(),
            "other name" => _authority.Broker("example.com"),
            "other address" => _authority.Broker("192.0.2.1"),
            "expired" => _authority.Broker(fromDays: -20, toDays: -10),
            _ => _authority.Broker(fromDays: 10),
        };
        using var broker = RealBroker.Start(tls: tls with { WantsClientCertificate = false });
        using var connection = MqttConnectionFactory.Create();

        Assert.AreEqual(reason, connection.Connect(Options(broker.Port, _authority.Client(null))), broker.Log);
        Assert.IsFalse(connection.IsConnected);
        Assert.AreEqual(0, connection.Publish("t", [1], 1, false));
    }

    [TestMethod]
    [DataRow("none", "tlsv1.2")]
    [DataRow("none", "tlsv1.3")]
    [DataRow("other authority", "tlsv1.2")]
    [DataRow("other authority", "tlsv1.3")]
    [DataRow("expired", "tlsv1.2")]
    [DataRow("expired", "tlsv1.3")]
    public void Connect_OwnCertificateNotWanted_IsTold(string flaw, string version)
    {
        using var broker = RealBroker.Start(tls: _authority.Broker(version: version));
        using var connection = MqttConnectionFactory.Create();
        var tls = flaw switch
        {
            "none" => _authority.Client(null),
            "expired" => _authority.Client(_authority, -10),
            _ => _authority.Client(_stranger),
        };

        Assert.AreEqual(MqttConnectResult.OwnCertificateRefused, connection.Connect(Options(broker.Port, tls)), broker.Log);
    }

    /// <summary>A broker's reset may overtake the alert that names the reason.</summary>
    [TestMethod]
    public void Connect_ResetOvertakesTheAlert_AsksAgainForTheReason()
    {
        using var broker = RealBroker.Start(tls: _authority.Broker());
        using var relay = new TcpRelay(broker.Port, resets: 2);
        using var connection = MqttConnectionFactory.Create();

        var result = connection.Connect(Options(relay.Port, _authority.Client(null)));

        Assert.AreEqual(MqttConnectResult.OwnCertificateRefused, result, broker.Log);
        Assert.AreEqual(2, relay.ResetCount);
    }

    [TestMethod]
    public void Connect_ResetEachTime_IsUnreachableAfterThreeAttempts()
    {
        using var broker = RealBroker.Start(tls: _authority.Broker());
        using var relay = new TcpRelay(broker.Port, resets: 4);
        using var connection = MqttConnectionFactory.Create();

        var result = connection.Connect(Options(relay.Port, _authority.Client(_authority)));

        Assert.AreEqual(MqttConnectResult.Unreachable, result);
        Assert.AreEqual(3, relay.ResetCount);
    }

    [TestMethod]
    public void Connect_FilesOfNoUse_IsCertificateUnusable()
    {
        using var broker = RealBroker.Start(tls: _authority.Broker());
        var notPem = _authority.Client(_authority);
        notPem.Authority = "-----BEGIN CERTIFICATE-----\nAAAA\n"u8.ToArray();
        var noPair = _authority.Client(_authority);
        noPair.PrivateKey = _authority.Client(_authority).PrivateKey;
        foreach (var tls in new[] { notPem, noPair })
        {
            using var connection = MqttConnectionFactory.Create();
            Assert.AreEqual(MqttConnectResult.CertificateUnusable, connection.Connect(Options(broker.Port, tls)));
        }
    }

    [TestMethod]
    public void Connect_KeyWithoutCertificateOrNoAuthority_Throws()
    {
        RealBroker.RequireLibrary();
        var half = _authority.Client(_authority);
        half.Certificate = null;
        foreach (var tls in new[] { half, new MqttTlsOptions() })
        {
            using var connection = MqttConnectionFactory.Create();
            Assert.ThrowsExactly<ArgumentException>(() => connection.Connect(Options(1, tls)));
        }
    }

    /// <summary>Every byte that leaves for a port in the clear is looked at.</summary>
    [TestMethod]
    public void Connect_PortInTheClear_GetsNoWordOfMqtt()
    {
        RealBroker.RequireLibrary();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var connection = MqttConnectionFactory.Create();
        var options = Options(((IPEndPoint)listener.LocalEndpoint).Port, _authority.Client(_authority));
        options.UserName = "somebody";
        options.Password = "secret";
        var heard = new byte[4096];
        var count = 0;
        var peer = new Thread(() =>
        {
            using var client = listener.AcceptTcpClient();
            count = client.GetStream().Read(heard);

            // What a broker in the clear says: CONNACK with success.
            client.GetStream().Write([0x20, 0x02, 0x00, 0x00]);
        });
        peer.Start();

        Assert.AreEqual(MqttConnectResult.TlsFailed, connection.Connect(options));

        peer.Join();
        Assert.IsGreaterThan(0, count);
        Assert.AreEqual(0x16, heard[0], "a TLS handshake record (RFC 8446, 5.1)");
        Assert.DoesNotContain("MQTT", Encoding.Latin1.GetString(heard, 0, count));
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(heard, 0, count));
    }

    [TestMethod]
    public void Uplink_ConfigurationWithCertificates_DeliversRecords()
    {
        using var broker = RealBroker.Start(tls: _authority.Broker());
        var uplink = Run(Setup(broker.Port, _authority.Client(_authority)), u => u.IsDrained);

        Assert.AreEqual(MqttConnectStatus.Ok, uplink.LastStatus);
        Assert.AreEqual(2, uplink.Counters.Records);
        Assert.AreEqual(MqttConnectStatus.Ok, uplink.LastFailure);
    }

    [TestMethod]
    [DataRow("other authority", MqttConnectStatus.CertificateUntrusted)]
    [DataRow("other name", MqttConnectStatus.CertificateWrongName)]
    [DataRow("expired", MqttConnectStatus.CertificateExpired)]
    [DataRow("no certificate", MqttConnectStatus.OwnCertificateRefused)]
    public void Uplink_BadCertificates_KeepsRecordsAndNamesTheReason(string flaw, MqttConnectStatus reason)
    {
        var tls = flaw switch
        {
            "other authority" => _stranger.Broker(),
            "other name" => _authority.Broker("example.com"),
            "expired" => _authority.Broker(fromDays: -20, toDays: -10),
            _ => _authority.Broker(),
        };
        using var broker = RealBroker.Start(tls: tls);
        var own = _authority.Client(flaw == "no certificate" ? null : _authority);
        var uplink = Run(Setup(broker.Port, own), u => u.Counters.ConnectsByStatus[(int)reason] >= 2);

        Assert.AreEqual(reason, uplink.LastFailure, broker.Log);
        Assert.AreEqual(0, uplink.Counters.Connects);
        Assert.AreEqual(0, uplink.Counters.Records, "a record went out");
        Assert.IsFalse(uplink.IsDrained);
        Assert.AreEqual(0, uplink.Links.Counters.Changes[0], "another network would not help");
    }

    private static MqttConnectOptions Options(int port, MqttTlsOptions tls) =>
        new() { Host = "localhost", Port = port, ClientId = "gw-7", Tls = tls };

    /// <summary>From the configuration's text, as on the board.</summary>
    private static ConcentratorSetup Setup(int port, MqttTlsOptions files)
    {
        var tls = files.Certificate == null
            ? (object)new { ca = Encoding.UTF8.GetString(files.Authority) }
            : new
            {
                ca = Encoding.UTF8.GetString(files.Authority),
                cert = Encoding.UTF8.GetString(files.Certificate),
                key = Encoding.UTF8.GetString(files.PrivateKey),
            };
        var json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            gateway = new { id = "gw-7" },
            uplink = new { broker = new { host = "localhost", port, tls } },
        });
        var config = new GatewayConfig();
        Assert.IsTrue(ConfigReader.TryRead(json, json.Length, config, out var error), error);
        Assert.IsTrue(ConcentratorSetup.TryCreate(config, out var setup, out error), error);
        return setup;
    }

    private static MqttUplink Run(ConcentratorSetup setup, Func<MqttUplink, bool> isDone)
    {
        setup.Uplink.FirstDelayMs = 0;
        setup.Uplink.BackOffBaseMs = 20;
        setup.Uplink.BackOffCapMs = 50;
        var queue = new FakeQueue();
        queue.Add(RecordClass.Regular, 40);
        queue.Add(RecordClass.Alarm, 20);
        using var wake = new AutoResetEvent(false);
        using var worker = new ThreadWorker(wake);
        var uplink = new MqttUplink(
            setup.Uplink, queue, new M2MqttSessionFactory(), worker, new RandomSource(1), null, null);
        uplink.WakeLoop = () => wake.Set();
        uplink.Start(NowUs());
        uplink.Flush();
        StepUntil(uplink, worker, wake, () => isDone(uplink));
        uplink.Stop();
        StepUntil(uplink, worker, wake, () => uplink.State == UplinkState.Idle);
        return uplink;
    }

    private static void StepUntil(MqttUplink uplink, ThreadWorker worker, AutoResetEvent wake, Func<bool> isDone)
    {
        var limit = Stopwatch.StartNew();
        while (!isDone())
        {
            Assert.IsLessThan(60, limit.Elapsed.TotalSeconds, $"{uplink.State}, {uplink.LastStatus}");
            worker.Step(NowUs());
            uplink.Step(NowUs());
            var waitMs = (uplink.NextWakeUs - NowUs()) / 1_000;
            if (waitMs > 0)
            {
                wake.WaitOne((int)Math.Min(waitMs, 1_000));
            }
        }
    }

    private static long NowUs() => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);
}
