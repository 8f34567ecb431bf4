// Compact frames of wired slaves through the whole system: what is published against what the slaves had.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class WiredCompactTests
{
    private const string UnknownFormat = "compact frame of an unknown format";

    // Quantity and power of ten by VIF, for the makes of the scenario.
    private static readonly Dictionary<int, (string Quantity, int Exponent)> Vifs = new()
    {
        [0x06] = ("energy", 3), [0x13] = ("volume", -3), [0x2D] = ("power", 2), [0x3B] = ("volume flow", -3),
        [0x59] = ("flow temperature", -2), [0x5D] = ("return temperature", -2),
    };

    private readonly Dictionary<string, IReadOnlyList<byte>> _sent = [];
    private readonly List<JsonElement> _records = [];

    [TestMethod]
    public void Run_SlavesWithCompactFrames_PublishesWhatTheyHad()
    {
        Run("mbus-compact");
        var wired = Runs.Load("mbus-compact").Gateway.Wired[0];
        Assert.HasCount(5 * (wired.MeterCount + wired.Meters[^2].Count), _records);
        var read = 0;
        foreach (var record in _records.Where(record => Compact(record) is 0x79 or 0x7B))
        {
            var values = record.GetProperty("values").EnumerateArray().ToList();
            if (!values[0].TryGetProperty("err", out _))
            {
                AssertSame(_sent[record.GetProperty("frame").GetString()], values);
                read++;
            }
        }

        // Four sweeps of 8 slaves behind the one that tells the format, five of the one that tells none.
        Assert.AreEqual((4 * 8) + 5, read);
        Assert.IsTrue(_records.Where(record => Compact(record) == 0x69)
            .All(record => record.GetProperty("values").GetArrayLength() == 0), "a format has no values");
    }

    [TestMethod]
    public void Run_CompactFramesThatCannotBeRead_SayWhyAndHaveTheirFrames()
    {
        Run("mbus-compact");
        var errors = _records.Where(record => Compact(record) is 0x79 or 0x7B).ToLookup(
            record => record.GetProperty("meter").GetString(), record => Error(record.GetProperty("values")));
        CollectionAssert.AreEqual(Enumerable.Repeat("wrong CRC of a compact frame", 4).ToArray(),
            errors["HTA-31000031-0B-04"].ToArray());
        CollectionAssert.AreEqual(Enumerable.Repeat("compact frame is cut off", 4).ToArray(),
            errors["WAT-31000032-14-07"].ToArray());
        CollectionAssert.AreEqual(Enumerable.Repeat(UnknownFormat, 5).ToArray(), errors["ELE-31000021-02-02"].ToArray());
        Assert.IsTrue(errors.Where(meter => !meter.Key.EndsWith("31-0B-04", StringComparison.Ordinal) &&
            !meter.Key.StartsWith("ELE", StringComparison.Ordinal) && meter.Key != "WAT-31000032-14-07")
            .All(meter => meter.All(error => error == null)));
        foreach (var record in _records.Where(record => Error(record.GetProperty("values")) != null))
        {
            Assert.IsTrue(_sent.ContainsKey(record.GetProperty("frame").GetString()), "the frame goes out as it came");
        }
    }

    // Formats are in RAM: behind a restart of the gateway a slave cannot be read until it tells its format again.
    [TestMethod]
    public void Run_RestartOfTheGateway_NeedsTheFormatAgain()
    {
        List<string> Errors() => [.. _records.Where(record => Compact(record) == 0x7B &&
            record.GetProperty("meter").GetString() == "HTA-31000001-0B-04")
            .Select(record => Error(record.GetProperty("values")))];
        using var test = Start("mbus-compact");
        test.RunFor(200);
        CollectionAssert.AreEqual(new string[] { null }, Errors());
        test.World.PullPlug();
        test.World.Gateway.RestorePower();
        test.RunFor(240);
        Assert.AreEqual(UnknownFormat, Errors()[^1]);
        foreach (var slave in test.World.Lines[0].Bus.Devices.OfType<MBusSlave>())
        {
            slave.Restart();
        }

        test.RunFor(240);
        Assert.IsNull(Errors()[^1]);
        Runs.AssertGood(test.Finish());
    }

    private static int Compact(JsonElement record) => Convert.FromHexString(record.GetProperty("frame").GetString())[6];

    private static string Error(JsonElement values) => values.EnumerateArray()
        .Select(value => value.TryGetProperty("err", out var error) ? error.GetString() : null).FirstOrDefault();

    private static void AssertSame(IReadOnlyList<byte> records, List<JsonElement> values)
    {
        var index = 0;
        for (var at = 0; at < records.Count; index++)
        {
            int dif = records[at++], vif = records[at++];
            vif = vif == 0xFD ? 0xFD00 | records[at++] : vif;
            var count = dif & 7;
            var data = Enumerable.Range(at, count).Select(i => records[i]).ToArray();
            at += count;
            var text = $"record {index}, DIF {dif:X2}, VIF {vif:X2}, {values[index]}";
            Assert.AreEqual(dif >> 6, values[index].TryGetProperty("s", out var s) ? s.GetInt32() : 0, text);
            if (Vifs.TryGetValue(vif, out var known))
            {
                long value = 0;
                for (var i = count - 1; i >= 0; i--)
                {
                    value = (dif & 8) != 0 ? (value * 100) + ((data[i] >> 4) * 10) + (data[i] & 15) : (value << 8) + data[i];
                }

                Assert.AreEqual(known.Quantity, values[index].GetProperty("q").GetString(), text);
                Assert.AreEqual((double)(value * (decimal)Math.Pow(10, known.Exponent)),
                    values[index].GetProperty("v").GetDouble(), 1e-9, text);
            }
            else if (vif is 0x6C or 0x6D)
            {
                var day = data[^2] & 31;
                var year = 2000 + ((data[^2] >> 5) | (data[^1] >> 4 << 3));
                var date = string.Create(CultureInfo.InvariantCulture, $"{year}-{data[^1] & 15:D2}-{day:D2}");
                date += vif == 0x6C ? "" : string.Create(CultureInfo.InvariantCulture, $"T{data[1]:D2}:{data[0]:D2}");
                Assert.AreEqual(date, values[index].GetProperty("v").GetString(), text);
            }
        }

        Assert.HasCount(index, values);
    }

    private void Run(string name)
    {
        using var test = Start(name);
        test.RunFor(Runs.Load(name).DurationNs / 1e9);
        var report = test.Finish();
        Runs.AssertGood(report, name);
        Assert.AreEqual(report.Wired.ReadsDue, report.Wired.ReadsOk);
    }

    private TestWorld Start(string name)
    {
        var test = new TestWorld(Runs.Load(name));
        test.World.Deliveries.RecordArrived += (json, _) =>
        {
            var record = JsonDocument.Parse(json).RootElement;
            if (record.GetProperty("proto").GetString() == "mbus")
            {
                _records.Add(record);
            }
        };
        foreach (var slave in test.World.Lines[0].Bus.Devices.OfType<MBusSlave>())
        {
            slave.Replied += (frame, records) => _sent[Convert.ToHexString(frame)] = [.. records];
        }

        test.Start();
        return test;
    }
}
