using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Core;
using Gateway.Mqtt;
using Gateway.Simulator.World;
using Gateway.Update;

namespace Gateway.Simulator.Cli;

/// <summary>update make: the manifest of an image; update push: image and manifest to a gateway.</summary>
internal static class UpdateCommand
{
    private const int MinKeyBytes = 16;

    public static Command Create()
    {
        var image = new Argument<string>("image.bin") { Description = "the image, as the boot loader wants it" };
        var version = Required("--version", "major.minor.patch; has to be that of the image", "V");
        var board = Required("--board", "board that the image is for, as its firmware names it", "NAME");
        var key = Required("--key-file", "update key: one line of at least 32 hex digits", "FILE");
        var make = new Command("make", "Prints the manifest of an image, authenticated with the update key.")
        {
            image, version, board, key,
        };
        make.SetAction(parsed =>
        {
            var manifest = Make(Read(parsed.GetValue(image)), parsed.GetValue(version), parsed.GetValue(board),
                Key(parsed.GetValue(key)));
            Console.Out.WriteLine(JsonSerializer.Serialize(new
            {
                version = manifest.Version,
                board = manifest.Board,
                size = manifest.ImageBytes,
                sha256 = Convert.ToHexStringLower(manifest.Hash),
                mac = Convert.ToHexStringLower(manifest.Mac),
            }));
            return ExitCode.Ok;
        });
        return new Command("update", "What a headend needs to update gateways in the field.") { make, Push() };
    }

    private static Command Push()
    {
        var image = new Argument<string>("image.bin") { Description = "the image" };
        var manifest = new Argument<string>("manifest.json") { Description = "its manifest, as make prints it" };
        var broker = Options.Broker(BrokerChoice.Model);
        broker.Required = true;
        var gateway = Required("--gateway", "id of the gateway", "ID");
        var prefix = new Option<string>("--prefix")
        {
            Description = "first levels of its topics", HelpName = "TOPIC", DefaultValueFactory = _ => "metering",
        };
        var key = Required("--command-key-file", "the gateway's command key: one line of at least 32 hex digits", "FILE");
        var push = new Command("push", "Sends an image to a gateway, starts it, and waits for its proof.")
        {
            image, manifest, broker, gateway, prefix, key,
        };
        var tls = new TlsOptions().AddTo(push);
        push.SetAction(parsed => Push(
            tls.Complete(parsed.GetValue(broker), parsed),
            $"{parsed.GetValue(prefix)}/gateway/{parsed.GetValue(gateway)}/", Key(parsed.GetValue(key)),
            Read(parsed.GetValue(image)), Encoding.UTF8.GetString(Read(parsed.GetValue(manifest))).Trim()));
        return push;
    }

    private static int Push(BrokerChoice choice, string root, byte[] key, byte[] image, string manifest)
    {
        if (choice.Kind != BrokerKind.Url)
        {
            throw new UsageException("--broker: has to be one that is running: mqtt[s]://HOST:PORT");
        }

        using var broker = MqttConnectionFactory.Create();
        var result = broker.Connect(new MqttConnectOptions
        {
            Host = choice.Host, Port = choice.Port, Tls = choice.Tls, ClientId = $"gateway-update-{Guid.NewGuid():N}"[..23],
        });
        if (result != MqttConnectResult.Ok)
        {
            Console.Error.WriteLine($"no broker at {choice}: {result}");
            return ExitCode.Failed;
        }

        // As long as the gateway's trial, and as long again for the way there.
        var push = new UpdatePush(
            broker, root, key, () => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            Patience(TimeSpan.FromMinutes(30)));
        var error = push.Run(image, manifest, next => Console.Out.WriteLine($"{next} of {image.Length} bytes"));
        Console.Out.WriteLine(error == null ? "confirmed: the new version has proven itself" : error);
        return error == null ? ExitCode.Ok : ExitCode.Failed;
    }

    private static Func<bool> Patience(TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        return () => watch.Elapsed < limit;
    }

    private static UpdateManifest Make(byte[] image, string version, string board, byte[] key)
    {
        if (FirmwareVersion.Parse(version) < 0)
        {
            throw new UsageException($"--version: \"{version}\" is not major.minor.patch");
        }

        if (!GatewayName.IsValidId(board) || board.Length > UpdateManifest.MaxNameChars)
        {
            throw new UsageException($"--board: \"{board}\" is not 1..15 of A-Z, a-z, 0-9, _ and -");
        }

        if (image.Length is < UpdateManifest.MinImageBytes or > UpdateManifest.MaxImageBytes)
        {
            throw new UsageException($"image.bin: has {image.Length} bytes, not " +
                $"{UpdateManifest.MinImageBytes}..{UpdateManifest.MaxImageBytes}");
        }

        var hash = SHA256.HashData(image);
        var text = $"gateway-update-1\n{board}\n{version}\n{image.Length}\n{Convert.ToHexStringLower(hash)}\n";
        var manifest = new UpdateManifest
        {
            Version = version,
            Board = board,
            ImageBytes = image.Length,
            Hash = hash,
            Mac = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)),
        };

        // By the code that will judge it on the board.
        return manifest.IsAuthentic(key)
            ? manifest : throw new InvalidOperationException("the firmware refuses the manifest");
    }

    private static byte[] Key(string path)
    {
        var text = Encoding.ASCII.GetString(Read(path)).Trim();
        var key = new byte[text.Length / 2];
        if (text.Length % 2 != 0 || key.Length < MinKeyBytes || !HexText.TryRead(text, key))
        {
            throw new UsageException($"--key-file: {path} is not one line of at least 32 hex digits");
        }

        return key;
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Options.FileMessage(path, e));
        }
    }

    private static Option<string> Required(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = value,
        Required = true,
    };
}
