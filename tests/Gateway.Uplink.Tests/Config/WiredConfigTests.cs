using System.Text;
using Gateway.App;
using Gateway.Config;

namespace Gateway.Uplink.Tests.Config;

[TestClass]
public sealed class WiredConfigTests
{
    private const string Good = """
        {"wired":{"offset_minutes":60,"ports":[
          {"name":"mbus1","port":0,"baud":9600,"meters":["p5","12345678","KAM-87654321-1B-04@2400/4140"],
           "jobs":[{"name":"nightly","at":"H 30 2 * * ?","missed":"once"},
                   {"name":"often","at":"0 0/5 * * * ?","class":"priority","meters":["p5"]}]},
          {"name":"rs485","port":1,"protocol":"dlt645","password":"02123456","operator":"00000007",
           "meters":["202600000001","202600000002@1200"],
           "jobs":[{"name":"quarter","at":"0 0/15 * * * ?","registers":["00010000","0201FF00"]}]}]},
         "security":{"command_key":"00112233445566778899AABBCCDDEEFF"}}
        """;

    [TestMethod]
    public void TryRead_Good_BecomesLines()
    {
        GatewayConfig config = Read(Good, out string error);
        Assert.IsNull(error);
        Assert.AreEqual(60, config.OffsetMinutes);
        Assert.HasCount(2, config.Lines);
        Assert.AreEqual("once", config.Lines[0].Jobs[0].Missed);

        Assert.IsTrue(ConcentratorSetup.TryCreate(config, out ConcentratorSetup setup, out error), error);
        Assert.HasCount(2, setup.Lines);
        Assert.HasCount(16, setup.Commands.Key);
        Assert.IsNotNull(setup.Uplink.Values);
    }

    [TestMethod]
    [DataRow("\"port\":0", "\"port\":9", "wired.ports[0].port: 9 is not in 0..3")]
    [DataRow("\"port\":1", "\"port\":0", "wired.ports[1].port: is given twice")]
    [DataRow("\"rs485\"", "\"mbus1\"", "wired.ports[1].name: is given twice")]
    [DataRow("\"rs485\"", "\"rs 485\"", "wired.ports[1].name: only A-Z, a-z, 0-9, _ and - are allowed")]
    [DataRow("\"dlt645\"", "\"modbus\"", "wired.ports[1].protocol: must be \"mbus\" or \"dlt645\"")]
    [DataRow("9600", "9601", "wired.ports[0].baud: must be 300, 600, 1200 .. 38400")]
    [DataRow("\"often\"", "\"nightly\"", "wired.ports[0].jobs[1].name: is given twice")]
    [DataRow("\"priority\"", "\"first\"", "wired.ports[0].jobs[1].class: must be \"regular\" or \"priority\"")]
    [DataRow("02123456", "0212345x", "wired.ports[1].password: must be 8 digits")]
    [DataRow("AABBCCDDEEFF", "AABBCCDDEEFG", "security.command_key: must be pairs of hexadecimal digits")]
    public void TryRead_Bad_NamesPathAndReason(string right, string wrong, string expected)
    {
        Read(Good.Replace(right, wrong), out string error);

        Assert.AreEqual(expected, error);
    }

    [TestMethod]
    [DataRow("\"p5\",\"1", "\"p251\",\"1", "wired.ports[0].meters[0]: p251 is p0 .. p250, an identification number of " +
        "8 digits, or manufacturer-identification-version-type")]
    [DataRow("\"p5\",\"1", "\"12345678\",\"1", "wired.ports[0].meters[1]: 12345678 is given twice")]
    [DataRow("@2400", "@2401", "wired.ports[0].meters[2]: KAM-87654321-1B-04@2401/4140 the speed behind @ is 300, 600, " +
        "1200 .. 38400, then n or o")]
    [DataRow("H 30 2", "H 75 2", "wired.ports[0].jobs[0].at: minutes: 75 is not in 0..59")]
    [DataRow("[\"p5\"]", "[\"p6\"]", "wired.ports[0].jobs[1].meters[0]: p6 is not a meter of this port")]
    [DataRow("0201FF00", "0201FF0", "wired.ports[1].jobs[0].registers: 0201FF0 is not eight hexadecimal digits")]
    [DataRow("202600000001", "20260000000A", "wired.ports[1].meters[0]: 20260000000A is twelve digits, and @ with " +
        "600 .. 19200 behind them if need be, then n or o")]
    [DataRow("\"dlt645\",", "\"dlt645\",\"baud\":300,", "wired.ports[1].baud: DL/T 645 has 600, 1200 .. 19200")]
    [DataRow("02@1200", "02@1201n", "wired.ports[1].meters[1]: 202600000002@1201n is twelve digits, and @ with " +
        "600 .. 19200 behind them if need be, then n or o")]
    public void TryCreate_Bad_NamesPathAndReason(string right, string wrong, string expected)
    {
        GatewayConfig config = Read(Good.Replace(right, wrong), out string error);
        Assert.IsNull(error);

        Assert.IsFalse(ConcentratorSetup.TryCreate(config, out _, out error));
        Assert.AreEqual(expected, error);
    }

    [TestMethod]
    public void TryCreate_MiniBoardWithALine_IsRefusedWithTheFigure()
    {
        GatewayConfig config = Read(Good.Insert(1, "\"gateway\":{\"size\":\"mini\"},"), out string error);
        Assert.IsNull(error);

        Assert.IsFalse(ConcentratorSetup.TryCreate(config, out _, out error));
        Assert.AreEqual(
            "wired.ports: size mini has no memory for a line: it takes 47000 bytes, of 84000 the rest of the board " +
            "leaves 4000", error);
    }

    private static GatewayConfig Read(string json, out string error)
    {
        GatewayConfig config = new();
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        ConfigReader.TryRead(bytes, bytes.Length, config, out error);
        return config;
    }
}
