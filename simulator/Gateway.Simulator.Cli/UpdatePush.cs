// The headend's end of a field update (firmware/Update/SPEC.md): the manifest, then whatever the gateway asks for
// next, then the start. One rule covers lost answers, repeats, outages and restarts: follow "next".
using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
    private const long ValidMs = 120_000;

    private readonly CommandCall _call = new(broker, root, nowMs, wait);
    private long _lastExpiryMs;

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
        _call.StateCame += (_, state) => State = state;
        var version = JsonDocument.Parse(manifest).RootElement.GetProperty("version").GetString();
        return _call.Listen("fw") ?? Load(image, manifest, progress) ?? Start(version);
    }

    private string Load(byte[] image, string manifest, Action<int> progress)
    {
        var error = _call.Ask("update", id => Signed("update", id, $"{{\"do\":\"load\",\"manifest\":{manifest}}}"), out var answer);
        var next = error == null && answer.TryGetProperty("next", out var at) ? at.GetInt32() : image.Length;
        while (error == null && next < image.Length)
        {
            var offset = next;
            error = _call.Ask("update-chunk", id => Chunk(id, image, offset), out answer);
            next = error == null ? answer.GetProperty("next").GetInt32() : next;
            progress?.Invoke(next);
        }

        return error;
    }

    private string Start(string version)
    {
        var error = _call.Ask("update", id => Signed("update", id, "{\"do\":\"start\"}"), out _);
        if (error != null)
        {
            return error;
        }

        while (wait())
        {
            _call.Take(null, out _);
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
