// Commands to a gateway behind a bridge: from the moment that the broker has handed one over it is answered, by the
// gateway or by the bridge, whatever becomes of bridge and line.
using System.Text;
using System.Text.Json;
using Gateway.Bridge;

namespace Gateway.System.Tests.Bridge;

[TestClass]
public class CommandsThroughBridgeTests
{
    [TestMethod]
    public void Commands_LineCutAndBridgeRestarted_AreAllAnsweredOnce()
    {
        using var rig = new BridgeRig(21);
        var answers = Listen(rig);
        rig.RunFor(30);
        rig.World.Cable.IsCut = true;
        for (var i = 0; i < CommandBox.Most; i++)
        {
            Send(rig, "log", $"{{\"id\":\"c{i}\"}}");
        }

        rig.RunFor(5);
        Assert.AreEqual(CommandBox.Most, rig.Bridge.Feed.Commands.Count);

        rig.Bridge.Kill();
        rig.RunFor(30);
        rig.Bridge.Start();
        rig.World.Cable.IsCut = false;
        rig.RunFor(200);

        Assert.AreEqual(0, rig.Bridge.Feed.Commands.Count);
        for (var i = 0; i < CommandBox.Most; i++)
        {
            Assert.HasCount(1, answers.GetValueOrDefault($"c{i}") ?? [], $"c{i}");
            Assert.AreEqual("ok", answers[$"c{i}"][0], $"c{i}");
        }
    }

    [TestMethod]
    public void Commands_ExpiredAndTooManyWhileTheLineIsCut_AreRefusedInWords()
    {
        using var rig = new BridgeRig(22);
        var answers = Listen(rig);
        rig.RunFor(30);
        rig.World.Cable.IsCut = true;

        // Till the session is over: a command that is half on the line would be the gateway's to answer.
        rig.RunFor(30);
        Send(rig, "log", $"{{\"id\":\"late\",\"exp\":{rig.World.UnixMsNow + 60_000}}}");
        Send(rig, "log", $"{{\"id\":\"old\"}}");
        for (var i = 0; i < CommandBox.Most - 2; i++)
        {
            Send(rig, "log", $"{{\"id\":\"c{i}\",\"exp\":{rig.World.UnixMsNow + 3_600_000}}}");
        }

        rig.RunFor(90);
        Send(rig, "log", $"{{\"id\":\"last\"}}");
        Send(rig, "log", $"{{\"id\":\"very last\"}}");
        rig.RunFor(5);
        CollectionAssert.AreEqual(new[] { "busy" }, answers["old"].ToArray());
        rig.World.Cable.IsCut = false;
        rig.RunFor(120);

        CollectionAssert.AreEqual(new[] { "expired" }, answers["late"].ToArray());
        CollectionAssert.AreEqual(new[] { "ok" }, answers["very last"].ToArray());
        Assert.HasCount(CommandBox.Most + 2, answers);
    }

    [TestMethod]
    [DataRow(31)]
    [DataRow(32)]
    public void Commands_BytesFlippedAndEverythingRestarted_NoneIsForgotten(int seed)
    {
        using var rig = new BridgeRig((ulong)seed);
        var random = new Random(seed);
        var answers = Listen(rig);
        rig.RunFor(30);
        var taken = new List<string>();
        rig.Bridge.CommandCame += command =>
        {
            using var json = JsonDocument.Parse(command.Payload);
            taken.Add(json.RootElement.GetProperty("id").GetString());
        };
        for (var i = 0; i < 40; i++)
        {
            rig.World.Cable.FlipRate = random.Next(3) == 0 ? 0.002 : 0.0002;
            rig.World.Cable.LossRate = random.Next(3) == 0 ? 0.002 : 0.0002;
            rig.World.Cable.IsCut = random.Next(4) == 0;
            Send(rig, "log", $"{{\"id\":\"c{i}\"}}");
            rig.RunFor(random.NextDouble() * 25);
            if (random.Next(2) == 0)
            {
                rig.Bridge.Kill();
                rig.RunFor(random.NextDouble());
                rig.Bridge.Start();
                rig.RunFor(2);
            }
        }

        rig.World.Cable.IsCut = false;
        rig.World.Cable.FlipRate = rig.World.Cable.LossRate = 0;
        rig.RunFor(240);

        Assert.IsGreaterThan(30, taken.Count, $"seed {seed}");
        Assert.AreEqual(0, rig.Bridge.Feed.Commands.Count, $"seed {seed}");
        foreach (var id in taken)
        {
            Assert.IsTrue(answers.TryGetValue(id, out var codes), $"seed {seed}: {id} was taken and is not answered");
            Assert.IsTrue(codes.TrueForAll(code => code == "ok"), $"seed {seed}: {id} {string.Join(' ', codes)}");
        }
    }

    private static void Send(BridgeRig rig, string name, string payload) => rig.Model.Model.Publish(
        $"metering/gateway/{rig.World.Settings.Id}/command/{name}", Encoding.UTF8.GetBytes(payload), false);

    private static Dictionary<string, List<string>> Listen(BridgeRig rig)
    {
        Dictionary<string, List<string>> answers = [];
        rig.World.Broker.Delivered += (topic, payload) =>
        {
            if (topic.EndsWith("/event/resp", StringComparison.Ordinal))
            {
                using var json = JsonDocument.Parse(payload);
                var id = json.RootElement.GetProperty("id").GetString();
                if (!answers.TryGetValue(id, out var codes))
                {
                    answers[id] = codes = [];
                }

                codes.Add(json.RootElement.GetProperty("code").GetString());
            }
        };
        return answers;
    }
}
