using Gateway.Simulator.Cli.Bridge;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;
using Gateway.System.Tests.Cli;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Bridge;

/// <summary>A street whose gateway has a cable to a bridge and nothing else.</summary>
internal sealed class BridgeRig : IDisposable
{
    public const long SecondNs = 1_000_000_000;

    private readonly TemporaryFolder _folder = new();

    public BridgeRig(ulong seed, bool isReal = false, Func<Scenario, Scenario> change = null, TextWriter trace = null,
        string name = "street", bool wantsTrace = false)
    {
        var scenario = Runs.Load(name);
        scenario = scenario with { Gateway = scenario.Gateway with { Links = ["serial"], ForwardAll = true, Rules = [] } };
        World = new GatewayWorld(
            change?.Invoke(scenario) ?? scenario, seed, new CpuModel(),
            (time, random) => isReal
                ? new RealBrokerSide(time, random.Get("network"), NetworkLatency.Wired, Mosquitto = MosquittoProcess.Start(),
                    "127.0.0.1", Mosquitto.Port, "metering/#")
                : Model = new ModelBrokerSide(time, random.Get("network"), NetworkLatency.Wired),
            trace);
        World.Warned += Warnings.Add;
        StorePath = _folder.PathOf("bridge.db");
        Bridge = new BridgedGateway(World, StorePath) { WantsTrace = wantsTrace };
        Bridge.Noticed += Notices.Add;
        Bridge.Start();
        World.Start();
    }

    public GatewayWorld World { get; }

    public MosquittoProcess Mosquitto { get; private set; }

    public ModelBrokerSide Model { get; private set; }

    public BridgedGateway Bridge { get; }

    public string StorePath { get; }

    public List<string> Warnings { get; } = [];

    public List<string> Notices { get; } = [];

    public void RunFor(double seconds)
    {
        var endNs = World.Time.NowNs + (long)(seconds * SecondNs);
        while (World.Time.NowNs < endNs)
        {
            World.RunUntil(Math.Min(endNs, World.Time.NowNs + SecondNs));
            World.Broker.Poll();
        }
    }

    public Report Finish()
    {
        World.Drain();
        return World.CreateReport(isFinal: true);
    }

    public void Dispose()
    {
        Bridge.Dispose();
        World.Dispose();
        _folder.Dispose();
    }
}
