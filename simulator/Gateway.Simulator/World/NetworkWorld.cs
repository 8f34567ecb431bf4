using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Network.Modem;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>The ways out of one gateway: network interfaces, which can go down, and a modem.</summary>
public sealed class NetworkWorld
{
    /// <summary>The one fault of a modem that is an instant.</summary>
    public const string ModemReboot = "reboot";

    private static readonly Dictionary<string, ModemFault> _modemFaults = new()
    {
        ["network_lost"] = ModemFault.NetworkLost,
        ["registration_denied"] = ModemFault.RegistrationDenied,
        ["sim_missing"] = ModemFault.SimMissing,
        ["stuck"] = ModemFault.Stuck,
        ["stuck_hard"] = ModemFault.StuckHard,
        ["slow"] = ModemFault.SlowAnswers,
        ["garbled"] = ModemFault.GarbledAnswers,
        ["lost_prompt"] = ModemFault.LostPrompt,
        ["no_data"] = ModemFault.NoData,
        ["broker_refused"] = ModemFault.BrokerRefused,
        ["tls_refused"] = ModemFault.TlsRefused,
    };

    private readonly ScenarioGateway _settings;
    private readonly IBrokerSide _broker;
    private readonly HashSet<string> _down = [];
    private readonly List<(string Interface, IMqttConnection Connection)> _connections = [];

    /// <summary>Ways that all work.</summary>
    /// <param name="settings">The gateway.</param>
    /// <param name="time">Its time.</param>
    /// <param name="random">For the modem.</param>
    /// <param name="startUtc">What the mobile network takes for the time at the start.</param>
    /// <param name="broker">The other end.</param>
    public NetworkWorld(
        ScenarioGateway settings, EventQueue time, RandomStream random, DateTime startUtc, IBrokerSide broker)
    {
        _settings = settings;
        _broker = broker;
        if (settings.Links.Contains("modem"))
        {
            Modem = new ModemModel(
                time, random, new ModemSettings { StartUtc = startUtc }, broker.CreateConnection);
        }
    }

    /// <summary>The modem; null when the scenario has none.</summary>
    public ModemModel Modem { get; }

    /// <summary>Words for the modem's faults in a scenario.</summary>
    public static IEnumerable<string> ModemFaults => [.. _modemFaults.Keys, ModemReboot];

    /// <summary>Begins or ends a fault of the modem; a reboot is an instant.</summary>
    public void FailModem(string word, bool begins)
    {
        if (Modem == null)
        {
            return;
        }

        if (word == ModemReboot)
        {
            if (begins)
            {
                Modem.Reboot();
            }
        }
        else if (begins)
        {
            Modem.Fail(_modemFaults[word]);
        }
        else
        {
            Modem.Repair(_modemFaults[word]);
        }
    }

    /// <summary>Whether an interface has its cable or its access point.</summary>
    public bool IsUp(string name) => !_down.Contains(name);

    /// <summary>A connection over IP, by the first interface that is up.</summary>
    /// <param name="cost">Books what calls cost.</param>
    /// <param name="isOn">Whether the board's Wi-Fi is on.</param>
    public IMqttConnection Connect(IBlockingCost cost, bool isOn = true)
    {
        var names = _settings.Links.Where(name => name is not ("modem" or "serial")).ToList();
        var route = names.Count == 0 ? "ip" : names.Find(IsUp);
        if (route == null || !isOn)
        {
            return new DeadConnection();
        }

        _connections.RemoveAll(one => !one.Connection.IsConnected);
        var connection = _broker.CreateConnection(cost);
        _connections.Add((route, connection));
        return connection;
    }

    /// <summary>Pulls a cable or puts it back; connections over it are dead, and nobody is told.</summary>
    public void SetInterface(string name, bool isUp)
    {
        if (isUp)
        {
            _down.Remove(name);
            return;
        }

        _down.Add(name);
        foreach (var (route, connection) in _connections.ToList())
        {
            if (route == name)
            {
                connection.Abort();
            }
        }
    }

    /// <summary>An attempt without a network.</summary>
    private sealed class DeadConnection : IMqttConnection
    {
        public event Action<int> Published
        {
            add
            {
                // Nothing ever is.
            }

            remove
            {
            }
        }

        public event Action<string, byte[], bool> MessageReceived
        {
            add
            {
            }

            remove
            {
            }
        }

        public event Action Lost
        {
            add
            {
            }

            remove
            {
            }
        }

        public bool IsConnected => false;

        public MqttConnectResult Connect(MqttConnectOptions options) => MqttConnectResult.Unreachable;

        public int Publish(string topic, byte[] payload, int qos, bool retain) => 0;

        public bool Subscribe(string topicFilter, int qos) => false;

        public void Disconnect()
        {
        }

        public void Abort()
        {
        }

        public void Dispose()
        {
        }
    }
}
