using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Gateway.App;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.Installer.Tests;

/// <summary>The demo's street with its gateway and its page on a free port.</summary>
internal sealed class DemoBoard : IDisposable
{
    /// <summary>Radio meters of the demo.</summary>
    public const int StreetMeters = 24;

    private const long SliceNs = 20_000_000;
    private const long BetweenRequestsNs = 5_000_000_000;

    private readonly GatewayWorld _world;
    private readonly Thread _thread;
    private volatile bool _isStopped;

    /// <summary>Plugs it in.</summary>
    /// <param name="prepare">Is shown the firmware before it runs.</param>
    /// <param name="warmUpS">Simulated seconds before the page is asked for.</param>
    /// <param name="scenario">Another street; null = the demo's.</param>
    /// <param name="wire">Puts more into the world before it runs.</param>
    public DemoBoard(
        Action<Concentrator> prepare = null, int warmUpS = 40, Scenario scenario = null, Action<GatewayWorld> wire = null)
    {
        scenario ??= Scenario.Load(Path.Combine(PageTemplateTests.Root(), "simulator", "scenarios", "demo.json"));
        Port = FreePort();
        _world = new GatewayWorld(
            scenario with { Gateway = scenario.Gateway with { PagePort = Port } }, 1, new CpuModel(),
            (time, random) => new ModelBrokerSide(time, random.Get("network"), NetworkLatency.Wired), null);
        wire?.Invoke(_world);
        _world.Start();
        prepare?.Invoke(_world.Gateway.Firmware);
        _world.RunUntil(warmUpS * 1_000_000_000L);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/";

    public static string Code => ScenarioGateway.InstallerCode;

    /// <summary>Fills the meter table as a town does.</summary>
    public static void Fill(TelegramFilter filter, int meters)
    {
        var telegram = new Telegram { Length = 40, Mode = LinkMode.T1, RssiDbm = -90 };
        telegram.Bytes[0] = 39;
        for (var i = 0; i < meters; i++)
        {
            var number = Convert.ToUInt32((20_000_000 + i).ToString(null, null), 16);
            var facts = new TelegramFacts
            {
                // Letters from all of the 32 that the field can hold: some are no letters at all.
                Manufacturer = (ushort)(i % 32 * 0x421), IdentificationNumber = number, Version = 1,
                DeviceType = (byte)(i % 40), CiField = 0x7A,
            };
            BitConverter.TryWriteBytes(telegram.Bytes.AsSpan(20), i);
            filter.Decide(telegram, facts, 1_000_000 + i, 0);
        }
    }

    public void Dispose()
    {
        _isStopped = true;
        _world.Gateway.Wake();
        _thread.Join();
        _world.Dispose();
    }

    // Time goes on with the requests alone: the world runs until a request is answered, and a little further.
    private void Run()
    {
        while (!_isStopped)
        {
            _world.Gateway.AwaitRequest();
            if (_world.Gateway.Firmware.Installer.NextWakeUs > 0)
            {
                continue;
            }

            do
            {
                _world.RunUntil(_world.Time.NowNs + SliceNs);
            }
            while (!_isStopped && _world.Gateway.Firmware.Installer.NextWakeUs == 0);
            _world.RunUntil(_world.Time.NowNs + BetweenRequestsNs);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
