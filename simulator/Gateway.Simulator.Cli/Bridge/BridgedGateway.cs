// The host bridge at a simulated gateway's cable, in simulated time: the session, the store and the feed are the real
// ones. Everything runs as events of the gateway's clock, so that a run is as repeatable as without a bridge.
using System;
using System.Threading;
using Gateway.Bridge;
using Gateway.Bridge.Ports;
using Gateway.Bridge.Store;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>A bridge that can be killed and started at any simulated time.</summary>
public sealed class BridgedGateway : IDisposable
{
    private const long MicrosecondNs = 1_000;
    private const long SoonestNs = 1_000_000;

    private readonly GatewayWorld _world;
    private readonly string _path;
    private readonly string _gatewayId;
    private Running _running;

    /// <summary>Joins a bridge to a gateway and starts it.</summary>
    /// <param name="world">A gateway with a cable.</param>
    /// <param name="path">File of the store.</param>
    /// <param name="gatewayId">The only gateway that is let in; null = that of the store.</param>
    public BridgedGateway(GatewayWorld world, string path, string gatewayId = null)
    {
        _world = world;
        _path = path;
        _gatewayId = gatewayId;
        world.IsBridgeDrained = () => _running is { } running && running.Outbox.Count == 0;
        world.Cable.FarReceived += () => _running?.Step();
    }

    /// <summary>A message became durable at the bridge.</summary>
    public event Action<BridgeMessage> Taken;

    /// <summary>The gateway is there and has said how it wants to be known.</summary>
    public event Action<BoardHello, BoardConnect> Joined;

    /// <summary>A command came from the broker.</summary>
    public event Action<BridgeMessage> CommandCame;

    /// <summary>Something that a person may want to know.</summary>
    public event Action<string> Noticed;

    /// <summary>The board has told what a radio or a line heard or said.</summary>
    public event Action<TraceItem> TraceCame;

    /// <summary>Whether bridges that are started from now on ask for that.</summary>
    public bool WantsTrace { get; set; }

    /// <summary>The session with the board; null while the bridge is dead.</summary>
    public BoardSession Session => _running?.Session;

    /// <summary>The feed; null while the bridge is dead.</summary>
    public BrokerFeed Feed => _running?.Feed;

    /// <summary>The store; null while the bridge is dead.</summary>
    public Outbox Outbox => _running?.Outbox;

    /// <summary>Starts the bridge.</summary>
    public BridgedGateway Start()
    {
        _running = new Running(this);
        _world.Time.Schedule(_world.Time.NowNs, _running.Tick);
        return this;
    }

    /// <summary>The process dies: what is not in the file is gone, and nobody gets a word.</summary>
    public void Kill()
    {
        var running = _running;
        _running = null;
        running?.End();
    }

    /// <summary>A command as if it had come from the broker.</summary>
    public void Inject(BridgeMessage command)
    {
        _running?.Feed.Inject(command);
        _running?.Step();
    }

    /// <inheritdoc/>
    public void Dispose() => Kill();

    private sealed class Running
    {
        private readonly BridgedGateway _owner;
        private readonly GatewayWorld _world;
        private bool _isOver;

        public Running(BridgedGateway owner)
        {
            _owner = owner;
            _world = owner._world;
            Outbox = new Outbox(owner._path);
            var cost = new BlockingCost();
            Feed = new BrokerFeed(
                Outbox, new BrokerTarget(_world.Broker.Host, _world.Broker.Port) { Tls = _world.Broker.Tls },
                () => _world.Broker.CreateConnection(cost), () => _world.UnixMsNow);
            Feed.CommandCame += command => owner.CommandCame?.Invoke(command);
            var host = new BridgeHost(Outbox, Feed, () => _world.UnixMsNow, owner._gatewayId)
            {
                WantsTrace = owner.WantsTrace,
            };
            host.TraceCame += item => owner.TraceCame?.Invoke(item);
            host.Taken += message => owner.Taken?.Invoke(message);
            host.Joined += (hello, connect) => owner.Joined?.Invoke(hello, connect);
            host.Noticed += text => owner.Noticed?.Invoke(text);
            Session = new BoardSession(new CablePort(_world.Cable), host, new BoardSessionOptions());
        }

        public Outbox Outbox { get; }

        public BrokerFeed Feed { get; }

        public BoardSession Session { get; }

        private long NowUs => _world.Time.NowNs / MicrosecondNs;

        public void Step()
        {
            if (!_isOver)
            {
                Session.Step(NowUs);
                Feed.Step(NowUs);
                Session.Step(NowUs);
            }
        }

        public void Tick()
        {
            if (!_isOver)
            {
                Step();
                var nextNs = Session.NextWakeUs(NowUs) * MicrosecondNs;
                var isBusy = Outbox.Count > 0 || Feed.Commands.Count > 0;
                var latestNs = _world.Time.NowNs + (isBusy ? 20 * SoonestNs : 1_000 * SoonestNs);
                nextNs = Math.Min(Math.Max(nextNs, _world.Time.NowNs + SoonestNs), latestNs);
                _world.Time.Schedule(nextNs, Tick);
            }
        }

        public void End()
        {
            _isOver = true;
            Feed.Abort();
            Outbox.Dispose();
        }
    }

    private sealed class CablePort(UplinkCable cable) : IBoardPort
    {
        public string Name => "sim";

        public WaitHandle Woken => null;

        public int Read(byte[] buffer, int offset, int count) => cable.ReadFar(buffer, offset, count);

        public bool Write(byte[] buffer, int offset, int count)
        {
            cable.WriteFar(buffer, offset, count);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
