using System;
using System.Globalization;
using System.IO;
using Gateway.Core;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

/// <summary>Keeps the arithmetic of README.md, "What a site sends a day", true.</summary>
[TestClass]
public class DailyVolumeTests
{
    // Measured on real messages: MqttUplinkRecordTests holds it.
    private const int JsonBytesARecord = 281;

    // Likewise, CborUplinkTests.
    private const int CborBytesARecord = 84;

    private const double TariffBytesADay = 2.5e9 / 30;

    public TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow("allow *", false, 24.0)]
    [DataRow("allow * every", false, 288.0)]
    [DataRow("allow *", true, 25.0)]
    public void Day_MetersEveryFiveMinutes_PassAsOftenAsTheRuleSays(string rule, bool isEllEncrypted,
        double expected)
    {
        // 500 meters, every 300 s with jitter, one reception in six lost; every eighth frame is a full one.
        const int Meters = 500;
        const int Seed = 4;
        var random = new Random(Seed);
        var filter = NewFilter(rule);
        var received = 0;
        for (var turn = 0; turn < 288; turn++)
        {
            for (var meter = 0; meter < Meters; meter++)
            {
                var second = (turn * 300) + random.Next(300);
                var facts = Facts(Bcd(meter), isEllEncrypted ? (byte)0x8D : (byte)0x7A);
                facts.IsEllEncrypted = isEllEncrypted;
                var isFull = isEllEncrypted && (turn + meter) % 8 == 0;
                if (rule.EndsWith("every", StringComparison.Ordinal) || random.Next(6) != 0)
                {
                    received++;
                    filter.Decide(Telegram((uint)random.Next(), isFull ? 60 : 44), facts, second * 1_000_000L,
                        TenOClockMs - (10 * HourMs) + (second * 1000L));
                }
            }
        }

        var aDay = (double)filter.Counters.Accepted / Meters;
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"'{rule}': {aDay:F2} records a meter and day of {(double)received / Meters:F1} received"));
        Assert.AreEqual(expected, aDay, 0.05 * expected, $"seed {Seed}");
    }

    [TestMethod]
    public void Readme_DailyVolume_IsWhatTheNumbersGive()
    {
        const long Records = 30_000L * 24;
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot(), "firmware", "Filter", "README.md"));
        foreach (var number in new[]
        {
            Records.ToString("N0", CultureInfo.InvariantCulture),
            Math.Floor(Records * JsonBytesARecord / 1e6).ToString(CultureInfo.InvariantCulture) + " MB",
            JsonBytesARecord.ToString(CultureInfo.InvariantCulture) + " |",
            Math.Floor(Records * CborBytesARecord / 1e6).ToString(CultureInfo.InvariantCulture) + " MB",
            CborBytesARecord.ToString(CultureInfo.InvariantCulture) + " |",
            Math.Floor(TariffBytesADay / 1e6).ToString(CultureInfo.InvariantCulture) + " MB a day",
            Meters(CborBytesARecord + (150 / 16.0)) + " meters hourly as CBOR",
            Meters(JsonBytesARecord + (150 / 14.0)) + " as JSON",
        })
        {
            Assert.Contains(number, readme);
        }

        var profile = SizeProfile.CreateFull();
        var slots = MeterTable.SlotCountFor(profile.MeterCapacity);
        var bytes = slots * MeterTable.BytesPerSlot;
        Assert.Contains(slots.ToString("N0", CultureInfo.InvariantCulture), readme);
        Assert.Contains(bytes.ToString("N0", CultureInfo.InvariantCulture), readme);
        var bytesAMeter = (double)bytes / profile.MeterCapacity;
        Assert.Contains(bytesAMeter.ToString("F2", CultureInfo.InvariantCulture), readme);
    }

    private static string Meters(double bytesARecord) =>
        (Math.Floor(TariffBytesADay / (24 * bytesARecord) / 100) * 100).ToString("N0", CultureInfo.InvariantCulture);

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gateway.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("no Gateway.sln above");
        }

        return folder;
    }
}
