using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Board;

/// <summary>Each board class on the stand-ins, wired by its own document, from the air to the broker.</summary>
[TestClass]
public class BoardRunTests
{
    [TestMethod]
    [DataRow("esp32", "street", 10)]
    [DataRow("devkit", "street", 10)]
    [DataRow("devkit", "diversity", 5)]
    [DataRow("devkit", "mbus-64", 3)]
    [DataRow("stm32", "street", 10)]
    [DataRow("stm32", "stationary", 30)]
    [DataRow("stm32", "diversity", 5)]
    [DataRow("stm32", "dlt645-32", 3)]
    public void Run_OnTheBoard_NothingIsMissing(string board, string name, int minutes)
    {
        var scenario = Runs.Load(name);
        var lines = scenario.Gateway.Wired;
        var report = Runs.Run(
            scenario with
            {
                Gateway = scenario.Gateway with { Board = board, Wired = lines.Count > 0 ? [lines[0] with { Port = 0 }] : [] },
                DurationNs = minutes * Runs.MinuteNs,
            },
            1);

        Runs.AssertGood(report, board);
        Assert.IsGreaterThan(0, lines.Count > 0 ? report.Wired.ReadsOk : report.Radio.ReceivedOk, report.ToJson());
        Assert.IsGreaterThan(0, report.Store.Acked, report.ToJson());
    }
}
