using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Commands;

/// <summary>Who sends commands to a simulated gateway over the broker model, and reads answers and events.</summary>
internal sealed class Headend
{
    public const string Root = "metering/gateway/gw-1/command/";

    private readonly TestWorld _test;
    private long _lastExpiryMs;
    private int _number;

    public Headend(TestWorld test)
    {
        _test = test;
        test.Broker.Delivered += (topic, payload) =>
        {
            if (topic.EndsWith("/event/resp", StringComparison.Ordinal))
            {
                Answers.Add(JsonDocument.Parse(payload).RootElement);
            }
        };
        test.World.Deliveries.RecordArrived += (json, _) =>
        {
            if (JsonDocument.Parse(json).RootElement.TryGetProperty("data", out var data))
            {
                Events.Add(data);
            }
        };
    }

    public List<JsonElement> Answers { get; } = [];

    public List<JsonElement> Events { get; } = [];

    public long NowMs => new DateTimeOffset(_test.World.Scene.Scenario.StartUtc, TimeSpan.Zero).ToUnixTimeMilliseconds()
        + (_test.World.Time.NowNs / 1_000_000);

    /// <summary>Steps of the events of a kind.</summary>
    public string[] Steps(string kind) => [.. Events
        .Where(e => e.GetProperty("event").GetString() == kind).Select(e => e.GetProperty("step").GetString())];

    /// <summary>Publishes a payload as it is.</summary>
    public void Send(string name, string payload) =>
        _test.Broker.Model.Publish(Root + name, Encoding.UTF8.GetBytes(payload), false);

    /// <summary>An envelope without authentication.</summary>
    public string Plain(string body) => $"{{\"id\":\"p-{++_number}\",\"body\":{body}}}";

    /// <summary>An authenticated envelope whose expiry is later than that of the one before.</summary>
    public string Signed(string name, string body)
    {
        _lastExpiryMs = Math.Max(_lastExpiryMs + 1, NowMs + 60_000);
        return Signed(name, $"c-{++_number}", _lastExpiryMs, body);
    }

    /// <summary>An envelope with the scenarios' key.</summary>
    public static string Signed(string name, string id, long expiresMs, string body)
    {
        var message = Encoding.UTF8.GetBytes($"{Root}{name}\n{id}\n{expiresMs}\n{body}");
        var mac = Convert.ToHexString(HMACSHA256.HashData(Convert.FromHexString(ScenarioGateway.CommandKey), message));
        return $"{{\"id\":\"{id}\",\"exp\":{expiresMs},\"body\":{body},\"mac\":\"{mac}\"}}";
    }

    /// <summary>Sends and runs until the answer is there, or null.</summary>
    public JsonElement? Ask(string name, string payload, double seconds = 5)
    {
        var before = Answers.Count;
        Send(name, payload);
        var endNs = _test.World.Time.NowNs + (long)(seconds * TestWorld.SecondNs);
        while (Answers.Count == before && _test.World.Time.NowNs < endNs)
        {
            _test.RunFor(0.02);
        }

        return Answers.Count == before ? null : Answers[before];
    }

    /// <summary>The result of a command that has to end well.</summary>
    public JsonElement Result(string name, string payload)
    {
        var answer = Ask(name, payload) ?? throw new AssertFailedException($"no answer to {name} {payload}");
        Assert.AreEqual("ok", answer.GetProperty("code").GetString(), answer.ToString());
        return answer.GetProperty("result");
    }
}
