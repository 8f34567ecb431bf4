using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Network.Modem;
using Gateway.Store;
using Gateway.Uplink.Modem;

namespace Gateway.Uplink.Tests.Modem;

/// <summary>The way to a connection, and what goes over it.</summary>
[TestClass]
public class ModemConnectTests
{
    [TestMethod]
    public void Start_ModemOff_IsSwitchedOnAndConnects()
    {
        var bench = new ModemBench().GoOnline();
        Assert.AreEqual(1, bench.Model.Boots);
        Assert.AreEqual(ModemState.Online, bench.Driver.State);
        Assert.AreEqual(ModemTrouble.None, bench.Driver.LastTrouble);
        Assert.AreEqual("iot.example", bench.Model.AccessPoint);
        Assert.AreEqual(0, bench.Model.CommandsTooEarly);
        bench.RunSeconds(5);
        Assert.HasCount(1, bench.On("state/conn"), "online is announced");
    }

    [TestMethod]
    public void Start_ModemOn_NeedsNoKey()
    {
        var bench = new ModemBench(settings: new ModemSettings { IsOn = true }).GoOnline(15);
        Assert.AreEqual(0, bench.Model.Boots);
        Assert.AreEqual(0, bench.Driver.Counters.PowerCycles);
    }

    [TestMethod]
    public void Start_ResultBeforeOk_IsUnderstood()
    {
        var settings = new ModemSettings { IsOn = true, ResultBeforeOk = true };
        new ModemBench(settings: settings).GoOnline(15);
    }

    [TestMethod]
    public void Publish_Records_ArriveOnceWithQos1()
    {
        var bench = new ModemBench(uplink: o => o.BatchMaxRecords = 4).GoOnline();
        for (var i = 0; i < 40; i++)
        {
            bench.Queue.Add(i % 10 == 9 ? RecordClass.Alarm : RecordClass.Regular);
        }

        bench.RunUntil(() => bench.Uplink.IsDrained, 60, "drained");
        Assert.AreEqual(40, bench.Uplink.Counters.Records);
        Assert.AreEqual(4, bench.Uplink.Counters.Alarms);
        Assert.IsTrue(bench.Delivered.All(m => m.Qos == 1 && !m.IsDuplicate));
        Assert.IsTrue(bench.On("state/conn").All(m => m.Retain));
    }
}
