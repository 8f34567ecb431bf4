using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.Cli;

[TestClass]
public class PreferredPortTests
{
    [TestMethod]
    public void Run_PreferredPortOfTheBrokerIsInUse_SaysSoAndTakesAnother()
    {
        RequireBroker();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var observer = new Notices();
        var scenario = new Scenario
        {
            Name = "t", DurationNs = 5_000_000_000, StartUtc = DateTime.UnixEpoch.AddYears(50), Gateway = new(),
        };
        var result = new Simulation().Run(
            new RunOptions
            {
                Scenario = scenario, Seed = 1, DurationNs = scenario.DurationNs,
                Broker = new BrokerChoice(BrokerKind.Auto, null, port),
            },
            observer);
        Assert.IsTrue(result.IsGood, string.Join(", ", result.Report.Problems));
        Assert.AreEqual(1, result.Report.Uplink.Connects);
        Assert.AreEqual($"port {port} is in use: the broker gets another one", observer.Texts[0]);
        StringAssert.Contains(observer.Texts[1], "mosquitto_sub -p ");
        Assert.IsFalse(observer.Texts[1].Contains($"-p {port} ", StringComparison.Ordinal), observer.Texts[1]);
    }

    private static void RequireBroker()
    {
        try
        {
            MqttConnectionFactory.Create().Dispose();
        }
        catch (MqttLibraryMissingException e)
        {
            Assert.Inconclusive(e.Message);
        }

        if (!MosquittoProcess.IsAvailable)
        {
            Assert.Inconclusive(MosquittoProcess.InstallHint);
        }
    }

    private sealed class Notices : IRunObserver
    {
        public List<string> Texts { get; } = [];

        public void Notice(string text) => Texts.Add(text);

        public void Progress(IRunProgress progress)
        {
        }
    }
}
