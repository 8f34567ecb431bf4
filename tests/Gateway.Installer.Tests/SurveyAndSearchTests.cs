using System;
using System.Linq;
using Gateway.Link;

namespace Gateway.Installer.Tests;

[TestClass]
public sealed class SurveyAndSearchTests
{
    [TestMethod]
    public void SurveyFile_WithoutSession_IsRefused()
    {
        var bench = new PageBench(new FakeFacts("allow *"));
        bench.Get("/survey.csv");
        Assert.AreEqual(403, bench.Status);
        Assert.IsNull(bench.FileName);
        bench.SignIn().Post("/survey.csv", "t=survey&d=5");
        Assert.AreEqual(405, bench.Status);
        Assert.IsNull(bench.Facts.Filter.Survey, "nothing was begun");
    }

    [TestMethod]
    public void SurveyFile_OfASurvey_HasALineForEachAddressKnownOrNot()
    {
        var bench = new PageBench(new FakeFacts("allow KAM-67211530")).SignIn();
        Assert.HasCount(2, Lines(bench), "a head alone: there was no survey");
        bench.Post("/api", "t=survey&d=5");
        bench.Facts.Hear(0x67211530, bench.NowUs);
        bench.Facts.Hear(0x11111111, bench.NowUs);
        bench.Facts.Damage(0x22222222, bench.NowUs);
        var page = bench.Get("/?t=survey");
        StringAssert.Contains(page, "href=\"/survey.csv\"");
        StringAssert.Contains(page, "content=\"5;url=/?t=survey&amp;l=en\"", "without script it asks for the same");
        var lines = Lines(bench);
        Assert.AreEqual("survey.csv", bench.FileName);
        Assert.AreEqual("text/csv; charset=utf-8", bench.ContentType);
        var columns = lines[0].Split(',');
        Assert.IsTrue(lines.Skip(1).Take(3).All(line => line.Split(',').Length == columns.Length));
        Assert.AreEqual("1", Cell("67211530", "listed"));
        Assert.AreEqual("0", Cell("11111111", "listed"));
        Assert.AreEqual("1", Cell("22222222", "bad_crc"));
        Assert.AreEqual("0", Cell("22222222", "verified"));

        string Cell(string number, string column) =>
            lines.Single(line => line.StartsWith(number, StringComparison.Ordinal))
                .Split(',')[Array.IndexOf(columns, column)];
    }

    [TestMethod]
    public void SurveyFile_OfAFullSurvey_FitsThePage()
    {
        var bench = new PageBench(new FakeFacts("allow *")).SignIn();
        bench.Post("/api", "t=survey&d=240");
        var survey = bench.Facts.Filter.Survey;
        for (var i = 0; i < FakeFacts.Size.SurveyEntries; i++)
        {
            var telegram = new Telegram { Length = 30, RssiDbm = -100, FrequencyOffsetHz = -123400, Mode = Core.LinkMode.LinkIq };
            for (var n = 0; n < 1500; n++)
            {
                survey.Add(((long)(i * 61 % 0x7FFF) << 48) | ((long)i << 16), telegram, new Filter.TelegramFacts(), bench.NowUs);
            }
        }

        var lines = Lines(bench);
        Assert.HasCount(FakeFacts.Size.SurveyEntries + 2, lines);
        Assert.AreEqual("", lines[^1]);
        Assert.AreEqual(0U, bench.Stage.Overflows);
        Assert.DoesNotContain("=", bench.Text);
        Assert.DoesNotContain("@", bench.Text, "no cell is a formula");
    }

    [TestMethod]
    public void Search_FromThePage_BeginsByPostOnly()
    {
        var bench = new PageBench(new FakeFacts("allow *") { FoundMeters = ["<b>1", "ABC-12345678-01-07"] }).SignIn();
        var page = bench.Get("/?t=wired&p=0&m=-1");
        Assert.AreEqual(-1, bench.Facts.Searched.Line);
        StringAssert.Contains(page, "Search for meters");
        page = bench.Post("/", "t=wired&p=0&m=-1&l=en");
        Assert.AreEqual((0, "addresses"), bench.Facts.Searched);
        StringAssert.Contains(page, "found so far: 2");
        StringAssert.Contains(page, "&#60;b&#62;1");
        StringAssert.Contains(page, "url=/?t=wired&amp;l=en");
        bench.Post("/", "t=wired&p=7&m=-1");
        Assert.AreEqual(0, bench.Facts.Searched.Line, "there is no such line");
    }

    [TestMethod]
    public void Refresh_OfAnAnswerWithForeignDigits_RepeatsNoneOfThem()
    {
        var bench = new PageBench(new FakeFacts("allow *")).SignIn();
        var page = bench.Post("/", "t=listen&d=60&n=%22%3E%3Cb&l=de");
        StringAssert.Contains(page, "url=/?t=listen&amp;l=de\"");
        page = bench.Post("/", "t=listen&d=60&n=1530&l=de");
        StringAssert.Contains(page, "url=/?t=listen&amp;l=de&amp;n=1530\"");
    }

    private static string[] Lines(PageBench bench) => bench.Get("/survey.csv").Split("\r\n");
}
