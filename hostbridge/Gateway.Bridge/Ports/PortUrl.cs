using System;
using System.Collections.Generic;
using System.Globalization;

namespace Gateway.Bridge.Ports;

/// <summary>The address of a port: <c>scheme:rest?name=value</c>.</summary>
/// <param name="Scheme">serial, tcp, rfc2217, sim, replay.</param>
/// <param name="Path">What stands behind it: a device, host:port, a file.</param>
/// <param name="Options">What stands behind the question mark.</param>
public sealed record PortUrl(string Scheme, string Path, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Bits a second when nothing else is said.</summary>
    public const int DefaultBaudRate = 115_200;

    private static readonly string[] _schemes = ["serial", "tcp", "rfc2217", "sim", "replay"];

    /// <summary>Reads an address.</summary>
    /// <exception cref="BridgeException">It is none.</exception>
    public static PortUrl Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : text[..colon];
        if (Array.IndexOf(_schemes, scheme) < 0)
        {
            throw new BridgeException(
                $"\"{text}\" is no port: serial:/dev/ttyUSB0, tcp:host:port, rfc2217:host:port, sim:scenario.json " +
                "or replay:file");
        }

        var rest = text[(colon + 1)..];
        Dictionary<string, string> options = [];
        var isFile = scheme is "sim" or "replay";
        var question = isFile ? -1 : rest.IndexOf('?', StringComparison.Ordinal);
        foreach (var pair in question < 0 ? [] : rest[(question + 1)..].Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || pair[..equals] != "baud")
            {
                throw new BridgeException($"{text}: \"{pair}\" is not known; known is baud=");
            }

            options[pair[..equals]] = pair[(equals + 1)..];
        }

        var path = question < 0 ? rest : rest[..question];
        return path.Length == 0 ? throw new BridgeException($"{text}: nothing stands behind {scheme}:")
            : new PortUrl(scheme, path, options);
    }

    /// <summary>baud=.</summary>
    /// <exception cref="BridgeException">It is no speed.</exception>
    public int BaudRate
    {
        get
        {
            if (!Options.TryGetValue("baud", out var text))
            {
                return DefaultBaudRate;
            }

            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
                && rate is >= 1_200 and <= 115_200 ? rate
                : throw new BridgeException($"baud={text}: must be 1200 .. 115200");
        }
    }

    /// <summary>Host and port of <c>host:port</c>; an IPv6 address stands in brackets.</summary>
    /// <exception cref="BridgeException">It is not like that.</exception>
    public (string Host, int Port) HostAndPort()
    {
        var colon = Path.LastIndexOf(':');
        if (colon > 0 && int.TryParse(
            Path[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536)
        {
            return (Path[..colon].Trim('[', ']'), port);
        }

        throw new BridgeException($"{Scheme}:{Path}: must be {Scheme}:host:port");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}:{Path}";
}
