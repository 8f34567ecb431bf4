using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Installer.Tests;

[TestClass]
public sealed class InstallerStageTests
{
    private static readonly string[] AllTopics =
        ["hear", "listen", "antenna", "wayout", "worst", "live", "wired", "drops", "report", "survey"];

    [TestMethod]
    public void Get_WithoutSession_ShowsTheLoginAndNothingElse()
    {
        var bench = new PageBench(new FakeFacts("allow *") { Name = "gw-name" });
        var page = bench.Get("/?t=hear&n=1530");
        Assert.AreEqual(200, bench.Status);
        StringAssert.Contains(page, "Code printed on the device");
        Assert.DoesNotContain("gw-name", page);
        Assert.DoesNotContain("NOT YET", page);
        bench.Get("/api?t=hear&n=1530");
        Assert.AreEqual(403, bench.Status);
    }

    [TestMethod]
    [DataRow("en", "HEARD")]
    [DataRow("de", "WIRD GEHÖRT")]
    [DataRow("fr", "REÇU")]
    [DataRow("sv", "HÖRS")]
    public void Hear_MeterThatIsHeard_TellsItsFiguresInEveryLanguage(string language, string word)
    {
        var bench = Heard();
        var page = bench.Get("/?t=hear&n=1530&l=" + language);
        StringAssert.Contains(page, $"<html lang=\"{language}\">");
        StringAssert.Contains(page, word);
        foreach (var figure in new[] { "67211530 KAM", "-80 dBm", "24 dB", "8 ", "C1", "-2 kHz", "0x00", "96 s" })
        {
            StringAssert.Contains(page, figure);
        }

        Assert.IsLessThanOrEqualTo(30000, bench.Bytes, "page weight");
    }

    [TestMethod]
    [DataRow("deny *", "FILTERED OUT", "rule number 1")]
    [DataRow("allow KAM-11111111", "FILTERED OUT", "no rule names it")]
    public void Hear_MeterThatTheListExcludes_TellsWhich(string rule, string word, string which)
    {
        var bench = new PageBench(new FakeFacts(rule)).SignIn();
        bench.Facts.Hear(0x67211530, 900_000_000);
        var page = bench.Get("/?t=hear&n=67211530");
        StringAssert.Contains(page, word);
        StringAssert.Contains(page, which);
    }

    [TestMethod]
    public void Hear_Nobody_SaysNotYetWithTheHonestHint()
    {
        var page = new PageBench(new FakeFacts("allow *")).SignIn().Get("/?t=hear&n=99");
        StringAssert.Contains(page, "NOT YET HEARD");
        StringAssert.Contains(page, "96 s (C1), 900 s (T1)");
        StringAssert.Contains(page, "A short listen proves nothing");
    }

    [TestMethod]
    public void Hear_OnlyDamagedFrames_SaysSo()
    {
        var bench = new PageBench(new FakeFacts("allow *")).SignIn();
        bench.Facts.Damage(0x67211530, 900_000_000);
        var page = bench.Get("/?t=hear&n=30");
        StringAssert.Contains(page, "HEARD WITH BAD CRC");
        StringAssert.Contains(page, "no CRC vouches");
    }

    [TestMethod]
    public void Topics_InEveryLanguage_AreGoodJsonAndWithinTheirSize()
    {
        var bench = Heard();
        foreach (var language in new[] { "en", "de", "fr", "sv" })
        {
            foreach (var topic in AllTopics)
            {
                var json = bench.Get($"/api?t={topic}&n=1530&l={language}");
                Assert.AreEqual(200, bench.Status);
                using var document = JsonDocument.Parse(json);
                Assert.IsGreaterThan(0, document.RootElement.GetProperty("rows").GetArrayLength(), topic);
                bench.Get($"/?t={topic}&n=1530&l={language}");
                Assert.IsLessThanOrEqualTo(30000, bench.Bytes, topic);
            }
        }

        Assert.AreEqual(0u, bench.Stage.Overflows);
    }

