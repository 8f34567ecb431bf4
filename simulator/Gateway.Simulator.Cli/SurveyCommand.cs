using System;
using System.CommandLine;
using System.Diagnostics;
using Gateway.Filter;
using Gateway.Mqtt;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>survey: what a gateway has on the air, as a table.</summary>
internal static class SurveyCommand
{
    private const int DefaultMinutes = 15;

    public static Command Create()
    {
        var broker = Options.Broker(BrokerChoice.Model);
        broker.Required = true;
        var gateway = new Option<string>("--gateway")
        {
            Description = "id of the gateway", HelpName = "ID", Required = true,
        };
        var prefix = new Option<string>("--prefix")
        {
            Description = "first levels of its topics", HelpName = "TOPIC", DefaultValueFactory = _ => "metering",
        };
        var minutes = new Option<int>("--minutes")
        {
            Description = $"how long to listen, 1..{AirSurvey.MaxMinutes}", HelpName = "N",
            DefaultValueFactory = _ => DefaultMinutes,
        };
        var csv = new Option<bool>("--csv") { Description = "a table with commas (RFC 4180) in place of JSON lines" };
        var survey = new Command("survey", "What is on the air at a gateway: it listens, then each address is a line.")
        {
            broker, gateway, prefix, minutes, csv,
        };
        var tls = new TlsOptions().AddTo(survey);
        survey.SetAction(parsed => Run(
            tls.Complete(parsed.GetValue(broker), parsed),
            $"{parsed.GetValue(prefix)}/gateway/{parsed.GetValue(gateway)}/", parsed.GetValue(minutes),
            parsed.GetValue(csv)));
        return survey;
    }

    private static int Run(BrokerChoice choice, string root, int minutes, bool isCsv)
    {
        if (choice.Kind != BrokerKind.Url)
        {
            throw new UsageException("--broker: has to be one that is running: mqtt[s]://HOST:PORT");
        }

        if (minutes is < 1 or > AirSurvey.MaxMinutes)
        {
            throw new UsageException($"--minutes: {minutes} is not in 1..{AirSurvey.MaxMinutes}");
        }

        using var broker = MqttConnectionFactory.Create();
        var result = broker.Connect(new MqttConnectOptions
        {
            Host = choice.Host, Port = choice.Port, Tls = choice.Tls, ClientId = $"gateway-survey-{Guid.NewGuid():N}"[..23],
        });
        if (result != MqttConnectResult.Ok)
        {
            Console.Error.WriteLine($"no broker at {choice}: {result}");
            return ExitCode.Failed;
        }

        // As long as it listens, and some minutes for the way there and for a long list.
        var watch = Stopwatch.StartNew();
        var limit = TimeSpan.FromMinutes(minutes + 5);
        var survey = new GatewaySurvey(
            broker, root, () => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), () => watch.Elapsed < limit);
        var error = survey.Run(minutes, isCsv, Console.Out, Console.Error);
        if (error != null)
        {
            Console.Error.WriteLine("error: " + error);
        }

        return error == null ? ExitCode.Ok : ExitCode.Failed;
    }
}
