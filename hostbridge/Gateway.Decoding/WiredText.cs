using System.Text.Json;

namespace Gateway.Decoding;

/// <summary>`decode mbus`: frames of the wired M-Bus.</summary>
/// <param name="keys">Keys of meters.</param>
public sealed class WiredText(KeyRing keys) : IFrameText
{
    private readonly TelegramDecoder _decoder = new(keys);

    /// <inheritdoc/>
    public string Write(byte[] frame, string kind, byte[] key, Utf8JsonWriter json)
    {
        var telegram = _decoder.DecodeWired(frame, key);
        TelegramJson.Write(json, telegram);
        return telegram.Error;
    }
}
