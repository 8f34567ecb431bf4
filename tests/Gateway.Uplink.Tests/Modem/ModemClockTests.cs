using System;
using System.Globalization;
using System.Text;
using Gateway.Simulator.Network.Modem;
using Gateway.Uplink.Modem;

namespace Gateway.Uplink.Tests.Modem;

[TestClass]
public class ModemClockTests
{
    [TestMethod]
    [DataRow("26/01/15,12:00:00+04", "2026-01-15T11:00:00Z")]
    [DataRow("25/12/31,23:59:59-32", "2026-01-01T07:59:59Z")]
    [DataRow("28/02/29,00:30:00+22", "2028-02-28T19:00:00Z")]
    [DataRow("28/03/01,00:00:00+00", "2028-03-01T00:00:00Z")]
    [DataRow("69/12/31,23:59:59+00", "2069-12-31T23:59:59Z")]
    public void UnixMs_Times_AreUtc(string text, string utc)
    {
        var expected = DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        Assert.AreEqual(expected, Parse(text));
    }

    [TestMethod]
    [DataRow("70/01/01,00:00:12+00")]
    [DataRow("80/01/06,00:00:00+00")]
    [DataRow("26/02/29,00:00:00+00")]
    [DataRow("26/13/01,00:00:00+00")]
    [DataRow("26/01/15,24:00:00+00")]
    [DataRow("26/01/15,12:00:00")]
    [DataRow("26/01/15,12:00:00+97")]
    [DataRow("26/01/1x,12:00:00+04")]
    [DataRow("")]
    public void UnixMs_NoTime_Is0(string text) => Assert.AreEqual(0, Parse(text));

    /// <summary>Every day up to 2079 against the library's calendar.</summary>
    [TestMethod]
    public void UnixMs_EveryDay_AgreesWithTheLibrary()
    {
        for (var day = new DateTime(2025, 1, 1, 6, 7, 8, DateTimeKind.Utc); day.Year < 2070; day = day.AddDays(1))
        {
            var text = day.ToString("yy/MM/dd,HH:mm:ss", CultureInfo.InvariantCulture) + "+00";
            Assert.AreEqual(new DateTimeOffset(day).ToUnixTimeMilliseconds(), Parse(text), text);
        }
    }

    [TestMethod]
    public void Driver_NetworkTime_IsKnownAfterRegistration()
    {
        var settings = new ModemSettings { ZoneQuarters = -14 };
        var bench = new ModemBench(settings: settings);
        Assert.IsFalse(bench.Driver.TryGetUnixMs(0, out _));
        bench.GoOnline();
        bench.RunSeconds(1_000);
        Assert.IsTrue(bench.Driver.TryGetUnixMs(bench.NowUs, out var unixMs));
        var expected = new DateTimeOffset(settings.StartUtc).ToUnixTimeMilliseconds() + (bench.NowUs / 1_000);
        Assert.AreEqual(expected, unixMs, 1_500, "to the second");
    }

    private static long Parse(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return ModemClock.UnixMs(bytes, bytes.Length, 0);
    }
}
