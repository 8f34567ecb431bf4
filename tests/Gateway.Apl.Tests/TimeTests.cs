using System;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Types F, G, I, J and K of annex A.</summary>
[TestClass]
public sealed class TimeTests
{
    [TestMethod]
    [DataRow("02 6C BF 1C", "2013-12-31")]
    [DataRow("02 6C A1 22", "2021-02-01")]
    [DataRow("02 6C E1 F1", "*-01-01", DisplayName = "every year")]
    [DataRow("02 6C 01 0F", "2000-*-01", DisplayName = "every month")]
    [DataRow("02 6C 00 01", "2000-01-*", DisplayName = "every day")]
    [DataRow("02 6C 21 A1", "1981-01-01", DisplayName = "years above 80 are of 1900")]
    [DataRow("02 6C 1D 12", "2008-02-29")]
    [DataRow("04 6D 0B 0B CD 13", "2014-03-13T11:11")]
    [DataRow("04 6D 3F 1F CD 13", "2014-03-13T*:*")]
    [DataRow("04 6D 0A 54 41 22", "2118-02-01T20:10", DisplayName = "two hundred years bits")]
    [DataRow("06 6D 3B 0B 0B CD 13 00", "2014-03-13T11:11:59")]
    [DataRow("03 6D 3B 30 0B", "11:48:59")]
    [DataRow("04 FD 30 0B 0B CD 13", "2014-03-13T11:11", DisplayName = "start of tariff")]
    [DataRow("02 FD 70 BF 1C", "2013-12-31", DisplayName = "battery change")]
    public void Time_Good_IsRead(string hex, string text)
    {
        var record = Payload.One(hex);
        Assert.AreEqual(RecordStatus.Ok, record.Status);
        Assert.AreEqual(text, RecordText.Date(record));
    }

    // Begin 29 March, 2 h (hour 02 in bits 1 .. 5, day 29 in 9 .. 13, month 3 in 25 .. 28); end 25 October (17 .. 21,
    // 29 .. 32); zone 1 h in bits 6 .. 8 and 14, 15; use in 16; + 1 h in 22 .. 24.
    [TestMethod]
    [DataRow("04 FD 72 22 9D B9 A3", 3, 29, 2, 10, 25, 1, 1, true)]
    [DataRow("04 FD 72 22 1D B9 A3", 3, 29, 2, 10, 25, 1, 1, false, DisplayName = "not used")]
    [DataRow("04 FD 72 22 9D 39 A3", 3, 29, 2, 10, 25, -1, 1, true, DisplayName = "minus")]
    [DataRow("04 FD 72 E2 FD B9 A3", 3, 29, 2, 10, 25, 1, 31, true, DisplayName = "zone not told")]
    [DataRow("04 FD 72 42 BD D9 A3", 3, 29, 2, 10, 25, 2, 10, true, DisplayName = "zone 10 in both bytes")]
    [DataRow("04 FD 72 3F 9D B9 A3", 3, 29, -1, 10, 25, 1, 1, true, DisplayName = "every hour")]
    public void DaylightSaving_Good_IsRead(
        string hex, int month, int day, int hour, int endMonth, int endDay, int shift, int zone, bool isUsed)
    {
        var record = Payload.One(hex);
        Assert.AreEqual(RecordStatus.Ok, record.Status);
        Assert.AreEqual(ValueKind.DaylightSaving, record.ValueKind);
        Assert.AreEqual(
            (month, day, hour, endMonth, endDay, shift, zone, isUsed),
            (record.Month, record.Day, record.Hour, record.EndMonth, record.EndDay, record.ShiftHours,
                record.ZoneHours, record.IsShiftEnabled));
    }

