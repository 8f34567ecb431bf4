using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>Arguments and options that commands share; their errors name the argument and its
/// value.</summary>
internal static class Options
{
    public static Argument<string> ScenarioFile(bool required) => new("scenario.json")
    {
        Description = "scenario file" + (required ? "" : " (default: the delivered demo street)"),
        Arity = required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
    };

    public static Option<ulong?> Seed(bool required) => new("--seed")
    {
        Description = "seed of everything random" + (required ? "" : ", in place of the scenario's"),
        HelpName = "N",
        Required = required,
        CustomParser = result =>
        {
            if (ulong.TryParse(Value(result), NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            {
                return seed;
            }

            result.AddError($"--seed: \"{Value(result)}\" is not a whole number of at least 0");
            return null;
        },
    };

    public static Option<long?> For() => new("--for")
    {
        Description = "simulated time to run, in place of the scenario's: 24h, 15m, 30s",
        HelpName = "DURATION",
        CustomParser = result =>
        {
            if (Durations.TryParse(Value(result), out var ns) && ns > 0)
            {
                return ns;
            }

            result.AddError($"--for: \"{Value(result)}\" is not a duration such as 24h, 15m or 30s");
            return null;
        },
    };

    public static Option<BrokerChoice> Broker(BrokerChoice fallback) => new("--broker")
    {
        Description =
            "none: the broker model in virtual time; auto: mosquitto as a child process when it is there, " +
            "else the model; or one that is running",
        HelpName = "none|auto|mqtt[s]://HOST:PORT",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            if (!BrokerChoice.TryParse(Value(result), out var choice, out var error))
            {
                result.AddError("--broker: " + error);
            }

            return choice;
        },
    };

    public static Option<int?> Page(string description) => new("--page")
    {
        Description = description,
        HelpName = "PORT",
        CustomParser = result =>
        {
            if (int.TryParse(Value(result), NumberStyles.None, CultureInfo.InvariantCulture, out var port) &&
                port is >= 0 and <= 65535)
            {
                return port;
            }

            result.AddError($"--page: \"{Value(result)}\" is not a port in 0..65535");
            return null;
        },
    };

    public static Option<string> Console() => new("--console")
    {
        Description = "the gateway's text console: at a pseudo-terminal for any terminal program, or here",
        HelpName = "pty|stdio",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            var word = result.Tokens.Count == 0 ? "pty" : Value(result);
            if (word is not ("pty" or "stdio"))
            {
                result.AddError($"--console: \"{word}\" is not one of pty, stdio");
            }

            return word;
        },
    };

    public static Option<double?> Speed() => new("--speed")
    {
        Description = "simulated seconds a wall second, with --realtime (default: 1)",
        HelpName = "X",
        CustomParser = result =>
        {
            if (double.TryParse(Value(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var speed) &&
                speed is >= 0.01 and <= 100_000)
            {
                return speed;
            }

            result.AddError($"--speed: \"{Value(result)}\" is not a number in 0.01..100000");
            return null;
        },
    };

    public static Option<AirMode?> As() => new("--as")
    {
        Description = "how to send telegrams without CRCs",
        HelpName = "T1|C1A|C1B|S1|LIQ",
        CustomParser = result =>
        {
            switch (Value(result))
            {
                case "T1":
                    return AirMode.T1;
                case "C1A":
                    return AirMode.C1A;
                case "C1B":
                    return AirMode.C1B;
                case "S1":
                    return AirMode.S1;
                case "LIQ":
                    return AirMode.LinkIq;
                default:
                    result.AddError($"--as: \"{Value(result)}\" is not one of T1, C1A, C1B, S1, LIQ");
                    return null;
            }
        },
    };

    public static Option<string> Chip() => new("--chip")
    {
        Description = "radio chip",
        HelpName = "cc1101|sx1276",
        DefaultValueFactory = _ => "cc1101",
        CustomParser = result =>
        {
            if (Value(result) is not ("cc1101" or "sx1276"))
            {
                result.AddError($"--chip: \"{Value(result)}\" is not one of cc1101, sx1276");
            }

            return Value(result);
        },
    };

    /// <summary>Loads a scenario; what is wrong with the file is wrong usage.</summary>
    public static Scenario Load(string path)
    {
        try
        {
            return Scenario.Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(FileMessage(path, e));
        }
    }

    /// <summary>Why a file cannot be used, with the name that the person typed.</summary>
    public static string FileMessage(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"{path}: there is no such file",
        UnauthorizedAccessException when Directory.Exists(path) => $"{path}: is a folder, not a file",
        UnauthorizedAccessException => $"{path}: access is denied",
        _ => $"{path}: {e.Message}",
    };

    private static string Value(ArgumentResult result) =>
        result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
}
