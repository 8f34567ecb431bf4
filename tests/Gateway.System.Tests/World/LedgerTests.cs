using System;
using System.Linq;
using System.Text;
using Gateway.Mqtt;
using Gateway.Simulator.Air;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.World;

/// <summary>The books must not balance when something is wrong.</summary>
[TestClass]
public class LedgerTests
{
    [TestMethod]
    public void Books_BrokerSwallowsADeliveredMessage_SaysSo()
    {
        var report = Run(topic => topic.EndsWith("/event/up", StringComparison.Ordinal), (_, _) => null);
        Assert.IsGreaterThan(0, report.Unaccounted);
        AssertNamed(report, "acknowledged but not at the broker");
    }

    [TestMethod]
    public void Books_TelegramChangedOnItsWay_SaysSo()
    {
        var report = Run(
            topic => topic.EndsWith("/event/up", StringComparison.Ordinal),
            (_, payload) => Replace(payload, "\"telegram\":\"2", "\"telegram\":\"3", "44"));
        Assert.IsGreaterThan(0, report.Unaccounted);
        AssertNamed(report, "delivered but never decoded");
    }

    [TestMethod]
    public void Books_MessageThatIsNoJson_SaysSo()
    {
        var report = Run(
            topic => topic.EndsWith("/event/up", StringComparison.Ordinal),
            (_, _) => Encoding.UTF8.GetBytes("{\"lid\":"));
        AssertNamed(report, "is not of the contract");
    }

    [TestMethod]
    public void Books_TelegramThatNobodySent_SaysSo()
    {
        using var test = new TestWorld(Quiet()).Start();
        test.RunFor(5);
        var frame = FrameEncoder.Encode(Telegrams.Random(40, 1), AirMode.C1A);
        test.World.Medium.FixedPathLossDb = 60;
        test.World.Medium.Transmit(AirTraffic.Frame(
            test.World.Time.NowNs + 1_000_000, frame, AirChannel.FrequentCarrierHz, 0, default, null));
        test.RunFor(1);
        var report = test.Finish();
        Assert.IsGreaterThan(0, report.Unaccounted);
        AssertNamed(report, "that nobody sent");
    }

    [TestMethod]
    public void Books_TelegramTakenBetweenLinkAndFilter_SaysSo()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        var stolen = 0;
        test.World.Gateway.Ticked += firmware =>
        {
            if (stolen == 0 && firmware.Pool.ReadyCount > 0)
            {
                firmware.Pool.Release(firmware.Pool.TryTake());
                stolen++;
            }
        };
        test.RunFor(60);
        var report = test.Finish();
        Assert.AreEqual(1, stolen);
        Assert.AreEqual(1, report.Unaccounted, string.Join("; ", report.Problems));
        AssertNamed(report, "link to filter");
    }

    [TestMethod]
    public void Frames_CleanInTheChipAndNeverOutOfTheLink_IsUnaccounted()
    {
        var time = new EventQueue();
        var ledger = new FrameLedger(new TraceLog(time, null));
        var transmission = Transmission(Telegrams.Random(30, 2));
        ledger.Sent(transmission);
        ledger.ChipEnded(transmission, ReceptionOutcome.ReceivedIntoFifo);
        ledger.Settle(transmission.EndNs + 2_000_000_000);
        Assert.AreEqual(1, ledger.Unaccounted);
        StringAssert.Contains(ledger.Problems.Single(), "did not come out of the link");
    }

    [TestMethod]
    public void Frames_LostByTheChip_IsMissedAndNotUnaccounted()
    {
        var ledger = new FrameLedger(new TraceLog(new EventQueue(), null));
        var transmission = Transmission(Telegrams.Random(30, 2));
        ledger.Sent(transmission);
        ledger.Arrived(transmission, AirOutcome.Delivered);
        ledger.ChipEnded(transmission, ReceptionOutcome.LostOverflow);
        ledger.Settle(transmission.EndNs + 2_000_000_000);
        Assert.AreEqual(0, ledger.Unaccounted);
        Assert.AreEqual(1, ledger.Missed);
    }

    [TestMethod]
    [DataRow("0F44", 1, 0)]
    [DataRow("0F45", 1, 1)]
    public void Deliveries_KeyThatComesAgain_MustHaveTheSameContent(string second, int repeated, int problems)
    {
        var ledger = new DeliveryLedger(new TraceLog(new EventQueue(), null));
        foreach (var telegram in new[] { "0F44", second })
        {
            ledger.Take("metering/gateway/g/event/up", Encoding.UTF8.GetBytes(
                "{\"lid\":\"0000000a\",\"t\":[{\"seq\":7,\"telegram\":\"" + telegram + "\"}]}"));
        }

        Assert.AreEqual(1, ledger.Unique);
        Assert.AreEqual(repeated, ledger.Repeated);
        Assert.HasCount(problems, ledger.Problems);
    }

    private static Scenario Quiet()
    {
        var street = Runs.Load("street");
        return street with { Meters = [], Air = street.Air with { NoiseFalseSyncs = false } };
    }

    private static Transmission Transmission(byte[] telegram) => AirTraffic.Frame(
        1_000, FrameEncoder.Encode(telegram, AirMode.C1A), AirChannel.FrequentCarrierHz, 0, default,
        new SentFrame(telegram, null));

    private static Report Run(Func<string, bool> hits, Func<string, byte[], byte[]> change)
    {
        using var test = new TestWorld(
            Runs.Load("street"), wrap: inner => new MeddlingBroker(inner, hits, change)).Start();
        test.RunFor(120);
        return test.Finish();
    }

    private static void AssertNamed(Report report, string problem) => Assert.IsTrue(
        report.Problems.Any(p => p.Contains(problem, StringComparison.Ordinal)),
        string.Join("; ", report.Problems));

    // A telegram of other bytes and of the same length, so that only its content gives it away.
    private static byte[] Replace(byte[] payload, string from, string to, string mark)
    {
        var text = Encoding.UTF8.GetString(payload);
        StringAssert.Contains(text, mark);
        return Encoding.UTF8.GetBytes(text.Replace(mark, "55", StringComparison.Ordinal)
            .Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Changes or swallows the second message that it is after.</summary>
    private sealed class MeddlingBroker : IBrokerSide
    {
        private readonly IBrokerSide _inner;
        private int _hits;

        public MeddlingBroker(IBrokerSide inner, Func<string, bool> hits, Func<string, byte[], byte[]> change)
        {
            _inner = inner;
            _inner.Delivered += (topic, payload) =>
            {
                var meddled = hits(topic) && ++_hits == 2 ? change(topic, payload) : payload;
                if (meddled != null)
                {
                    Delivered?.Invoke(topic, meddled);
                }
            };
        }

        public event Action<string, byte[]> Delivered;

        public string Host => _inner.Host;

        public int Port => _inner.Port;

        public string Description => _inner.Description;

        public IMqttConnection CreateConnection(IBlockingCost cost) => _inner.CreateConnection(cost);

        public void Poll() => _inner.Poll();

        public bool Fail(string fault, bool begins) => _inner.Fail(fault, begins);

        public void SetUp(bool isUp) => _inner.SetUp(isUp);

        public void CutConnections() => _inner.CutConnections();

        public void Drain(Func<bool> isComplete) => _inner.Drain(isComplete);

        public void Dispose() => _inner.Dispose();
    }
}
