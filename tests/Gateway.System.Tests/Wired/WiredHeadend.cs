// What tests of commands to wired meters share: a headend that signs and sends, and keeps what comes back.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

/// <summary>The headend's side of a scenario's broker.</summary>
public abstract class WiredHeadend
{
    /// <summary>2026-01-15T00:00:00Z, the start of the scenarios.</summary>
    protected const long StartMs = 1_768_435_200_000;

    private const string Root = "metering/gateway/gw-1/command/";

    /// <summary>Answers to commands.</summary>
    private protected List<JsonElement> Answers { get; } = [];

    /// <summary>Data of the events that arrived.</summary>
    private protected List<JsonElement> Events { get; } = [];

    /// <summary>A scenario under way, listened to.</summary>
    private protected TestWorld Start(string name)
    {
        var test = new TestWorld(Runs.Load(name));
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
        return test.Start();
    }

    /// <summary>The steps that the audit of a command has, in order.</summary>
    private protected string[] StepsOf(string command) => [.. Events
        .Where(e => e.GetProperty("event").GetString() == command).Select(e => e.GetProperty("step").GetString())];

    private protected static void Send(TestWorld test, string name, string payload) =>
        test.Broker.Model.Publish(Root + name, Encoding.UTF8.GetBytes(payload), false);

    /// <summary>A message with the scenarios' key.</summary>
    private protected static string Signed(string name, string body, int seconds, string id = "c-1")
    {
        var expiresMs = StartMs + (seconds * 1000L);
        var message = Encoding.UTF8.GetBytes($"{Root}{name}\n{id}\n{expiresMs}\n{body}");
        var mac = Convert.ToHexString(HMACSHA256.HashData(Convert.FromHexString(ScenarioGateway.CommandKey), message));
        return $"{{\"id\":\"{id}\",\"exp\":{expiresMs},\"body\":{body},\"mac\":\"{mac}\"}}";
    }
}
