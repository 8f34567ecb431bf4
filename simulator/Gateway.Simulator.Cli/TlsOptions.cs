using System;
using System.CommandLine;
using System.IO;
using System.Text;
using Gateway.Mqtt;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>--ca, --cert and --key: the files that mqtts:// needs.</summary>
internal sealed class TlsOptions
{
    private readonly Option<string> _authority =
        File("--ca", "authority of the broker's certificate (PEM), with mqtts://");

    private readonly Option<string> _certificate = File("--cert", "own certificate (PEM), where the broker wants one");
    private readonly Option<string> _key = File("--key", "its private key (PEM)");

    /// <summary>Adds them to a command.</summary>
    public TlsOptions AddTo(Command command)
    {
        command.Add(_authority);
        command.Add(_certificate);
        command.Add(_key);
        return this;
    }

    /// <summary>The choice with its certificates.</summary>
    /// <exception cref="UsageException">They do not go with the broker, or cannot be read.</exception>
    public BrokerChoice Complete(BrokerChoice choice, ParseResult parsed)
    {
        var authority = parsed.GetValue(_authority);
        var certificate = parsed.GetValue(_certificate);
        var key = parsed.GetValue(_key);
        if (!choice.IsTls)
        {
            return authority == null && certificate == null && key == null
                ? choice : throw new UsageException("--ca, --cert, --key: have a meaning only with --broker mqtts://");
        }

        if (authority == null)
        {
            throw new UsageException("--ca: is missing: with mqtts:// the broker is always checked");
        }

        if ((certificate == null) != (key == null))
        {
            throw new UsageException("--cert, --key: belong together");
        }

        return choice with
        {
            Tls = new MqttTlsOptions
            {
                Authority = Read("--ca", authority),
                Certificate = Read("--cert", certificate),
                PrivateKey = Read("--key", key),
            },
        };
    }

    private static Option<string> File(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE" };

    private static byte[] Read(string option, string path)
    {
        if (path == null)
        {
            return null;
        }

        try
        {
            var bytes = System.IO.File.ReadAllBytes(path);
            return Encoding.UTF8.GetString(bytes).Contains("-----BEGIN ", StringComparison.Ordinal)
                ? bytes : throw new UsageException($"{option}: {path}: is no PEM text");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {Options.FileMessage(path, e)}");
        }
    }
}
