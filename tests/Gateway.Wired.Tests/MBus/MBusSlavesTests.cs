using Gateway.Link;
using Gateway.Wired.MBus;

namespace Gateway.Wired.Tests.MBus;

[TestClass]
public sealed class MBusSlavesTests
{
    [TestMethod]
    public void Add_FullTableOrUnknownSpeed_IsRefused()
    {
        MBusSlaves slaves = new(2);
        Assert.AreEqual(-1, slaves.AddPrimary(1, 1000));
        Assert.AreEqual(0, slaves.AddPrimary(1, 300));
        Assert.AreEqual(1, slaves.AddSecondary(new MeterAddress(), 38400, 5));
        Assert.AreEqual(-1, slaves.AddPrimary(3, 2400));
        Assert.AreEqual(2, slaves.Count);
        Assert.AreEqual(0, slaves.SettingsOf(0));
        Assert.AreEqual(7, slaves.SettingsOf(1));
    }

    [TestMethod]
    public void Add_AfterClear_RemembersNothing()
    {
        MBusSlaves slaves = new(1);
        slaves.AddSecondary(new MeterAddress(), 2400, 5);
        slaves.Set(0, MBusTraits.Slow | MBusTraits.FcbKnown);
        slaves.SetTimeoutMs(0, 1500);
        slaves.SetIntervalS(0, 10);
        slaves.SetTelegrams(0, 3);
        slaves.Clear();
        slaves.AddPrimary(7, 2400);
        Assert.AreEqual(0, slaves.TraitsOf(0));
        Assert.AreEqual(0, slaves.TimeoutMs(0));
        Assert.AreEqual(0, slaves.TelegramsOf(0));
        Assert.AreEqual(0, slaves.AllowedUs(0));
        Assert.IsFalse(slaves.IsSecondary(0));
    }

    [TestMethod]
    public void IsSecondary_UsePrimary_TurnsToThePrimaryAddress()
    {
        MBusSlaves slaves = new(1);
        slaves.AddSecondary(new MeterAddress(), 2400, 5);
        Assert.IsTrue(slaves.IsSecondary(0));
        slaves.Set(0, MBusTraits.UsePrimary);
        Assert.IsFalse(slaves.IsSecondary(0));
        slaves.Reset(0, MBusTraits.UsePrimary);
        Assert.IsTrue(slaves.IsSecondary(0));
    }

    [TestMethod]
    [DataRow(0, 300, 11)]
    [DataRow(3, 2400, 11)]
    [DataRow(7, 38400, 11)]
    [DataRow(8 + 3, 2400, 10)]
    [DataRow(16 + 5, 9600, 11)]
    public void Speeds_Number_GivesSpeedAndParity(int index, int baud, int bits)
    {
        MBusSpeeds speeds = new();
        Assert.AreEqual(baud, speeds.Get(index).BaudRate);
        Assert.AreEqual(bits, speeds.Get(index).BitsPerByte);
        Assert.AreSame(speeds.Get(index), speeds.Get(index));
        Assert.AreEqual(index % 8, MBusSpeeds.IndexOf(baud));
    }
}
