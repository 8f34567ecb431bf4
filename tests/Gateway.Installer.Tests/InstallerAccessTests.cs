using System.Linq;

namespace Gateway.Installer.Tests;

[TestClass]
public sealed class InstallerAccessTests
{
    private const long SecondUs = 1_000_000;

    [TestMethod]
    [DataRow("AB12CD34")]
    [DataRow("ab12-cd34")]
    [DataRow(" AB12 cd34 ")]
    public void Code_HoweverItIsTyped_Opens(string typed)
    {
        var bench = new PageBench(new FakeFacts());
        Assert.IsTrue(bench.Access.TryEnter(typed, "token", bench.NowUs));
        Assert.IsTrue(bench.Access.IsSession("token", bench.NowUs));
        Assert.IsFalse(bench.Access.IsSession("toke", bench.NowUs));
        Assert.IsFalse(bench.Access.IsSession("", bench.NowUs));
        Assert.IsFalse(bench.Access.IsSession(null, bench.NowUs));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("AB12CD3")]
    [DataRow("AB12CD345")]
    [DataRow("AB12CD35")]
    [DataRow("AB12CD34AB12CD34AB12CD34AB12CD34AB12CD34AB12CD34AB12CD34AB12CD34AB12CD34")]
    [DataRow(null)]
    public void Code_AnythingElse_IsRefused(string typed)
    {
        var bench = new PageBench(new FakeFacts());
        Assert.IsFalse(bench.Access.TryEnter(typed, "token", bench.NowUs));
        Assert.IsFalse(bench.Access.IsSession("token", bench.NowUs));
        Assert.AreEqual(1, bench.Access.Refusals);
    }

    [TestMethod]
    public void Codes_FiveWrongOnes_LockAndEachFurtherDoubles()
    {
        var bench = new PageBench(new FakeFacts());
        for (var i = 0; i < 5; i++)
        {
            Assert.AreEqual(0, bench.Access.LockedS(bench.NowUs));
            bench.Post("/", "c=WRONG000");
            Assert.AreEqual(403, bench.Status);
        }

        StringAssert.Contains(bench.Text, "Too many wrong codes");
        Assert.AreEqual(60, bench.Access.LockedS(bench.NowUs));
        bench.Post("/", "c=AB12CD34");
        Assert.AreEqual(403, bench.Status, "locked for the right one too");
        var lockS = 60;
        for (var i = 0; i < 4; i++)
        {
            bench.Access.Open("button", bench.NowUs);
            bench.NowUs += lockS * SecondUs;
            bench.Post("/", "c=WRONG000");
            lockS *= 2;
            Assert.AreEqual(lockS, bench.Access.LockedS(bench.NowUs));
        }

        Assert.IsTrue(bench.Events.Lines.Any(line => line.Contains("\"Alarm\":\"security\"")));
        bench.Access.Open("button", bench.NowUs);
        bench.NowUs += lockS * SecondUs;
        bench.Access.Open("button", bench.NowUs);
        bench.SignIn();
        Assert.AreEqual(0, bench.Access.LockedS(bench.NowUs));
    }

    [TestMethod]
    public void Page_WithoutUse_ClosesAndOpensByTheButton()
    {
        var bench = new PageBench(new FakeFacts()).SignIn();
        bench.NowUs += 14 * 60 * SecondUs;
        StringAssert.Contains(bench.Get("/"), "Meter number");
        bench.NowUs += 14 * 60 * SecondUs;
        StringAssert.Contains(bench.Get("/"), "Meter number");
        bench.NowUs += 15 * 60 * SecondUs;
        StringAssert.Contains(bench.Get("/"), "Press the button");
        bench.Post("/", "c=AB12CD34");
        Assert.AreEqual(403, bench.Status);
        bench.Access.Open("button", bench.NowUs);
        Assert.DoesNotContain("Press the button", bench.Get("/"));
        Assert.DoesNotContain("Meter number", bench.Text, "the session has ended");
        bench.SignIn();
        bench.Post("/", "x=1");
        StringAssert.Contains(bench.Text, "Press the button");
    }

    [TestMethod]
    public void Page_WithoutCode_StaysClosed()
    {
        var bench = new PageBench(new FakeFacts(), code: null);
        StringAssert.Contains(bench.Get("/"), "installer.code");
        bench.Post("/", "c=");
        Assert.AreEqual(403, bench.Status);
        Assert.IsNull(bench.SetCookie);
        var off = new PageBench(new FakeFacts(), minutes: 0);
        off.Post("/", "c=AB12CD34");
        Assert.AreEqual(403, off.Status);
    }

    [TestMethod]
    public void Cookie_OfASession_IsHttpOnlyAndStrict()
    {
        var bench = new PageBench(new FakeFacts());
        bench.Post("/", "c=AB12CD34&l=de");
        Assert.AreEqual("/?l=de", bench.Location);
        StringAssert.Contains(bench.SetCookie, "; HttpOnly; SameSite=Strict; Path=/");
    }
}