    [TestMethod]
    public void Listen_Countdown_EndsAndCountsFrames()
    {
        var bench = new PageBench(new FakeFacts("allow *")).SignIn();
        var frames = 12u;
        bench.Facts.Change = facts => facts.Frames[0] = frames;
        bench.Post("/api", "t=listen&n=1530&d=120");
        StringAssert.Contains(bench.Text, "\"left\":120");
        frames = 17;
        bench.NowUs += 100_000_000;
        StringAssert.Contains(bench.Get("/api?t=listen"), "\"v\":\"5\"");
        bench.NowUs += 100_000_000;
        StringAssert.Contains(bench.Get("/api?t=listen"), "\"left\":0");
        StringAssert.Contains(bench.Text, "NOT YET");
    }

    [TestMethod]
    public void ReadTest_OnlyByPost_TestsOneAddress()
    {
        var bench = new PageBench(new FakeFacts("allow *")).SignIn();
        bench.Get("/?t=wired&p=0&m=1");
        Assert.AreEqual((-1, -1), bench.Facts.Tested);
        StringAssert.Contains(bench.Post("/", "t=wired&p=0&m=1"), "answers");
        Assert.AreEqual((0, 1), bench.Facts.Tested);
        bench.Post("/", "t=wired&p=9&m=99999");
        Assert.AreEqual((0, 1), bench.Facts.Tested);
    }

    [TestMethod]
    public void HostileStrings_Anywhere_AreTextAndNothingElse()
    {
        const string Evil = "\"><script>alert(1)</script>'&\\\u202E";
        var bench = new PageBench(new FakeFacts("allow *") { Name = Evil, Meter = Evil }).SignIn();
        bench.Facts.Filter.KeepRecent();
        for (ushort manufacturer = 0; manufacturer < 32; manufacturer++)
        {
            bench.Facts.Hear(0xABCDEF00u + manufacturer, 900_000_000, (ushort)(manufacturer * 0x421));
        }

        foreach (var topic in AllTopics)
        {
            foreach (var number in new[] { "AB", Uri.EscapeDataString(Evil), "%00%ff", "00" })
            {
                var page = bench.Get($"/?t={topic}&n={number}");
                Assert.HasCount(2, page.Split("<script>"), "the page's own script only");
                Assert.DoesNotContain("\u202E", page);
                using var json = JsonDocument.Parse(bench.Get($"/api?t={topic}&n={number}"));
                Assert.DoesNotContain("<", bench.Text);
            }
        }

        bench.Get("/" + Evil);
        Assert.AreEqual(404, bench.Status);
        Assert.DoesNotContain("script", bench.Text);
    }

    [TestMethod]
    public void Requests_OutOfBounds_AreRefused()
    {
        var bench = new PageBench(new FakeFacts("allow *")).SignIn();
        bench.Get("/?t=" + new string('x', 300));
        Assert.AreEqual(413, bench.Status);
        bench.Get("/", "POST", null);
        Assert.AreEqual(413, bench.Status);
        bench.Get("/", "DELETE");
        Assert.AreEqual(405, bench.Status);
        bench.Get("/api?t=nothing");
        Assert.AreEqual(400, bench.Status);
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            bench.Get("/?" + Encoding.Latin1.GetString(bytes), i % 2 == 0 ? "GET" : "POST",
                Encoding.ASCII.GetString(bytes).Replace('c', 'd'));
            Assert.IsTrue(bench.Status is 200 or 303, $"seed 7, request {i}: {bench.Status}");
            bench.Access.Open("test", bench.NowUs);
        }
    }

    [TestMethod]
    public void Answers_Never_TellTheCodeOrTheToken()
    {
        var bench = Heard();
        foreach (var topic in AllTopics.Append("none"))
        {
            foreach (var page in new[] { bench.Get("/?t=" + topic), bench.Get("/api?t=" + topic) })
            {
                Assert.DoesNotContain("AB12", page);
                Assert.DoesNotContain("T0KEN", page);
            }
        }

        Assert.IsFalse(bench.Events.Lines.Any(line => line.Contains("AB12", StringComparison.OrdinalIgnoreCase)));
    }

    private static PageBench Heard()
    {
        var bench = new PageBench(new FakeFacts("allow *")).SignIn();
        for (var i = 0; i < 8; i++)
        {
            bench.Facts.Hear(0x67211530, (100 + (96L * i)) * 1_000_000);
        }

        return bench;
    }
}
