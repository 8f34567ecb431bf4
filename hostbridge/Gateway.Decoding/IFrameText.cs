using System.Text.Json;

namespace Gateway.Decoding;

/// <summary>A protocol that `decode` can read: bytes of one frame in, members of a JSON object out.</summary>
public interface IFrameText
{
    /// <summary>Decodes a frame and writes it.</summary>
    /// <param name="frame">One frame or telegram.</param>
    /// <param name="kind">First column of the line, where it is no hex; "" otherwise.</param>
    /// <param name="key">Key given with the frame; null = none.</param>
    /// <param name="json">An object is open.</param>
    /// <returns>What is wrong with the frame; null when it is good. It has been written as "error" too.</returns>
    string Write(byte[] frame, string kind, byte[] key, Utf8JsonWriter json);
}
