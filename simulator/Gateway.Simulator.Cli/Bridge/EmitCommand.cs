using System;
using System.CommandLine;
using System.Threading;
using Gateway.Bridge.Emit;
using Gateway.Mqtt;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>bridge emit: the telegrams at a broker in the text forms of other tools.</summary>
internal static class EmitCommand
{
    /// <summary>--emit.</summary>
    public static Option<EmitFormat?> Format(bool required = false) => new("--emit")
    {
        Description = "print each telegram on standard output in a form that other tools read",
        HelpName = "rtl_wmbus|hex|jsonl",
        Required = required,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            switch (text)
            {
                case "rtl_wmbus":
                    return EmitFormat.RtlWmbus;
                case "hex":
                    return EmitFormat.Hex;
                case "jsonl":
                    return EmitFormat.Jsonl;
                default:
                    result.AddError($"--emit: \"{text}\" is not one of rtl_wmbus, hex, jsonl");
                    return null;
            }
        },
    };

    public static Command Create()
    {
        var broker = Options.Broker(BrokerChoice.Model);
        var emit = Format(required: true);
        var topic = new Option<string>("--topic")
        {
            Description = "topic filter", HelpName = "FILTER", DefaultValueFactory = _ => "metering/gateway/+/event/#",
        };
        var command = new Command("emit",
            "Subscribes to a broker and prints the telegrams of its gateways in the text forms of other tools.")
        {
            broker, emit, topic,
        };
        var tls = new TlsOptions().AddTo(command);
        command.SetAction(parsed =>
        {
            var choice = tls.Complete(parsed.GetValue(broker), parsed);
            return choice.Kind == BrokerKind.Url
                ? Run(choice, parsed.GetValue(topic), parsed.GetValue(emit).Value)
                : throw new UsageException("--broker: must be mqtt://HOST:PORT or mqtts://HOST:PORT");
        });
        return command;
    }

    private static int Run(BrokerChoice choice, string topic, EmitFormat format)
    {
        var emitter = BridgeLauncher.CreateEmitter(format);
        using var stop = new StopSignal();
        using var lost = new ManualResetEvent(false);
        using var connection = MqttConnectionFactory.Create();
        connection.MessageReceived += (to, payload, _) => emitter.Take(to, payload);
        connection.Lost += () => lost.Set();
        var result = connection.Connect(new MqttConnectOptions
        {
            Host = choice.Host, Port = choice.Port, Tls = choice.Tls,
            ClientId = $"gateway-emit-{Guid.NewGuid():N}"[..23],
        });
        if (result != MqttConnectResult.Ok || !connection.Subscribe(topic, 1))
        {
            Console.Error.WriteLine($"error: {choice}: {result}");
            return ExitCode.Failed;
        }

        if (WaitHandle.WaitAny([stop.Token.WaitHandle, lost]) == 1)
        {
            Console.Error.WriteLine($"error: {choice}: the connection is lost");
            return ExitCode.Failed;
        }

        return ExitCode.Ok;
    }
}
