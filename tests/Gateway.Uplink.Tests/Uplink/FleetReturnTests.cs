using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;

namespace Gateway.Uplink.Tests;

/// <summary>
/// A thousand uplinks, each the firmware's own state machine, lose one broker in the same instant. What the broker
/// sees when it is back: connects a second. During the outage a connect fails at once (nobody listens) or after 30 s
/// (packets vanish).
/// </summary>
[TestClass]
public class FleetReturnTests
{
    private const int Gateways = 1_000;
    private const long SecondUs = 1_000_000;
    private const long LossUs = 120 * SecondUs;

    [TestMethod]
    [DataRow(5, false, 250)]
    [DataRow(60, false, 120)]
    [DataRow(600, false, 40)]
    [DataRow(7_200, false, 25)]
    [DataRow(600, true, 40)]
    [DataRow(7_200, true, 25)]
    public void Outage_ThousandGateways_PeakOfReconnectsIsBounded(int outageS, bool isBlackHole, int mostPerSecond)
    {
        var fleet = Enumerable.Range(0, Gateways).Select(i => new Member($"gw-{i}")).ToList();
        fleet.ForEach(member => member.Uplink.Start(0));
        var attempts = new SortedDictionary<long, int>();
        var returnUs = LossUs + (outageS * SecondUs);
        Run(fleet, 0, LossUs, returnUs, isBlackHole, attempts);
        Assert.IsTrue(fleet.All(one => one.Uplink.State == UplinkState.Online), "everybody is there");
        attempts.Clear();
        fleet.ForEach(member => member.Broker.Last.Listener.OnLost());
        Run(fleet, LossUs, returnUs + (900 * SecondUs), returnUs, isBlackHole, attempts);
        var peak = attempts.Values.Max();
        Console.WriteLine($"outage {outageS} s, {(isBlackHole ? "packets vanish" : "nobody listens")}: "
            + $"{attempts.Values.Sum()} connects after the return, peak {peak} in a second, last {attempts.Keys.Max()} s");
        Assert.IsTrue(fleet.All(one => one.Uplink.State == UplinkState.Online), "everybody is back");
        Assert.AreEqual(Gateways, attempts.Values.Sum(), "one connect each");
        Assert.IsLessThanOrEqualTo(mostPerSecond, peak);
        Assert.IsLessThanOrEqualTo(331, attempts.Keys.Max(), "nobody waits longer than the cap and one time-out");
    }

    private static void Run(
        List<Member> fleet, long fromUs, long toUs, long returnUs, bool isBlackHole, SortedDictionary<long, int> attempts)
    {
        var due = new PriorityQueue<Member, long>(fleet.Select(member => (member, fromUs)));
        while (due.TryDequeue(out var member, out var nowUs) && nowUs < toUs)
        {
            var isDown = nowUs >= LossUs && nowUs < returnUs;
            member.Broker.ConnectStatus = !isDown ? MqttConnectStatus.Ok
                : isBlackHole ? MqttConnectStatus.TimedOut : MqttConnectStatus.Unreachable;
            member.Worker.JobUs = isDown && isBlackHole ? 30 * SecondUs : 50_000;
            var before = member.Broker.Sessions.Count;
            var wakeUs = member.Run(nowUs);
            if (member.Broker.Sessions.Count > before && nowUs >= returnUs)
            {
                var second = (nowUs - returnUs) / SecondUs;
                attempts[second] = attempts.GetValueOrDefault(second) + 1;
            }

            if (wakeUs != long.MaxValue)
            {
                due.Enqueue(member, wakeUs);
            }
        }
    }

    private sealed class Member
    {
        public Member(string id)
        {
            var options = new UplinkOptions { GatewayId = id, BrokerHost = "broker", StatsIntervalS = 0 };
            Uplink = new MqttUplink(options, new FakeQueue(), Broker, Worker,
                new RandomSource(RandomSource.SeedFrom(id, 1)), null, null);
        }

        public MqttUplink Uplink { get; }

        public ScriptedBroker Broker { get; } = new();

        public FakeWorker Worker { get; } = new();

        /// <summary>Works until there is nothing to do at this time.</summary>
        public long Run(long nowUs)
        {
            while (true)
            {
                Worker.NowUs = nowUs;
                Worker.Step(nowUs);
                Uplink.Step(nowUs);
                var wakeUs = Math.Min(Uplink.NextWakeUs, Worker.NextWakeUs);
                if (wakeUs > nowUs)
                {
                    return wakeUs;
                }
            }
        }
    }
}
