using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Gateway.Core;
using Gateway.Diagnostics;
using Gateway.Store;
using YamlDotNet.RepresentationModel;

namespace Gateway.Uplink.Tests.Contract;

/// <summary>asyncapi.yaml against itself and against what the firmware really sends.</summary>
[TestClass]
public class AsyncApiTests
{
    private static readonly JsonNode _document = Load();
    private static readonly SchemaValidator _validator = new(_document);

    private static JsonNode Load()
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Repository.Root, "hostbridge", "asyncapi.yaml"));
        stream.Load(reader);
        return YamlToJson.Convert(stream.Documents[0].RootNode);
    }

    private static JsonNode Schema(string name) => _document["components"]["schemas"][name];

    private static void AssertValid(string schema, JsonNode value)
    {
        var problems = _validator.Validate(Schema(schema), value);
        Assert.IsEmpty(problems, string.Join("; ", problems) + " in " + value.ToJsonString());
    }

    private static string LastStep(JsonNode reference) => ((string)reference["$ref"]).Split('/')[^1];

    [TestMethod]
    public void Document_Version_IsThree()
    {
        Assert.AreEqual("3.0.0", (string)_document["asyncapi"]);
    }

    [TestMethod]
    public void Channels_Addresses_AreTheFirmwaresTopics()
    {
        var topics = new Topics("{prefix}", "{gw}");
        var channels = _document["channels"].AsObject();
        CollectionAssert.AreEquivalent(
            new[]
            {
                topics.Up, topics.Alarm, topics.Stats, topics.ConnState, topics.StateRoot + "config", topics.Response,
                topics.OfTenant("{tenant}", false), topics.OfTenant("{tenant}", true),
                topics.CommandRoot + "{name}", topics.StateRoot + "fw",
            },
            channels.Select(c => (string)c.Value["address"]).ToArray());
        foreach (var (name, operation) in _document["operations"].AsObject())
        {
            var channel = LastStep(operation["channel"]);
            Assert.IsTrue(channels.ContainsKey(channel), name);
            Assert.AreEqual(channel is "conn" or "config" or "fw", (bool)operation["bindings"]["mqtt"]["retain"], name);
            Assert.AreEqual(1, (int)operation["bindings"]["mqtt"]["qos"], name);
        }
    }

    [TestMethod]
    public void Examples_All_MatchTheirSchemas()
    {
        var count = 0;
        foreach (var (_, message) in _document["components"]["messages"].AsObject())
        {
            foreach (var example in message["examples"].AsArray())
            {
                AssertValid(LastStep(message["payload"]), example["payload"]);
                count++;
            }
        }

        Assert.IsGreaterThanOrEqualTo(6, count);
    }

    [TestMethod]
    [DataRow("telegram", "\"2G\"")]
    [DataRow("telegram", "\"ab\"")]
    [DataRow("seq", "\"1\"")]
    [DataRow("seq", "-1")]
    [DataRow("ts", "1.5")]
    [DataRow("cls", "\"urgent\"")]
    [DataRow("h", "2")]
    [DataRow("frame", "\"E5\"")]
    [DataRow("serial", "1")]
    [DataRow("tq", null)]
    public void Validator_DamagedExample_IsRefused(string member, string json)
    {
        var example = _document["components"]["messages"]["alarm"]["examples"][0]["payload"].DeepClone();
        var record = example["t"][0].AsObject();
        record.Remove(member);
        if (json != null)
        {
            record.Add(member, JsonNode.Parse(json));
        }

        Assert.HasCount(1, _validator.Validate(Schema("alarm"), example));
    }

    [TestMethod]
    public void RealPayloads_OfEveryKindOfRecord_MatchTheSchemas()
    {
        var bench = new UplinkBench(stats: new StatsSource(new StatsSnapshot(), null));
        uint seq = 0;
        foreach (var recordClass in new[] { RecordClass.Alarm, RecordClass.Priority, RecordClass.Regular, RecordClass.Event })
        {
            foreach (var (protocol, mode) in Sources())
            {
                var record = new LogRecord
                {
                    Seq = ++seq,
                    TimeMs = 1_763_773_200_000 + seq,
                    Quality = (TimeQuality)(seq % 3),
                    Class = recordClass,
                    Protocol = protocol,
                    Mode = mode,
                    RssiDbm = seq % 5 == 0 ? -128 : -90,
                    SecondRssiDbm = seq % 3 == 0 ? -101 : 0,
                    Lqi = seq % 4 == 0 ? 255 : 7,
                    FrequencyOffsetHz = -42,
                    PayloadLength = (int)seq,
                };
                if (protocol == Protocol.Gateway)
                {
                    // What the gateway says itself is JSON already.
                    var text = "{\"event\":\"control\",\"step\":\"done\"}"u8;
                    text.CopyTo(record.Payload);
                    record.PayloadLength = text.Length;
                }

                bench.Queue.Add(record);
            }
        }

        bench.GoOnline();
        bench.Uplink.Stop();
        bench.RunSeconds(60);
        Assert.IsTrue(bench.Uplink.IsDrained);
        var kinds = new HashSet<string>();
        foreach (var message in bench.Broker.Received)
        {
            var kind = message.Topic[(message.Topic.LastIndexOf('/') + 1)..];
            kinds.Add(kind);
            var payload = JsonNode.Parse(message.Payload);
            AssertValid(kind == "up" ? "batch" : kind, payload);
            foreach (var record in kind is "up" or "alarm" ? payload["t"].AsArray() : [])
            {
                var hasSecond = (int)record["seq"] % 3 == 0 && record["mode"] != null;
                Assert.AreEqual(hasSecond ? -101 : null, (int?)record["rssi2_dbm"], record.ToJsonString());
            }
        }

        Assert.HasCount(4, kinds, "all four topics were seen");
    }

    [TestMethod]
    public void RealStats_EverythingKnown_MatchTheSchemaAndTheValues()
    {
        var snapshot = new StatsSnapshot { Resets = 4, ResetCause = "power" };
        var source = new StatsSource(snapshot, () => Fill(snapshot));
        var bench = new UplinkBench(stats: source).GoOnline();
        var stats = JsonNode.Parse(bench.Broker.On("/event/stats").Single().Payload);
        AssertValid("stats", stats);
        Assert.AreEqual(17, (int)stats["received"]["C1"]);
        Assert.AreEqual(2, (int)stats["bad_crc"]["T1"]);
        Assert.AreEqual(20, (int)stats["expected"]);
        Assert.AreEqual(-104, (int)stats["noise_dbm"]);
        Assert.AreEqual(9, (int)stats["drops"]["store_full"]);
        Assert.AreEqual(1, (int)stats["drops"]["denied"]);
        Assert.AreEqual(123_456, (int)stats["heap_free_bytes"]);
        Assert.AreEqual("power", (string)stats["resets"]["cause"]);
        Assert.AreEqual(3, (int)stats["copies_merged"]);
        Assert.AreEqual("""{"ethernet":"up","modem":"down"}""", stats["links"].ToJsonString());
        Assert.AreEqual(
            """{"slice_us":1714,"slice":"store","heap_low_bytes":100000,"refused":6,"clock_jumps":2,"clock_jump_s":-3600,"alarms_lost":5}""",
            stats["health"].ToJsonString());
        Assert.HasCount(2, stats["radios"].AsArray());
        Assert.AreEqual(
            """{"id":"north","profile":"S1","received":10,"only_here":7,"listened_ms":{"T1C1":50000,"S1":10000}}""",
            stats["radios"][0].ToJsonString());
        Assert.AreEqual(
            """{"profile":"LIQ","received":0,"only_here":0,"noise_dbm":-99,"listened_ms":{"LIQ":0}}""",
            stats["radios"][1].ToJsonString());
    }

    [TestMethod]
    public void RealStats_OneRadio_SayNothingOfCopies()
    {
        var snapshot = new StatsSnapshot { Radios = [new RadioStats(null)] };
        var bench = new UplinkBench(stats: new StatsSource(snapshot, null)).GoOnline();
        var stats = JsonNode.Parse(bench.Broker.On("/event/stats").Single().Payload);
        AssertValid("stats", stats);
        Assert.IsNull(stats["copies_merged"]);
        Assert.IsNull(stats["links"]);
        Assert.AreEqual("""{"refused":0,"clock_jumps":0,"alarms_lost":0}""", stats["health"].ToJsonString());
        Assert.IsNull(stats["radios"][0]["only_here"]);
    }

    [TestMethod]
    [DataRow(false, 3, StatsSnapshot.MaxDropReasons)]
    [DataRow(true, 1, 11)] // and one more: as many as the firmware has; longer than its longest
    public void RealStats_EveryCounterAtItsLongest_FitTheirBuffer(bool isMini, int radios, int reasons)
    {
        var name = isMini ? "a_reason_of_19_le" : "a_reason_of_24_letter_";
        var size = isMini ? SizeProfile.CreateMini() : SizeProfile.CreateFull();
        var snapshot = new StatsSnapshot
        {
            TimeMs = long.MinValue, UptimeS = long.MaxValue, Expected = int.MaxValue, MetersKnown = int.MaxValue,
            NoiseFloorDbm = -127, QueueAlarms = int.MaxValue, QueueBulk = int.MaxValue,
            QueueOldestAgeS = long.MaxValue, HeapFreeBytes = long.MaxValue, Resets = int.MaxValue,
            Connects = int.MaxValue, ConnectFailures = int.MaxValue, Losses = int.MaxValue,
            Messages = int.MaxValue, Records = int.MaxValue, HeapLowBytes = uint.MaxValue,
            LongestSliceUs = int.MaxValue, LongestSliceStage = "housekeeping", ClockJumps = int.MaxValue,
            LastClockJumpS = int.MinValue, AlarmsLost = int.MaxValue, CommandsRefused = int.MaxValue,
            Links = ["ethernet", "unknown", "wifi", "unknown", "modem", "unknown"],
        };
        System.Array.Fill(snapshot.ReceivedByMode, int.MaxValue);
        System.Array.Fill(snapshot.BadCrcByMode, int.MaxValue);
        snapshot.LastFailure = Enum.GetValues<MqttConnectStatus>().Select(ConnectText.Of).MaxBy(text => text?.Length);
        snapshot.CopiesMerged = int.MaxValue;
        snapshot.Radios = [.. Enumerable.Range(0, radios).Select(_ => LongRadio())];
        for (var i = 0; i < reasons; i++)
        {
            Assert.IsTrue(snapshot.SetDrops(name + (i + 10), int.MaxValue));
        }

        Assert.AreEqual(reasons < StatsSnapshot.MaxDropReasons, snapshot.SetDrops("one_more", 1));
        Assert.IsTrue(snapshot.SetDrops(name + 10, 5), "a known one still counts");
        var bench = new UplinkBench(
            options => options.StatsMaxBytes = size.UplinkStatsBytes + (radios * UplinkOptions.StatsRadioBytes),
            new StatsSource(snapshot, null)).GoOnline();
        Assert.AreEqual(1, bench.Uplink.Counters.Stats);
    }

    private static RadioStats LongRadio()
    {
        var radio = new RadioStats("0123456789ABCDEF")
        {
            Received = int.MaxValue, OnlyHere = int.MaxValue, NoiseFloorDbm = -127,
        };
        System.Array.Fill(radio.ListenedMs, long.MaxValue);
        return radio;
    }

    private static void Fill(StatsSnapshot snapshot)
    {
        snapshot.CopiesMerged = 3;
        snapshot.Radios =
        [
            new RadioStats("north") { Profile = RadioProfile.S1, Received = 10, OnlyHere = 7 },
            new RadioStats(null) { Profile = RadioProfile.LinkIq, NoiseFloorDbm = -99 },
        ];
        long[][] listenedMs = [[50_000, 10_000, RadioStats.Never], [RadioStats.Never, RadioStats.Never, 0]];
        listenedMs[0].CopyTo(snapshot.Radios[0].ListenedMs, 0);
        listenedMs[1].CopyTo(snapshot.Radios[1].ListenedMs, 0);
        snapshot.ReceivedByMode[(int)LinkMode.C1] = 17;
        snapshot.BadCrcByMode[(int)LinkMode.T1] = 2;
        snapshot.Expected = 20;
        snapshot.NoiseFloorDbm = -104;
        snapshot.HeapFreeBytes = 123_456;
        snapshot.HeapLowBytes = 100_000;
        (snapshot.LongestSliceUs, snapshot.LongestSliceStage) = (1714, "store");
        (snapshot.ClockJumps, snapshot.LastClockJumpS) = (2, -3600);
        (snapshot.AlarmsLost, snapshot.CommandsRefused) = (5, 6);
        snapshot.Links = ["ethernet", "up", "modem", "down"];
        snapshot.SetDrops("store_full", 8);
        snapshot.SetDrops("denied", 1);
        snapshot.SetDrops("store_full", 9);
    }

    private static (Protocol Protocol, LinkMode Mode)[] Sources() =>
    [
        (Protocol.Wmbus, LinkMode.T1), (Protocol.Wmbus, LinkMode.C1), (Protocol.Wmbus, LinkMode.S1),
        (Protocol.LinkIq, LinkMode.LinkIq), (Protocol.MBus, LinkMode.None), (Protocol.Dlt645, LinkMode.None),
        (Protocol.Gateway, LinkMode.None),
    ];
}
