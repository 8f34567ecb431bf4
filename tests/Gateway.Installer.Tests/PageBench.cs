using System.Text;

namespace Gateway.Installer.Tests;

/// <summary>The stage with a server that asks one question at a time, in virtual time.</summary>
internal sealed class PageBench : IPageServer
{
    public const string Code = "AB12-CD34";

    private bool _waits;
    private int _tokens;

    public PageBench(FakeFacts facts, string code = Code, int minutes = 15)
    {
        Facts = facts;
        Access = new InstallerAccess(code, minutes, Events);
        Stage = new InstallerStage(facts, Access, this, null, 30000);
        Access.Open("start", NowUs);
    }

    public FakeFacts Facts { get; }

    public FakeEvents Events { get; } = new();

    public InstallerAccess Access { get; }

    public InstallerStage Stage { get; }

    public long NowUs { get; set; } = 1_000_000_000;

    public string Cookie { get; set; }

    public string SetCookie { get; private set; }

    public string Location { get; private set; }

    public int Status { get; private set; }

    public string FileName { get; private set; }

    public string ContentType { get; private set; }

    public int Steps { get; private set; }

    public int Bytes { get; private set; }

    public string Text { get; private set; }

    public bool HasRequest => _waits;

    public PageRequest Request { get; } = new();

    public void Answer(PageReply reply)
    {
        _waits = false;
        Status = reply.Status;
        Bytes = reply.Length;
        FileName = reply.FileName;
        ContentType = reply.ContentType;
        SetCookie = reply.Cookie;
        Location = reply.Location;
        Text = Encoding.UTF8.GetString(reply.Bytes, 0, reply.Length);
    }

    public string Get(string url, string method = "GET", string body = "", string language = null)
    {
        Request.Method = method;
        Request.Url = url;
        Request.Body = body;
        Request.Cookie = Cookie;
        Request.AcceptLanguage = language;
        Request.FreshToken = "T0KEN" + ++_tokens;
        _waits = true;
        Steps = 0;
        while (_waits)
        {
            Assert.IsLessThanOrEqualTo(NowUs, Stage.NextWakeUs);
            Stage.Step(NowUs);
            NowUs += 100;
            Assert.IsLessThan(100_000, ++Steps, "no end");
        }

        return Text;
    }

    public string Post(string url, string body) => Get(url, "POST", body);

    public PageBench SignIn()
    {
        Post("/", "c=ab12cd34&l=en");
        Assert.AreEqual(303, Status);
        Cookie = SetCookie.Split(';')[0];
        return this;
    }
}
