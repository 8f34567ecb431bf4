using System.Text.Json;
using Gateway.Link;
using Gateway.Link.Wmbus;

namespace Gateway.Decoding;

/// <summary>`decode wmbus`: telegrams without link CRCs, and frames of format A or B with them.</summary>
/// <param name="keys">Keys of meters.</param>
public sealed class WirelessText(KeyRing keys) : IFrameText
{
    private readonly TelegramDecoder _decoder = new(keys);
    private readonly FrameParser _parser = new();
    private readonly Telegram _telegram = new();

    /// <inheritdoc/>
    public string Write(byte[] frame, string kind, byte[] key, Utf8JsonWriter json)
    {
        System.ArgumentNullException.ThrowIfNull(frame);
        System.ArgumentNullException.ThrowIfNull(json);
        var error = Unwrap(ref frame, kind);
        if (error != null)
        {
            json.WriteString("link", "wmbus");
            json.WriteString("error", error);
            return error;
        }

        var telegram = _decoder.DecodeWireless(frame, key);
        TelegramJson.Write(json, telegram);
        return telegram.Error;
    }

    private string Unwrap(ref byte[] frame, string kind)
    {
        if (kind.Length == 0)
        {
            return null;
        }

        if (kind is not ("A" or "B"))
        {
            return $"{kind}: bits of the air; the command feed receives those";
        }

        var status = kind == "A"
            ? _parser.TryParseA(frame, 0, frame.Length, _telegram, out _)
            : _parser.TryParseB(frame, 0, frame.Length, _telegram, out _);
        if (status != LinkStatus.Ok)
        {
            return FrameFaults.OfWireless(frame, kind, status);
        }

        frame = _telegram.Bytes[.._telegram.Length];
        return null;
    }
}
