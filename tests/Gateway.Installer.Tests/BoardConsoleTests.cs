// Console and button of a whole simulated board, in virtual time: the demo's street.
using System.Collections.Generic;
using System.IO;
using System.Text;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.Installer.Tests;

[TestClass]
public sealed class BoardConsoleTests
{
    [TestMethod]
    public void Console_OfTheBoard_AnswersThroughItsUart()
    {
        using var board = new Seat(gateway => gateway);
        Assert.AreEqual("rs485", board.LeftOut, "the demo's two lines have both UARTs");
        Assert.AreEqual(115_200, board.World.Console.BaudRate);
        StringAssert.Contains(board.Type("hear 1530"), "code XXXXXXXX");
        StringAssert.Contains(board.Type("code " + ScenarioGateway.InstallerCode), "Type help");
        StringAssert.Contains(board.Type("hear 67211530"), "HEARD: 67211530 KAM");
        StringAssert.Contains(board.Type("wired 0 1"), "being read");
        board.Run(10);
        StringAssert.Contains(board.Type("wired"), "answers");
        StringAssert.Contains(board.Type("report"), "gw-demo");
    }

    [TestMethod]
    public void Search_FromTheConsole_FindsTheMetersOfTheLine()
    {
        using var board = new Seat(gateway => gateway);
        board.Type("code " + ScenarioGateway.InstallerCode);
        StringAssert.Contains(board.Type("search 0"), "Search for meters: runs");
        for (var i = 0; i < 60 && !board.Type("wired").Contains("ended; found: 12", System.StringComparison.Ordinal); i++)
        {
            board.Run(30);
        }

        var answer = board.Type("wired");
        StringAssert.Contains(answer, "ended; found: 12");
        StringAssert.Contains(answer, "Found: HTA-45000001-0B-04");
        Assert.DoesNotContain("unknown", answer, "the configuration has them all");
        StringAssert.Contains(board.Type("search 0 nonsense"), "did not end well");
    }

    [TestMethod]
    public void Button_OfTheBoard_OpensTheConsoleAgain()
    {
        using var board = new Seat(gateway => gateway with { PageMinutes = 1, HasPanel = true });
        board.Run(120);
        var code = "code " + ScenarioGateway.InstallerCode;
        StringAssert.Contains(board.Type(code), "Press the button");
        board.World.Gateway.Panel.Press(true);
        board.Run(0.3);
        board.World.Gateway.Panel.Press(false);
        board.Run(1);
        StringAssert.Contains(board.Type(code), "Type help");
    }

    [TestMethod]
    public void Console_WhereALineHasThePort_IsRefusedWithTheReason()
    {
        var scenario = Seat.Demo();
        var gateway = scenario.Gateway with { ConsolePlace = scenario.Gateway.Wired[0].Place };
        var e = Assert.ThrowsExactly<SimulationException>(() =>
        {
            using var board = new Seat(_ => gateway, takesPort: false);
        });
        StringAssert.Contains(e.Message, "wired.ports[0].port: the console has it");
    }

    [TestMethod]
    public void Console_OfASizeWithoutMemoryForIt_IsRefusedWithTheReason()
    {
        var e = Assert.ThrowsExactly<SimulationException>(() =>
        {
            using var board = new Seat(gateway => gateway with { Size = "mini" });
        });
        StringAssert.Contains(e.Message, "installer.console: size mini has no memory for the console");
    }

    private sealed class Seat : System.IDisposable
    {
        private readonly List<byte> _shown = [];

        public Seat(System.Func<ScenarioGateway, ScenarioGateway> change, bool takesPort = true)
        {
            var scenario = Demo();
            var gateway = change(scenario.Gateway);
            if (takesPort)
            {
                gateway = gateway.WithConsole(out var leftOut);
                LeftOut = leftOut;
            }

            World = new GatewayWorld(
                scenario with { Gateway = gateway }, 1, new CpuModel(),
                (time, random) => new ModelBrokerSide(time, random.Get("network"), NetworkLatency.Wired), null);
            World.Console.Sent += bytes => _shown.AddRange(bytes);
            World.Start();
            Run(40);
        }

        public GatewayWorld World { get; }

        public string LeftOut { get; }

        public static Scenario Demo() => Scenario.Load(
            Path.Combine(PageTemplateTests.Root(), "simulator", "scenarios", "demo.json"));

        public void Run(double seconds) => World.RunUntil(World.Time.NowNs + (long)(seconds * 1e9));

        public string Type(string line)
        {
            _shown.Clear();
            World.Console.Type(Encoding.ASCII.GetBytes(line + "\r"));
            Run(5);
            return Encoding.UTF8.GetString([.. _shown]);
        }

        public void Dispose() => World.Dispose();
    }
}
