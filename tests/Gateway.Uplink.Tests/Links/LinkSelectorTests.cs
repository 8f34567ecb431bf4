using System.Linq;
using Gateway.Core;
using Gateway.Uplink.Links;

namespace Gateway.Uplink.Tests.Links;

/// <summary>Fail-over, return and hysteresis, without a broker.</summary>
[TestClass]
public class LinkSelectorTests
{
    private const long S = 1_000_000;

    private readonly FakeLink[] _links = [new("ethernet"), new("wifi"), new("modem")];
    private long _nowUs;

    [TestMethod]
    public void Choose_AllWell_StaysWithTheFirst()
    {
        var selector = Create();
        Run(selector, 3_600);
        Assert.AreEqual(0, selector.CurrentIndex);
        Assert.AreEqual(0, selector.Counters.Changes.Sum());
    }

    [TestMethod]
    public void Choose_ConnectsFailInARow_TakesTheNextLinkAfterThree()
    {
        var selector = Create();
        for (var i = 0; i < 3; i++)
        {
            Assert.AreEqual(0, selector.CurrentIndex);
            Fail(selector, MqttConnectStatus.TimedOut);
        }

        selector.Choose(_nowUs);
        Assert.AreEqual("wifi", selector.Current.Name);
        Assert.AreEqual(LinkChange.ConnectFailures, selector.LastChange);
        Assert.AreEqual(3, selector.Counters.Failures[0]);
    }

    /// <summary>Another way to a broker that refuses ends at the same broker.</summary>
    [TestMethod]
    [DataRow(MqttConnectStatus.NotAuthorized)]
    [DataRow(MqttConnectStatus.Refused)]
    [DataRow(MqttConnectStatus.TlsFailed)]
    public void Choose_BrokerRefuses_StaysWithTheLink(MqttConnectStatus status)
    {
        var selector = Create();
        for (var i = 0; i < 20; i++)
        {
            Fail(selector, status);
        }

        selector.Choose(_nowUs);
        Assert.AreEqual(0, selector.CurrentIndex);
    }

    [TestMethod]
    public void Choose_LinkDown_TakesTheNextThatIsNot()
    {
        var selector = Create();
        _links[0].Health = LinkHealth.Down;
        _links[1].Health = LinkHealth.Down;
        selector.Choose(_nowUs);
        Assert.AreEqual("modem", selector.Current.Name);
        Assert.AreEqual(LinkChange.LinkDown, selector.LastChange);
    }

    [TestMethod]
    public void Choose_AllDown_StaysAndCountsNothing()
    {
        var selector = Create();
        foreach (var link in _links)
        {
            link.Health = LinkHealth.Down;
        }

        Run(selector, 3_600);
        selector.Choose(_nowUs);
        Assert.AreEqual(0, selector.CurrentIndex);
        Assert.AreEqual(0, selector.Counters.Changes.Sum());
    }

    [TestMethod]
    public void WantsChange_CableOutForAMoment_KeepsTheConnection()
    {
        var selector = Create();
        selector.OnConnected(_nowUs);
        _links[0].Health = LinkHealth.Down;
        Run(selector, 4);
        Assert.IsFalse(selector.WantsChange(_nowUs), "4 s");
        _links[0].Health = LinkHealth.Up;
        Run(selector, 10);
        Assert.IsFalse(selector.WantsChange(_nowUs));
        _links[0].Health = LinkHealth.Down;
        Run(selector, 7);
        Assert.IsTrue(selector.WantsChange(_nowUs), "7 s");
        Assert.IsTrue(selector.IsGone(_nowUs));
    }

