using System;
using System.Globalization;
using Gateway.App;
using Gateway.Boards;
using Gateway.Boards.Devkit;
using Gateway.Boards.Esp32;
using Gateway.Commands;
using Gateway.Core;
using Gateway.System.Tests.World;
using Gateway.Testing;
using Gateway.Uplink;

namespace Gateway.System.Tests.Board;

/// <summary>
/// The RAM of a whole board by the cost model: everything that the firmware and its adapters hold after some
/// minutes of work, statics included. Not counted, because they are not objects of the firmware: what stands
/// behind the nanoFramework types (drivers, the MQTT client with its threads and sockets, thread stacks).
/// </summary>
[TestClass]
public class BoardRamTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow("full", 3_000_000)]
    [DataRow("mini", 84_000)]
    [DataRow("battery", 84_000)]
    public void Concentrator_AtWorkOnItsBoard_StaysWithinTheBudget(string size, int budgetBytes)
    {
        var isBattery = size == "battery";
        var assemblies = BoardMemory.Firmware(isBattery ? typeof(DevkitBoard) : typeof(Esp32Board));
        Assert.HasCount(13, assemblies);
        BoardMemory.ForgetLazyStatics(assemblies);
        var street = Runs.Load(isBattery ? "battery-5" : "street");
        using var test = new TestWorld(street with { Gateway = street.Gateway with { Size = size } }).Start();
        test.RunFor(180);
        var firmware = test.World.Gateway.Firmware;
        var profile = isBattery ? SizeProfile.CreateBattery()
            : size == "mini" ? SizeProfile.CreateMini() : SizeProfile.CreateFull();
        Assert.AreEqual(budgetBytes, profile.BoardBudgetBytes);
        Assert.IsGreaterThanOrEqualTo(profile.MeterCapacity, firmware.Filter.Meters.SlotCount);
        Assert.IsLessThan(2 * Math.Max(64, profile.MeterCapacity), firmware.Filter.Meters.SlotCount);

        var memory = BoardMemory.Measure([firmware], assemblies);
        var staticBytes = BoardMemory.MeasureStatics(assemblies).TotalBytes;

        // Beyond the objects: a batch on its way to the broker; or the statistics' buffer and its copy while
        // they are written, when no batch goes out, and an alarm or an answer on its way.
        var statsBytes = (2 * (profile.UplinkStatsBytes + UplinkOptions.StatsRadioBytes))
            + Math.Max(MessageBuilder.AlarmBytes, new CommandSetup().AnswerBytes);
        var peakBytes = Math.Max(statsBytes, Math.Max(MessageBuilder.MinBytes, profile.UplinkBatchBytes));
        var sumBytes = memory.TotalBytes + staticBytes + peakBytes;
        TestContext.WriteLine(memory.Table());
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size}: objects {memory.TotalBytes:N0} + statics {staticBytes:N0} + passing {peakBytes:N0} = " +
            $"{sumBytes:N0} of {budgetBytes:N0} bytes; not counted: {string.Join(", ", memory.Outside)}"));
        Assert.IsLessThanOrEqualTo(budgetBytes, sumBytes, memory.Table());
    }
}
