using System.Collections.Generic;
using System.Linq;
using System.Text;
using Gateway.Core;

namespace Gateway.Uplink.Tests.Events;

[TestClass]
public class ConnectionEventTests
{
    [TestMethod]
    public void Connection_UpAndDown_IsNoted()
    {
        var said = new Said();
        var bench = new UplinkBench(o => o.Events = said).GoOnline();
        bench.Broker.Last.Listener.OnLost();
        bench.RunSeconds(20);
        CollectionAssert.AreEqual(
            new[]
            {
                """Note {"event":"link","state":"up","link":"ip"}""",
                """Note {"event":"link","state":"down","link":"ip"}""",
                """Note {"event":"link","state":"up","link":"ip"}""",
            },
            said.Lines);
    }

    [TestMethod]
    [DataRow(MqttConnectStatus.Unreachable, "Note", "link", "nobody answers")]
    [DataRow(MqttConnectStatus.NotAuthorized, "Alarm", "login_refused", "user, password")]
    [DataRow(MqttConnectStatus.CertificateUntrusted, "Alarm", "tls_refused", "not signed by")]
    [DataRow(MqttConnectStatus.OwnCertificateRefused, "Alarm", "tls_refused", "tls.cert")]
    public void Failures_OfOneKind_AreSaidOnceUntilAConnection(
        MqttConnectStatus status, string level, string what, string reason)
    {
        var said = new Said();
        var bench = new UplinkBench(o => o.Events = said);
        bench.Broker.ConnectStatus = status;
        bench.Uplink.Start(0);
        bench.RunSeconds(600);
        Assert.IsGreaterThan(2, bench.Broker.Sessions.Count);
        var line = said.Lines.Single();
        Assert.IsTrue(line.StartsWith(level, System.StringComparison.Ordinal), line);
        Assert.Contains($"\"{what}\"", line);
        Assert.Contains(reason, line);
        bench.Broker.ConnectStatus = MqttConnectStatus.Ok;
        bench.RunSeconds(600);
        bench.Broker.ConnectStatus = status;
        bench.Broker.Last.Listener.OnLost();
        bench.RunSeconds(600);
        Assert.AreEqual(2, said.Lines.Count(l => l == line), "once more after a connection stood");
    }

    [TestMethod]
    public void Failures_OfTwoKinds_AreBothSaid()
    {
        var said = new Said();
        var bench = new UplinkBench(o => o.Events = said);
        bench.Broker.ConnectStatus = MqttConnectStatus.Unreachable;
        bench.Uplink.Start(0);
        bench.RunSeconds(60);
        bench.Broker.ConnectStatus = MqttConnectStatus.TimedOut;
        bench.RunSeconds(60);
        Assert.HasCount(2, said.Lines);
    }

    private sealed class Said : IEventLog
    {
        private readonly JsonWriter _json = new(new byte[EventEntry.MaxTextBytes]);
        private EventLevel _level;

        public List<string> Lines { get; } = [];

        public JsonWriter Begin(string kind) => Begin(kind, EventLevel.Event);

        public JsonWriter Begin(string kind, EventLevel level)
        {
            _level = level;
            _json.Reset();
            _json.BeginObject();
            _json.Name("event");
            _json.Word(kind);
            return _json;
        }

        public void End(long nowUs)
        {
            _json.EndObject();
            Assert.IsFalse(_json.Overflow);
            Lines.Add($"{_level} {Encoding.UTF8.GetString(_json.ToArray())}");
        }
    }
}
