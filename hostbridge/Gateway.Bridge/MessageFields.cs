using System;
using System.Text;

namespace Gateway.Bridge;

/// <summary>Reads the fields of a message from a board; what is not there or makes no sense is null.</summary>
internal sealed class MessageFields(byte[] message, int at)
{
    private static readonly UTF8Encoding _strict = new(false, true);

    private int _at = at;

    /// <summary>A number of some bytes, the highest first.</summary>
    public int? Number(int bytes)
    {
        if (message.Length - _at < bytes)
        {
            return null;
        }

        var value = 0;
        for (var i = 0; i < bytes; i++)
        {
            value = (value << 8) | message[_at++];
        }

        return value;
    }

    /// <summary>A text behind its length of two bytes.</summary>
    public string Text()
    {
        if (Number(2) is not { } length || message.Length - _at < length)
        {
            return null;
        }

        try
        {
            var text = _strict.GetString(message, _at, length);
            _at += length;
            return text;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>All that is left.</summary>
    public byte[] Rest() => message[_at..];
}