    [TestMethod]
    [DataRow("04 FD 72 38 9D B9 A3", DisplayName = "type K, begin at 24 h")]
    [DataRow("04 FD 72 22 80 B9 A3", DisplayName = "type K, begin on day 0")]
    [DataRow("04 FD 72 22 9D B9 AD", DisplayName = "type K, begin in month 13")]
    [DataRow("04 FD 72 22 9D A0 A3", DisplayName = "type K, end on day 0")]
    [DataRow("04 FD 72 22 9D BF B3", DisplayName = "type K, end on 31 November")]
    [DataRow("04 FD 72 22 9D B9 03", DisplayName = "type K, end in month 0")]
    [DataRow("04 FD 72 22 FD B9 A3", DisplayName = "type K, zone 25 h")]
    [DataRow("02 6C FF FF", DisplayName = "invalid, type G")]
    [DataRow("02 6C 00 00", DisplayName = "month 0")]
    [DataRow("02 6C 01 0D", DisplayName = "month 13")]
    [DataRow("02 6C 3E 12", DisplayName = "30 February 2009")]
    [DataRow("02 6C 3D 12", DisplayName = "29 February 2009")]
    [DataRow("02 6C 81 C1", DisplayName = "year 100")]
    [DataRow("04 6D 8B 0B CD 13", DisplayName = "IV bit, type F")]
    [DataRow("04 6D 3C 0B CD 13", DisplayName = "minute 60")]
    [DataRow("04 6D 0B 18 CD 13", DisplayName = "hour 24")]
    [DataRow("06 6D 3B 8B 0B CD 13 00", DisplayName = "IV bit, type I")]
    [DataRow("06 6D 3C 0B 0B CD 13 00", DisplayName = "second 60")]
    [DataRow("03 6D FF FF FF", DisplayName = "invalid, type J")]
    public void Time_Bad_IsFlagged(string hex)
    {
        Assert.AreEqual(RecordStatus.InvalidDate, Payload.One(hex).Status);
    }

    [TestMethod]
    public void Time_AllZeros_KeepsItsFieldsAsSent()
    {
        var record = Payload.One("02 6C 00 00");
        Assert.AreEqual("2000-00-00", RecordText.Date(record));
    }

    [TestMethod]
    public void SummerTime_OfTypesFAndI_IsTold()
    {
        Assert.IsTrue(Payload.One("04 6D 0B 8B CD 13").IsSummerTime);
        Assert.IsFalse(Payload.One("04 6D 0B 0B CD 13").IsSummerTime);
        Assert.IsTrue(Payload.One("06 6D 7B 0B 0B CD 13 00").IsSummerTime);
    }

    [TestMethod]
    public void Date_EveryDayOf81Years_IsTheCalendars()
    {
        for (var day = new DateTime(2000, 1, 1); day.Year <= 2080; day = day.AddDays(1))
        {
            var year = day.Year - 2000;
            byte[] bytes = [0x02, 0x6C, (byte)((year & 7) << 5 | day.Day), (byte)((year >> 3) << 4 | day.Month)];
            var record = Payload.All(bytes)[0];
            Assert.AreEqual(RecordStatus.Ok, record.Status, $"{day:d}");
            Assert.AreEqual(day, new DateTime(record.Year, record.Month, record.Day));
        }
    }

    [TestMethod]
    public void Date_All65536Codes_AreDatesOrFlagged()
    {
        var good = 0;
        for (var code = 0; code < 65536; code++)
        {
            var record = Payload.All([0x02, 0x6C, (byte)code, (byte)(code >> 8)])[0];
            if (record.Status == RecordStatus.Ok)
            {
                good++;
                var year = record.Year < 0 ? 2000 : record.Year;
                var month = record.Month < 0 ? 1 : record.Month;
                Assert.AreEqual(record.Day < 0 ? 1 : record.Day,
                    new DateTime(year, month, record.Day < 0 ? 1 : record.Day).Day);
            }
        }

        // 100 years and "every year" with their days, "every day" of 12 months and 32 days of "every month"; FFFF is
        // invalid.
        Assert.AreEqual((100 * 365) + 25 + 366 + (101 * (12 + 32)) - 1, good);
    }
}
