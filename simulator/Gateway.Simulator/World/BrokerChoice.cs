using System;
using Gateway.Mqtt;

namespace Gateway.Simulator.World;

/// <summary>The value of --broker.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Host">Host of a running broker, otherwise null.</param>
/// <param name="Port">Its TCP port; with <see cref="BrokerKind.Auto"/> the one to prefer, 0 = any.</param>
/// <param name="IsTls">mqtts: the connection is encrypted and the broker checked.</param>
public sealed record BrokerChoice(BrokerKind Kind, string Host = null, int Port = 0, bool IsTls = false)
{
    /// <summary>MQTT over TLS.</summary>
    public const int DefaultTlsPort = 8883;

    /// <summary>MQTT without TLS.</summary>
    public const int DefaultPort = 1883;

    /// <summary>The broker model.</summary>
    public static BrokerChoice Model { get; } = new(BrokerKind.Model);

    /// <summary>Certificates for <see cref="IsTls"/>.</summary>
    public MqttTlsOptions Tls { get; init; }

    /// <summary>Reads "none", "auto", "mqtt://host[:port]" or "mqtts://host[:port]".</summary>
    /// <returns>False with the reason in <paramref name="error"/>.</returns>
    public static bool TryParse(string text, out BrokerChoice choice, out string error)
    {
        choice = Model;
        error = null;
        switch (text)
        {
            case "none":
                return true;
            case "auto":
                choice = new BrokerChoice(BrokerKind.Auto);
                return true;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("mqtt" or "mqtts"))
        {
            error = $"\"{text}\" is neither none, auto, mqtt://host:port nor mqtts://host:port";
        }
        else if (uri.UserInfo.Length > 0 || uri.PathAndQuery.Length > 1 || uri.Fragment.Length > 0 ||
            uri.Host.Length == 0)
        {
            error = $"\"{text}\" must have the form mqtt://host:port, without user, path or query";
        }
        else if (uri.Port == 0)
        {
            error = $"\"{text}\": 0 is not a port";
        }
        else
        {
            var isTls = uri.Scheme == "mqtts";
            var port = uri.Port >= 0 ? uri.Port : isTls ? DefaultTlsPort : DefaultPort;
            choice = new BrokerChoice(BrokerKind.Url, uri.Host, port, isTls);
        }

        return error is null;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        BrokerKind.Model => "none",
        BrokerKind.Auto => "auto",
        _ => $"{(IsTls ? "mqtts" : "mqtt")}://{Host}:{Port}",
    };
}
