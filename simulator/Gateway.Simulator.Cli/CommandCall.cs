// The headend's end of a command: sent again, as it is, until there is an answer; a repeat does no harm.
using System;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading;
using Gateway.Mqtt;

namespace Gateway.Simulator.Cli;

/// <summary>Commands to one gateway, one after the other.</summary>
/// <param name="broker">Connected; subscribed to by this.</param>
/// <param name="root">Topics of the gateway: prefix/gateway/id/.</param>
/// <param name="nowMs">The time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="wait">Called again and again while an answer is awaited; false = give up.</param>
internal sealed class CommandCall(IMqttConnection broker, string root, Func<long> nowMs, Func<bool> wait)
{
    private const int PauseMs = 2;
    private const long RepeatMs = 10_000;
    private const string Gone = "the broker is gone";

    private readonly ConcurrentQueue<(string Topic, byte[] Payload)> _messages = new();
    private readonly string _session = Guid.NewGuid().ToString("N")[..8];
    private int _number;

    /// <summary>A retained state of the gateway came: topic, content.</summary>
    public event Action<string, JsonElement> StateCame;

    /// <summary>Listens to answers, and to a state.</summary>
    /// <param name="state">Its name; null for none.</param>
    /// <returns>Why it cannot; null when it does.</returns>
    public string Listen(string state)
    {
        broker.MessageReceived += (topic, payload, _) => _messages.Enqueue((topic, payload));
        return broker.Subscribe(root + "event/resp", 1) && (state == null || broker.Subscribe($"{root}state/{state}", 1))
            ? null : Gone;
    }

    /// <summary>Sends a command and waits until it has ended.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="payload">The envelope for an id.</param>
    /// <param name="result">What it gave.</param>
    /// <returns>Why it failed; null when it did not.</returns>
    public string Ask(string command, Func<string, string> payload, out JsonElement result)
    {
        var id = $"{_session}-{++_number}";
        var bytes = Encoding.UTF8.GetBytes(payload(id));
        var sentMs = nowMs();
        result = default;
        if (broker.Publish(root + "command/" + command, bytes, 1, false) == 0)
        {
            return Gone;
        }

        while (wait())
        {
            if (Take(id, out var answer) && answer.GetProperty("code").GetString() != "running")
            {
                var isGood = answer.TryGetProperty("result", out result);
                return isGood ? null : $"{answer.GetProperty("code")}: {(answer.TryGetProperty("error", out var e) ? e : "")}";
            }

            if (nowMs() - sentMs > RepeatMs)
            {
                sentMs = nowMs();
                broker.Publish(root + "command/" + command, bytes, 1, false);
            }
        }

        return "the gateway does not answer";
    }

    /// <summary>Takes what has come; true when the answer to an id is there.</summary>
    public bool Take(string id, out JsonElement answer)
    {
        answer = default;
        Thread.Sleep(PauseMs);
        while (_messages.TryDequeue(out var message))
        {
            var json = JsonDocument.Parse(message.Payload).RootElement;
            if (message.Topic.StartsWith(root + "state/", StringComparison.Ordinal))
            {
                StateCame?.Invoke(message.Topic, json);
            }
            else if (json.TryGetProperty("id", out var one) && one.GetString() == id)
            {
                answer = json;
                return true;
            }
        }

        return false;
    }
}
