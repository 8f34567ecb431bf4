// bridge serial and bridge record: the same bridge; recording is what the second one is for.
using System;
using System.CommandLine;
using Gateway.Bridge;
using Gateway.Bridge.Emit;
using Gateway.Bridge.Ports;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>bridge serial, bridge record.</summary>
internal static class SerialCommand
{
    private const string Ports =
        "serial:/dev/ttyUSB0[?baud=115200], tcp:HOST:PORT, rfc2217:HOST:PORT[?baud=...], sim:SCENARIO.json (a simulated " +
        "board with its UART), replay:RECORDING";

    public static Command CreateSerial()
    {
        var port = new Argument<string>("port") { Description = Ports };
        var record = new Option<string>("--record") { Description = "record everything there", HelpName = "FILE" };
        var settings = new Settings();
        var command = new Command("serial",
            "A gateway without a network sends through a serial port; the bridge publishes to a broker, keeps what the " +
            "broker does not take yet, and carries commands back. A message is acknowledged to the gateway when it is " +
            "in the store's file.")
        {
            port, record,
        };
        settings.AddTo(command);
        command.SetAction(parsed => settings.Run(parsed, Port(parsed.GetValue(port)), parsed.GetValue(record)));
        return command;
    }

    public static Command CreateRecord()
    {
        var port = new Argument<string>("port|scenario.json")
        {
            Description = Ports + "; or a scenario, the same as sim:",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "the recording", HelpName = "FILE", Required = true,
        };
        var settings = new Settings();
        var command = new Command("record",
            "Records every radio, bus and MQTT event of a simulated board or, as its line has room for them, of a real one " +
            "into a file that replay: plays back to the same records (hostbridge/RECORDING.md).")
        {
            port, output,
        };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(port);
            text = text.EndsWith(".json", StringComparison.Ordinal) && !text.Contains(':') ? "sim:" + text : text;
            return settings.Run(parsed, Port(text), parsed.GetValue(output));
        });
        return command;
    }

    private static PortUrl Port(string text)
    {
        try
        {
            return PortUrl.Parse(text);
        }
        catch (BridgeException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>The options of both.</summary>
    private sealed class Settings
    {
        private readonly Option<BrokerChoice> _broker = Options.Broker(BrokerChoice.Model);
        private readonly Option<string> _store = new("--store")
        {
            Description = "file of what waits for the broker (default: gateway-bridge.db, with sim: and replay: one that " +
                "is gone afterwards)",
            HelpName = "FILE",
        };

        private readonly Option<string> _gateway = new("--gateway")
        {
            Description = "the only gateway that is let in (default: the first one, for ever that of the store)",
            HelpName = "ID",
        };

        private readonly Option<string> _user = new("--user")
        {
            Description = "user name at the broker; the password is in the variable GATEWAY_MQTT_PASSWORD",
            HelpName = "NAME",
        };

        private readonly Option<EmitFormat?> _emit = EmitCommand.Format();
        private readonly Option<long?> _for = Options.For();
        private readonly Option<ulong?> _seed = Options.Seed(required: false);
        private readonly Option<bool> _realTime = new("--realtime")
        {
            Description = "with sim: and replay: pace simulated time to the wall clock",
        };

        private readonly TlsOptions _tls = new();

        public void AddTo(Command command)
        {
            foreach (Option option in new Option[] { _broker, _store, _gateway, _user, _emit, _for, _seed, _realTime })
            {
                command.Add(option);
            }

            _tls.AddTo(command);
        }

        public int Run(ParseResult parsed, PortUrl port, string recording)
        {
            var isSimulated = port.Scheme == "sim";
            if (!isSimulated && port.Scheme != "replay" && (parsed.GetValue(_seed) ?? 0) != 0)
            {
                throw new UsageException("--seed: has a meaning only with sim:");
            }

            var job = new BridgeJob
            {
                Port = port,
                Broker = _tls.Complete(parsed.GetValue(_broker), parsed),
                StorePath = parsed.GetValue(_store),
                GatewayId = parsed.GetValue(_gateway),
                UserName = parsed.GetValue(_user),
                Password = Environment.GetEnvironmentVariable("GATEWAY_MQTT_PASSWORD"),
                Emit = parsed.GetValue(_emit),
                RecordingPath = recording,
                DurationNs = parsed.GetValue(_for),
                Seed = parsed.GetValue(_seed),
                IsRealTime = parsed.GetValue(_realTime),
            };
            try
            {
                return BridgeLauncher.Run(job);
            }
            catch (BridgeException e)
            {
                Console.Error.WriteLine("error: " + e.Message);
                return ExitCode.Failed;
            }
        }
    }
}
