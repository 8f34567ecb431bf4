using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text;
using Gateway.Decoding;
using Gateway.Decoding.Compare;

namespace Gateway.Simulator.Cli;

/// <summary>decode: frames of a file, or one in hex, as JSON lines on standard output.</summary>
internal static class DecodeCommand
{
    // One line a protocol: its name, what reads its frames, and what compares a file with what it expects.
    private static readonly Dictionary<string, (Func<KeyRing, IFrameText> Text, Func<string, Comparison> Compare)>
        Protocols = new()
        {
            ["wmbus"] = (keys => new WirelessText(keys), DriverComparison.Run),
            ["mbus"] = (keys => new WiredText(keys), LibmbusComparison.Run),
            ["dlt645"] = (_ => new Dlt645Text(), Dlt645Comparison.Run),
        };

    public static Command Create()
    {
        var protocol = new Argument<string>("protocol")
        {
            Description = string.Join(", ", Protocols.Keys),
            CustomParser = result =>
            {
                var name = result.Tokens[0].Value;
                if (!Protocols.ContainsKey(name))
                {
                    result.AddError($"protocol: \"{name}\" is not one of {string.Join(", ", Protocols.Keys)}");
                }

                return name;
            },
        };
        var input = new Argument<string>("file.tsv|hex")
        {
            Description = "tab-separated: hex first (or A or B, then a frame with CRCs); or one frame in hex",
        };
        var key = new Option<string>("--key")
        {
            Description = "key for every meter: 32 hex digits",
            HelpName = "HEX",
        };
        var keys = new Option<string>("--keys")
        {
            Description = "key file: a line a meter, 67211530;HEX or KAM-67211530;HEX",
            HelpName = "FILE",
        };
        var compare = new Option<bool>("--compare")
        {
            Description = "compares with what the file expects, instead of printing: mbus, libmbus's XML in the folder " +
                "\"expected\" beside it; wmbus, its fifth column; dlt645, its second. Each difference with the clause that says " +
                "why",
        };
        var command = new Command("decode",
            "Decodes telegrams to JSON lines: headers, and records with value, unit, quantity, function, storage, " +
            "tariff, subunit. Decrypts security modes 5 and 7 and the extended link layer.")
        {
            protocol, input, key, keys, compare,
        };
        command.SetAction(parsed => parsed.GetValue(compare)
            ? Compare(Protocols[parsed.GetValue(protocol)].Compare, parsed.GetValue(input))
            : Run(Protocols[parsed.GetValue(protocol)].Text(Ring(parsed.GetValue(key), parsed.GetValue(keys))),
                parsed.GetValue(input)));
        return command;
    }

    private static int Run(IFrameText protocol, string input)
    {
        // Not Console.Out, which flushes every line.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        var lines = new FrameLines(protocol, output, Console.Error);
        if (input.Trim().Length == 0)
        {
            throw new UsageException("file.tsv|hex: is empty");
        }

        if (!File.Exists(input) && FrameLines.IsHex(FrameLines.Compact(input)))
        {
            lines.DecodeHex(input);
            return lines.Bad > 0 ? ExitCode.Failed : ExitCode.Ok;
        }

        try
        {
            lines.DecodeFile(input);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Options.FileMessage(input, e) +
                (e is FileNotFoundException ? $", and it is no frame in hex: {FrameLines.NoHex(input)}" : ""));
        }

        Console.Error.WriteLine($"{lines.Good + lines.Bad} lines, {lines.Bad} with an error");
        return lines.Bad > 0 ? ExitCode.Failed : ExitCode.Ok;
    }

    private static int Compare(Func<string, Comparison> run, string path)
    {
        try
        {
            var comparison = run(path);
            comparison.Write(Console.Out);
            return comparison.IsExplained ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Options.FileMessage(path, e));
        }
        catch (Exception e) when (e is FormatException or System.Xml.XmlException or System.Text.Json.JsonException)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }

    private static KeyRing Ring(string key, string file)
    {
        byte[] common = null;
        if (key != null && !KeyRing.TryParse(key, out common))
        {
            throw new UsageException("--key: not 32 hex digits");
        }

        var ring = new KeyRing(common);
        if (file != null)
        {
            try
            {
                ring.Load(file);
            }
            catch (FormatException e)
            {
                throw new UsageException(e.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException(Options.FileMessage(file, e));
            }
        }

        return ring;
    }
}
