using Gateway.Link.Dlt645;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class Dlt645ControlTests
{
    private const long ValidUntil = 0x260115003000;

    private readonly Dlt645Bench _bench = new();

    [TestMethod]
    public void Trip_ThenDirectClose_StateIsReadBackEachStepTold()
    {
        Dlt645Device device = _bench.Add(new());
        Dlt645ControlTask task = Task(device);

        Run(task, ControlAction.Trip);
        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(BreakerState.Open, task.State);
        Assert.IsFalse(device.IsClosed);
        CollectionAssert.AreEqual(new[] { "Sent", "Accepted", "StateRead 50", "Confirmed 50" }, _bench.Audit);

        Run(task, ControlAction.DirectClose);
        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(BreakerState.Closed, task.State);
        CollectionAssert.AreEqual(new[] { 0x1C, 0x1C }, device.Done);
    }

    [TestMethod]
    public void State_AskedAlone_MovesNothingAndNeedsNoPassword()
    {
        Dlt645Device device = _bench.Add(new());
        Dlt645ControlTask task = Task(device);
        Run(task, ControlAction.Trip);
        task.OnlyAsks = true;
        task.Authority = null;

        Run(task, ControlAction.Trip);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(BreakerState.Open, task.State);
        CollectionAssert.AreEqual(new[] { "StateRead 50" }, _bench.Audit);
        CollectionAssert.AreEqual(new[] { 0x1C }, device.Done);

        task.Meter.Edition = Dlt645Edition.Edition1997;
        Run(task, ControlAction.Trip);
        Assert.AreEqual(Dlt645Result.Unsupported, task.Result);
    }

    [TestMethod]
    public void State_OfADeadMeter_IsUnknown()
    {
        Dlt645ControlTask task = Task(new Dlt645Device(new()));
        task.OnlyAsks = true;

        Run(task, ControlAction.Trip);

        Assert.AreEqual(Dlt645Result.Silent, task.Result);
        CollectionAssert.AreEqual(new[] { "StateUnknown" }, _bench.Audit);
    }

    [TestMethod]
    public void PermitClose_AfterTrip_IsConfirmedWhileTheBreakerIsStillOpen()
    {
        Dlt645Device device = _bench.Add(new());
        Dlt645ControlTask task = Task(device);
        Run(task, ControlAction.Trip);

        Run(task, ControlAction.PermitClose);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(BreakerState.Open, task.State, "somebody must press the key");
    }

    [TestMethod]
    [DataRow(ControlAction.Alarm, ControlAction.AlarmEnd, "Confirmed 80")]
    [DataRow(ControlAction.KeepSupply, ControlAction.KeepSupplyEnd, "Confirmed 1000")]
    public void AlarmAndSupply_SetAndEnded_AreConfirmed(ControlAction set, ControlAction end, string confirmed)
    {
        Dlt645Device device = _bench.Add(new());
        Dlt645ControlTask task = Task(device);

        Run(task, set);
        Assert.AreEqual(confirmed, _bench.Audit[^1]);
        Run(task, end);
        Assert.AreEqual("Confirmed", _bench.Audit[^1]);
    }

    [TestMethod]
    public void Trip_AnswerLost_IsSentOnceAndTheStateTells()
    {
        Dlt645Device device = _bench.Add(new());
        device.LosesControlAnswer = true;
        Dlt645ControlTask task = Task(device);

        Run(task, ControlAction.Trip);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        CollectionAssert.AreEqual(new[] { 0x1C }, device.Done);
        CollectionAssert.AreEqual(new[] { "Sent", "NoAnswer", "StateRead 50", "Confirmed 50" }, _bench.Audit);
    }

    [TestMethod]
    public void Trip_StuckBreaker_IsUnconfirmed()
    {
        Dlt645Device device = _bench.Add(new());
        device.IsBreakerStuck = true;
        Dlt645ControlTask task = Task(device);

        Run(task, ControlAction.Trip);

        Assert.AreEqual(Dlt645Result.Unconfirmed, task.Result);
        Assert.AreEqual(BreakerState.Closed, task.State);
        Assert.AreEqual("NotConfirmed 40", _bench.Audit[^1]);
        Assert.HasCount(1, device.Done);
    }

    [TestMethod]
    public void Trip_WrongPassword_IsRefusedAndNothingMoves()
    {
        Dlt645Device device = _bench.Add(new());
        Dlt645ControlTask task = Task(device);
        task.Authority.Password = 0x999999;

        Run(task, ControlAction.Trip);

        Assert.AreEqual(Dlt645Result.Refused, task.Result);
        Assert.AreEqual(Dlt645Error.Password, task.ErrorWord);
        Assert.IsTrue(device.IsClosed);
        CollectionAssert.AreEqual(new[] { "Sent", "Refused 4", "StateRead", "NotConfirmed" }, _bench.Audit);
    }

    [TestMethod]
    public void Trip_ValidityOver_MeterRefuses()
    {
        Dlt645Device device = _bench.Add(new());
        Dlt645ControlTask task = Task(device);
        task.ValidUntil = 0x260114235959;

        Run(task, ControlAction.Trip);

        Assert.AreEqual(Dlt645Result.Refused, task.Result);
        Assert.IsTrue(device.IsClosed);
    }

    [TestMethod]
    public void Trip_ExpiredInTheQueue_IsNeverSent()
    {
        Dlt645Device device = _bench.Add(new());
        Dlt645ControlTask task = Task(device);
        task.ExpiresUs = 5_000_000;
        _bench.Line.Pass(5_000_000);

        Run(task, ControlAction.Trip);

        Assert.AreEqual(Dlt645Result.Expired, task.Result);
        Assert.AreEqual(0, device.Requests);
        CollectionAssert.AreEqual(new[] { "Expired" }, _bench.Audit);
    }

    [TestMethod]
    public void Trip_DeadMeter_IsSentOnceAndReportedSilent()
    {
        Dlt645ControlTask task = Task(new Dlt645Device(new()));

        Run(task, ControlAction.Trip);

        Assert.AreEqual(Dlt645Result.Silent, task.Result);
        Assert.AreEqual(BreakerState.Unknown, task.State);
        CollectionAssert.AreEqual(new[] { "Sent", "NoAnswer", "StateUnknown" }, _bench.Audit);
    }

    [TestMethod]
    public void Trip_OldMeterOrBroadcast_IsUnsupported()
    {
        Dlt645Device device = _bench.Add(new() { Make = Dlt645Make.OldHousehold });
        Dlt645ControlTask task = Task(device);
        task.Meter.Edition = Dlt645Edition.Edition1997;
        Run(task, ControlAction.Trip);
        Assert.AreEqual(Dlt645Result.Unsupported, task.Result);

        task.Meter = new Dlt645Meter(Dlt645Address.Broadcast);
        Run(task, ControlAction.Trip);
        Assert.AreEqual(Dlt645Result.Unsupported, task.Result, "never all meters at once");
        task.Meter = new Dlt645Meter(0xAAAAAAAA0001);
        Run(task, ControlAction.Trip);
        Assert.AreEqual(Dlt645Result.Unsupported, task.Result);
        Assert.AreEqual(0, device.Requests);
    }

    private Dlt645ControlTask Task(Dlt645Device device) => new(_bench.Master)
    {
        Audit = _bench,
        Meter = Dlt645Bench.MeterOf(device, Dlt645Edition.Edition2007),
        Authority = new Dlt645Authority { Level = 2, Password = 0x123456, Operator = 0x26112201 },
        ValidUntil = ValidUntil,
    };

    private void Run(Dlt645ControlTask task, ControlAction action)
    {
        _bench.Audit.Clear();
        task.Action = action;
        _bench.Line.Run(task);
    }
}
