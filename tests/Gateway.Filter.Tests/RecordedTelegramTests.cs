using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter.Tests;

/// <summary>Real telegrams through headers and filter; inconclusive where the recordings are
/// absent.</summary>
[TestClass]
public class RecordedTelegramTests
{
    [TestMethod]
    public void Decide_RecordedTelegrams_ForwardAllForwardsAll()
    {
        var profile = SizeProfile.CreateFull();
        var filter = new TelegramFilter(profile, FilterConfig.ForwardAll(profile), 1);
        var telegrams = Recorded();
        foreach (var telegram in telegrams)
        {
            Assert.AreEqual(FilterVerdict.Forward, filter.Decide(telegram, Read(telegram), 0, 0));
        }

        Assert.AreEqual((uint)telegrams.Count, filter.Counters.Accepted);
    }

    [TestMethod]
    public void Decide_RecordedTelegrams_EachMeterOnceAnHourAndItsAlarms()
    {
        var filter = TestMeters.NewFilter("allow *");
        var keys = new HashSet<long>();
        var passed = new HashSet<long>();
        foreach (var telegram in Recorded())
        {
            var facts = Read(telegram);
            var key = MeterTable.KeyOf(facts.Manufacturer, facts.IdentificationNumber, facts.Version,
                facts.DeviceType);
            keys.Add(key);
            var verdict = filter.Decide(telegram, facts, 0, TestMeters.TenOClockMs);
            if (verdict == FilterVerdict.Forward)
            {
                var isFirst = passed.Add(key);
                Assert.IsTrue(isFirst || facts.IsEllEncrypted || filter.LastClass == RecordClass.Alarm);
                Assert.IsTrue(filter.LastClass != RecordClass.Alarm || facts.HasStatus);
            }
        }

        Assert.HasCount(keys.Count, passed, "every meter got through");
        Assert.AreEqual(keys.Count, filter.Meters.Count);
        Assert.IsGreaterThan(0u, filter.Counters.Alarms);
        Assert.IsGreaterThan(0u, filter.Counters.Reduced);
    }

    [TestMethod]
    public void Read_Headers_GivesWhatTheFilterNeeds()
    {
        // Made up: SND-NR of KAM 67211530, version 1B, type 16, short header, status 04.
        byte[] withStatus =
            [0x0E, 0x44, 0x2D, 0x2C, 0x30, 0x15, 0x21, 0x67, 0x1B, 0x16, 0x7A, 0x2A, 0x04, 0x00, 0x00];
        var facts = Read(NewTelegram(withStatus));
        Assert.AreEqual(0x2C2D, facts.Manufacturer);
        Assert.AreEqual(0x67211530u, facts.IdentificationNumber);
        Assert.AreEqual(0x1B, facts.Version);
        Assert.AreEqual(0x16, facts.DeviceType);
        Assert.AreEqual(0x7A, facts.CiField);
        Assert.IsTrue(facts.HasStatus);
        Assert.AreEqual(0x04, facts.Status);
        Assert.IsFalse(facts.IsEllEncrypted);

        // The same meter behind an encrypted extended link layer (session number 20000001).
        byte[] encrypted =
        [
            0x14, 0x44, 0x2D, 0x2C, 0x30, 0x15, 0x21, 0x67, 0x1B, 0x16, 0x8D, 0x20, 0x2A, 0x01, 0x00, 0x00,
                0x20,
            0x11, 0x22, 0x33, 0x44,
        ];
        facts = Read(NewTelegram(encrypted));
        Assert.AreEqual(0x8D, facts.CiField);
        Assert.IsFalse(facts.HasStatus);
        Assert.IsTrue(facts.IsEllEncrypted);
    }

    private static TelegramFacts Read(Telegram telegram)
    {
        var header = new TelegramHeader();
        header.Parse(telegram.Bytes, telegram.Length);
        var facts = new TelegramFacts();
        facts.Read(header);
        return facts;
    }

    private static Telegram NewTelegram(byte[] bytes)
    {
        var telegram = new Telegram { Length = bytes.Length };
        bytes.CopyTo(telegram.Bytes, 0);
        return telegram;
    }

    private static List<Telegram> Recorded([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

        // The second place is for a worktree, which lies one folder deeper.
        var file = new[] { "..", Path.Combine("..", "..") }
            .Select(up => Path.Combine(root, up, "shared", "data", "wmbus", "telegrams.tsv"))
            .FirstOrDefault(File.Exists);
        if (file == null)
        {
            Assert.Inconclusive("../shared/data/wmbus/telegrams.tsv is not there");
        }

        return [.. File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => NewTelegram(Convert.FromHexString(line.Split('\t')[0])))];
    }
}