    [TestMethod]
    public void WantsChange_PreferredLinkIsBack_OnlyAfterItWasStable()
    {
        var selector = Create();
        _links[0].Health = LinkHealth.Down;
        _links[1].Health = LinkHealth.Down;
        selector.Choose(_nowUs);
        selector.OnConnected(_nowUs);
        Run(selector, 4_000);
        _links[0].Health = LinkHealth.Up;
        for (var i = 0; i < 20; i++)
        {
            // A cable with a loose contact.
            Run(selector, 299);
            Assert.IsFalse(selector.WantsChange(_nowUs), $"{i}");
            _links[0].Health = LinkHealth.Down;
            Run(selector, 2);
            _links[0].Health = LinkHealth.Up;
        }

        Run(selector, 610);
        Assert.IsTrue(selector.WantsChange(_nowUs));
        Assert.IsFalse(selector.IsGone(_nowUs), "nothing is lost: the publish may end first");
        selector.Choose(_nowUs);
        Assert.AreEqual(0, selector.CurrentIndex);
        Assert.AreEqual(LinkChange.Return, selector.LastChange);
    }

    /// <summary>A router that gives addresses and leads nowhere: the time to the next trial doubles up to the cap.</summary>
    [TestMethod]
    public void Return_PreferredLinkNeverWorks_IsTriedEverMoreRarely()
    {
        var selector = Create();
        var trials = 0;
        const int Days = 7;
        while (_nowUs < Days * 86_400 * S)
        {
            selector.Choose(_nowUs);
            if (selector.CurrentIndex == 0)
            {
                trials++;
                for (var i = 0; i < 3; i++)
                {
                    Fail(selector, MqttConnectStatus.TimedOut);
                }
            }
            else
            {
                selector.OnConnected(_nowUs);
                while (!selector.WantsChange(_nowUs) && _nowUs < Days * 86_400 * S)
                {
                    Run(selector, 60);
                }

                selector.OnClosed();
            }
        }

        // 300 s, 600 s ... 4 h: 6 doublings in 5 h, then one trial in 4 h.
        Assert.IsTrue(trials is >= 40 and <= 55, $"{trials} trials in {Days} days");
    }

    [TestMethod]
    public void Return_PreferredLinkWorkedForAWhile_WaitsShortlyAgain()
    {
        var selector = Create();
        for (var i = 0; i < 5; i++)
        {
            FailOver(selector);
            Run(selector, 20_000);
            selector.Choose(_nowUs);
            Assert.AreEqual(0, selector.CurrentIndex);
        }

        selector.OnConnected(_nowUs);
        Run(selector, 20_000);
        FailOver(selector);
        selector.OnConnected(_nowUs);
        Run(selector, 310);
        Assert.IsTrue(selector.WantsChange(_nowUs));
    }

    private LinkSelector Create()
    {
        var selector = new LinkSelector(_links, new LinkOptions());
        selector.Step(_nowUs);
        return selector;
    }

    private void Run(LinkSelector selector, double seconds)
    {
        var untilUs = _nowUs + (long)(seconds * S);
        while (_nowUs < untilUs)
        {
            selector.Step(_nowUs);
            _nowUs = System.Math.Min(untilUs, System.Math.Max(_nowUs + 1, selector.NextWakeUs));
        }

        selector.Step(_nowUs);
    }

    private void Fail(LinkSelector selector, MqttConnectStatus status)
    {
        selector.Choose(_nowUs);
        Run(selector, 10);
        selector.OnFailed(status);
    }

    private void FailOver(LinkSelector selector)
    {
        for (var i = 0; i < 3; i++)
        {
            Fail(selector, MqttConnectStatus.Unreachable);
        }

        selector.Choose(_nowUs);
        Assert.AreNotEqual(0, selector.CurrentIndex);
    }

    private sealed class FakeLink(string name) : IUplinkLink
    {
        public string Name => name;

        public IWorker Worker => null;

        public LinkHealth Health { get; set; } = LinkHealth.Up;

        public string Trouble => null;

        public long NextWakeUs => long.MaxValue;

        public IMqttSession Create() => null;

        public void Step(long nowUs)
        {
        }
    }
}
