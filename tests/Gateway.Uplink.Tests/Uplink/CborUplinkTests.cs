using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.App.Readout;
using Gateway.Core;
using Gateway.Decoding;
using Gateway.Store;

namespace Gateway.Uplink.Tests;

[TestClass]
public class CborUplinkTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Messages_OfEveryKindOfRecord_SayWhatTheirJsonSays()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var records = Records(new Random(seed));
            var json = Run(records, false);
            var cbor = Run(records, true);
            Assert.IsTrue(cbor.All(m => UplinkMessage.IsCbor(m.Payload)) && json.All(m => !UplinkMessage.IsCbor(m.Payload)));
            CollectionAssert.AreEqual(Flat(json), Flat(cbor), $"seed {seed}");
        }
    }

    [TestMethod]
    public void Batch_OfSixteen_CostsWhatTheDocumentationSays()
    {
        var bench = new UplinkBench(o => o.UsesCbor = true);
        bench.Queue.LastSeq = 1_000_000;
        for (var i = 0; i < 32; i++)
        {
            bench.Queue.Add();
        }

        // As they come: some seconds apart.
        foreach (var (record, index) in bench.Queue.Records(RecordQueueKind.Bulk).Select((r, i) => (r, i)))
        {
            record.TimeMs += index * 4_000;
        }

        bench.GoOnline();
        var batch = bench.Broker.On("/event/up").First();
        Assert.HasCount(16, batch.Seqs);
        TestContext.WriteLine($"{batch.Payload.Length} bytes for 16 telegrams of 64 bytes");
        Assert.AreEqual(BytesARecord, (int)Math.Ceiling(batch.Payload.Length / 16.0), "bytes a record, with its share");
        foreach (var page in new[] { "hostbridge/CBOR.md", "hostbridge/asyncapi.yaml", "firmware/Filter/README.md" })
        {
            var text = File.ReadAllText(Path.Combine(Contract.Repository.Root, page));
            Assert.IsTrue(text.Contains($"{BytesARecord} ", StringComparison.Ordinal), page);
        }
    }

    private const int BytesARecord = 84;

    [TestMethod]
    public void Batch_OfTheLongest_StaysWithinItsBytes()
    {
        var bench = new UplinkBench(o => o.UsesCbor = true);
        for (var i = 0; i < 40; i++)
        {
            bench.Queue.Add(payloadBytes: 1 + (i * 25));
        }

        bench.GoOnline();
        bench.RunSeconds(60);
        var batches = bench.Broker.On("/event/up").ToList();
        Assert.IsTrue(batches.All(b => b.Payload.Length <= 4096));
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 40).Select(i => (uint)i).ToList(), batches.SelectMany(b => b.Seqs).ToList());
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void State_Format_IsSaid()
    {
        var bench = new UplinkBench(o => o.UsesCbor = true).GoOnline();
        Assert.AreEqual("cbor", (string)JsonNode.Parse(bench.Broker.On("/state/conn").First().Payload)["format"]);
    }

    [TestMethod]
    [DataRow("1801", "shortest")]
    [DataRow("190018", "shortest")]
    [DataRow("1A0000FFFF", "shortest")]
    [DataRow("1B00000000FFFFFFFF", "shortest")]
    [DataRow("9FFF", "definite")]
    [DataRow("5F4101FF", "definite")]
    [DataRow("A202000100", "rise")]
    [DataRow("A201000100", "rise")]
    [DataRow("0000", "behind")]
    [DataRow("", "early")]
    [DataRow("42FF", "early")]
    [DataRow("9A7FFFFFFF", "early")]
    [DataRow("61FF", "UTF-8")]
    [DataRow("C100", "tag")]
    [DataRow("F90000", "contract")]
    [DataRow("3BFFFFFFFFFFFFFFFF", "-2^63")]
    public void Reader_OtherThanDeterministic_IsRefused(string hex, string word)
    {
        var error = Assert.ThrowsExactly<InvalidDataException>(() => CborReader.Read(Convert.FromHexString(hex)));
        Assert.Contains(word, error.Message);
    }

    [TestMethod]
    [DataRow("1BFFFFFFFFFFFFFFFF", ulong.MaxValue)]
    [DataRow("17", 23UL)]
    [DataRow("1818", 24UL)]
    [DataRow("3863", -100L)]
    [DataRow("6449455446", "IETF")]
    [DataRow("F4", false)]
    [DataRow("F5", true)]
    [DataRow("F6", null)]
    public void Reader_ItemsOfTheStandard_AreTheirValues(string hex, object value) =>
        Assert.AreEqual(value, CborReader.Read(Convert.FromHexString(hex)));

    [TestMethod]
    public void Reader_DamagedMessages_AreRefusedOrReadAndNothingElse()
    {
        var good = Run(Records(new Random(7)), true)[0].Payload;
        var random = new Random(8);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = good[..random.Next(good.Length / 2, good.Length + 1)];
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                UplinkMessage.ToJson(bytes);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.IsGreaterThan(15_000, refused, "seed 8");
    }

    private static List<ScriptedBroker.Message> Run(List<LogRecord> records, bool usesCbor)
    {
        var bench = new UplinkBench(o =>
        {
            o.UsesCbor = usesCbor;
            o.Values = new ValueWriter(true, true);
        });
        records.ForEach(bench.Queue.Add);
        bench.GoOnline();
        bench.RunSeconds(60);
        Assert.IsTrue(bench.Uplink.IsDrained);
        return [.. bench.Broker.On("/event/alarm").Concat(bench.Broker.On("/event/up"))];
    }

    private static List<string> Flat(IEnumerable<ScriptedBroker.Message> messages) =>
    [
        .. messages.Select(m => UplinkMessage.ToJson(m.Payload)).SelectMany(m => m["t"].AsArray().Select(
            r => $"{m["gw"]} {m["lid"]} {m["fw"]} {WithoutValues(r.AsObject())}")),
    ];

    // What CBOR leaves to the headend.
    private static string WithoutValues(JsonObject record)
    {
        record.Remove("values");
        record.Remove("cut");
        return record.ToJsonString();
    }

    private static List<LogRecord> Records(Random random)
    {
        (Protocol, LinkMode)[] sources =
        [
            (Protocol.Wmbus, LinkMode.T1), (Protocol.Wmbus, LinkMode.C1), (Protocol.Wmbus, LinkMode.S1),
            (Protocol.LinkIq, LinkMode.LinkIq), (Protocol.MBus, LinkMode.None), (Protocol.Dlt645, LinkMode.None),
            (Protocol.Gateway, LinkMode.None),
        ];
        var records = new List<LogRecord>();
        for (uint seq = 1; seq <= 60; seq++)
        {
            var (protocol, mode) = sources[random.Next(sources.Length)];
            var record = new LogRecord
            {
                Seq = (seq * 1_000) + (uint)random.Next(1_000),
                TimeMs = 1_763_773_200_000 + random.Next(-100_000, 100_000),
                Quality = (TimeQuality)random.Next(1, 3),
                Class = (RecordClass)random.Next(4),
                Protocol = protocol,
                Mode = mode,
                RssiDbm = random.Next(4) == 0 ? -128 : random.Next(-120, -20),
                SecondRssiDbm = random.Next(3) == 0 ? random.Next(-120, -20) : 0,
                Lqi = random.Next(4) == 0 ? 255 : random.Next(128),
                FrequencyOffsetHz = random.Next(-20_000, 20_000),
                IsBacklog = random.Next(2) == 0,
            };
            Fill(record, random);
            records.Add(record);
        }

        return records;
    }

    private static void Fill(LogRecord record, Random random)
    {
        var bytes = new byte[random.Next(1, 257)];
        random.NextBytes(bytes);
        if (record.Protocol == Protocol.Gateway)
        {
            bytes = Encoding.UTF8.GetBytes("{\"event\":\"clock\",\"jump_ms\":" + random.Next() + "}");
        }
        else if (record.Mode == LinkMode.None)
        {
            record.PayloadLength = WiredPayload.Write(
                record.Payload, random.Next(3), random.Next(20), "riser", random.Next(2) == 0 ? "nightly" : null,
                "p7@300", bytes, 0, bytes.Length);
            return;
        }

        bytes.CopyTo(record.Payload, 0);
        record.PayloadLength = bytes.Length;
    }
}
