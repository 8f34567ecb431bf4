using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;

namespace Gateway.Filter.Tests;

/// <summary>Telegrams and facts for the tests. Bytes are made up; only what the filter looks at is
/// meaningful.</summary>
internal static class TestMeters
{
    public const ushort Kam = 0x2C2D;
    public const long MinuteUs = 60_000_000;
    public const long HourMs = 3_600_000;

    // 2024-06-01 10:00:00 UTC.
    public const long TenOClockMs = 1_717_236_000_000;

    public static Telegram Telegram(uint content, int length = 40, int rssiDbm = -80)
    {
        var telegram = new Telegram { Length = length, RssiDbm = rssiDbm, Mode = LinkMode.C1 };
        Fill(telegram, content);
        return telegram;
    }

    public static void Fill(Telegram telegram, uint content)
    {
        telegram.Bytes[0] = (byte)(telegram.Length - 1);
        telegram.Bytes[10] = 0x7A;
        for (var i = 0; i < 4; i++)
        {
            telegram.Bytes[15 + i] = (byte)(content >> (8 * i));
        }
    }

    public static TelegramFacts Facts(uint identificationNumber, byte ciField = 0x7A) => new()
    {
        Manufacturer = Kam,
        IdentificationNumber = identificationNumber,
        Version = 0x1B,
        DeviceType = 0x16,
        CiField = ciField,
    };

    public static TelegramFacts WithStatus(uint identificationNumber, byte status)
    {
        var facts = Facts(identificationNumber);
        facts.HasStatus = true;
        facts.Status = status;
        return facts;
    }

    public static FilterConfig Config(params string[] rules)
    {
        var config = new FilterConfig(SizeProfile.CreateFull());
        foreach (var text in rules)
        {
            Assert.IsTrue(MeterRule.TryParse(text, out var rule, out var error), $"{text}: {error}");
            Assert.IsTrue(config.Rules.TryAdd(rule, out error), $"{text}: {error}");
        }

        return config;
    }

    /// <summary>A filter of a thousand meters.</summary>
    public static TelegramFilter NewFilter(params string[] rules) => new(Small(), Config(rules), 1);

    public static SizeProfile Small()
    {
        var profile = SizeProfile.CreateFull();
        profile.MeterCapacity = 1000;
        return profile;
    }

    /// <summary>Packed BCD of a number of up to eight digits.</summary>
    public static uint Bcd(int number)
    {
        uint bcd = 0;
        for (var shift = 0; shift < 32; shift += 4)
        {
            bcd |= (uint)(number % 10) << shift;
            number /= 10;
        }

        return bcd;
    }
}
