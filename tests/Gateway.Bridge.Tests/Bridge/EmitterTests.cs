using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Bridge.Emit;

namespace Gateway.Bridge.Tests.Bridge;

[TestClass]
public sealed class EmitterTests
{
    private const string Topic = "metering/gateway/gw-demo/event/up";

    private const string Message =
        """
        {"gw":"gw-demo","lid":"E543FDD7","fw":"0.1.0","t":[
        {"seq":18,"ts":1768456806794,"tq":"ntp","cls":"regular","proto":"wmbus","mode":"T1",
        "telegram":"2F4493441000773116067A92","rssi_dbm":-71,"lqi":2,"foff_hz":3173,"h":0},
        {"seq":19,"ts":1768456806800,"tq":"ntp","cls":"regular","proto":"mbus","port":"p","job":"j","frame":"680316"},
        {"seq":20,"ts":1768456806800,"tq":"ntp","cls":"event","proto":"gateway","data":{"event":"boot"}}]}
        """;

    [TestMethod]
    public void Take_RtlWmbus_IsTheLineOfTheTool()
    {
        // T1;0;0;2024-03-26 21:22:31.000;63;69;FFFF8569;0x294468506985ffff... is a line of rtl_wmbus (issue 48 there).
        var line = Emit(EmitFormat.RtlWmbus).Single();

        StringAssert.Matches(line, new Regex(
            @"^T1;1;1;\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.794;-71;-71;31770010;0x2f4493441000773116067a92$"));
    }

    [TestMethod]
    public void Take_Hex_HasTelegramsAndWiredFrames() =>
        CollectionAssert.AreEqual(new[] { "2F4493441000773116067A92", "680316" }, Emit(EmitFormat.Hex));

    [TestMethod]
    public void Take_Jsonl_HasARecordALine()
    {
        var lines = Emit(EmitFormat.Jsonl);

        Assert.HasCount(3, lines);
        StringAssert.StartsWith(lines[0], "{\"gw\":\"gw-demo\",\"lid\":\"E543FDD7\",\"seq\":18,");
    }

    [TestMethod]
    [DataRow("metering/gateway/x/event/stats", "{}", 0)]
    [DataRow("metering/gateway/x/event/up", "{}", 1)]
    [DataRow("metering/gateway/x/event/up", "{\"t\":7}", 1)]
    [DataRow("metering/gateway/x/event/up", "no JSON", 1)]
    [DataRow("metering/gateway/x/event/alarm", "{\"gw\":\"x\",\"lid\":\"1\",\"t\":[{\"telegram\":\"zz\",\"ts\":1}]}", 0)]
    public void Take_OtherMessages_NothingThrows(string topic, string payload, int bad)
    {
        using var output = new StringWriter();
        var emitter = new TelegramEmitter(output, EmitFormat.RtlWmbus);

        emitter.Take(topic, Encoding.UTF8.GetBytes(payload));

        Assert.AreEqual("", output.ToString());
        Assert.AreEqual(bad, emitter.Bad);
    }

    private static string[] Emit(EmitFormat format)
    {
        using var output = new StringWriter();
        new TelegramEmitter(output, format).Take(Topic, Encoding.UTF8.GetBytes(Message));
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
