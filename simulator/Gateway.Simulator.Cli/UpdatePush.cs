// The headend's end of a field update (firmware/Update/SPEC.md): the manifest, then whatever the gateway asks for
// next, then the start. One rule covers lost answers, repeats, outages and restarts: follow "next".
using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using Gateway.Core;
using Gateway.Mqtt;

namespace Gateway.Simulator.Cli;

/// <summary>Sends an image to one gateway.</summary>
/// <param name="broker">Connected; subscribed to by this.</param>
/// <param name="root">Topics of the gateway: prefix/gateway/id/.</param>
/// <param name="commandKey">The gateway's key for authenticated commands.</param>
/// <param name="nowMs">The time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="wait">Called again and again while an answer is awaited; false = give up.</param>
public sealed class UpdatePush(
    IMqttConnection broker, string root, byte[] commandKey, Func<long> nowMs, Func<bool> wait)
{
    private const int ChunkBytes = 1024;
    private const int PauseMs = 2;
    private const long ValidMs = 120_000;
    private const long RepeatMs = 10_000;

    private readonly ConcurrentQueue<(string Topic, byte[] Payload)> _messages = new();
    private readonly string _session = Guid.NewGuid().ToString("N")[..8];
    private long _lastExpiryMs;
    private int _number;

    /// <summary>What the gateway last said of its firmware; null before.</summary>
    public JsonElement? State { get; private set; }

    /// <summary>Loads the image, and starts it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="manifest">Its manifest, as <c>update make</c> prints it.</param>
    /// <param name="progress">Told how many bytes the gateway has.</param>
    /// <returns>Why it failed; null when the new version has proven itself.</returns>
    public string Run(byte[] image, string manifest, Action<int> progress)
    {
        ArgumentNullException.ThrowIfNull(image);
        broker.MessageReceived += (topic, payload, _) => _messages.Enqueue((topic, payload));
        if (!broker.Subscribe(root + "event/resp", 1) || !broker.Subscribe(root + "state/fw", 1))
        {
            return "the broker is gone";
        }

        var version = JsonDocument.Parse(manifest).RootElement.GetProperty("version").GetString();
        return Load(image, manifest, progress) ?? Start(version);
    }

    private string Load(byte[] image, string manifest, Action<int> progress)
    {
        var error = Ask("update", id => Signed("update", id, $"{{\"do\":\"load\",\"manifest\":{manifest}}}"), out var answer);
        var next = error == null && answer.TryGetProperty("next", out var at) ? at.GetInt32() : image.Length;
        while (error == null && next < image.Length)
        {
            var offset = next;
            error = Ask("update-chunk", id => Chunk(id, image, offset), out answer);
            next = error == null ? answer.GetProperty("next").GetInt32() : next;
            progress?.Invoke(next);
        }

        return error;
    }

    private string Start(string version)
    {
        var error = Ask("update", id => Signed("update", id, "{\"do\":\"start\"}"), out _);
        if (error != null)
        {
            return error;
        }

        while (wait())
        {
            Take(null, out _);
            var status = State?.GetProperty("status").GetString();
            if (status == "confirmed" && State?.GetProperty("version").GetString() == version)
            {
                return null;
            }

            if (status == "returned")
            {
                return "the new version did not prove itself: the one before runs";
            }
        }

        return "the gateway did not tell what became of it";
    }

    // Sent again, as it is, until there is an answer: a repeat does no harm.
    private string Ask(string command, Func<string, string> payload, out JsonElement result)
    {
        var id = $"{_session}-{++_number}";
        var bytes = Encoding.UTF8.GetBytes(payload(id));
        var sentMs = nowMs();
        result = default;
        if (broker.Publish(root + "command/" + command, bytes, 1, false) == 0)
        {
            return "the broker is gone";
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

    private bool Take(string id, out JsonElement answer)
    {
        answer = default;
        Thread.Sleep(PauseMs);
        while (_messages.TryDequeue(out var message))
        {
            var json = JsonDocument.Parse(message.Payload).RootElement;
            if (message.Topic.EndsWith("/state/fw", StringComparison.Ordinal))
            {
                State = json;
            }
            else if (json.TryGetProperty("id", out var one) && one.GetString() == id)
            {
                answer = json;
                return true;
            }
        }

        return false;
    }

    private string Signed(string command, string id, string body)
    {
        _lastExpiryMs = Math.Max(_lastExpiryMs + 1, nowMs() + ValidMs);
        var text = Encoding.UTF8.GetBytes($"{root}command/{command}\n{id}\n{_lastExpiryMs}\n{body}");
        var mac = Convert.ToHexString(HMACSHA256.HashData(commandKey, text));
        return $"{{\"id\":\"{id}\",\"exp\":{_lastExpiryMs},\"body\":{body},\"mac\":\"{mac}\"}}";
    }

    private static string Chunk(string id, byte[] image, int offset)
    {
        var count = Math.Min(ChunkBytes, image.Length - offset);
        return $"{{\"id\":\"{id}\",\"body\":{{\"offset\":{offset}," +
            $"\"bytes\":\"{Convert.ToBase64String(image, offset, count)}\"," +
            $"\"crc\":\"{Crc32.Compute(image, offset, count):x8}\"}}}}";
    }
}
