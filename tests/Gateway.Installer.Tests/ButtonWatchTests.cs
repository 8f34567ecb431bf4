using Gateway.App;
using Gateway.Core;

namespace Gateway.Installer.Tests;

[TestClass]
public sealed class ButtonWatchTests
{
    private const long SecondUs = 1_000_000;

    [TestMethod]
    public void Button_ShortPress_OpensForTheConfiguredTime()
    {
        var bench = new Bench();
        bench.Run(16 * 60);
        Assert.IsFalse(bench.IsOpen, "nobody has pressed it");
        bench.Press(1);
        Assert.IsFalse(bench.IsOpen, "it is not released yet");
        bench.Release(1);
        Assert.IsTrue(bench.IsOpen);
        bench.Run(15 * 60);
        Assert.IsFalse(bench.IsOpen, "nobody has used it for 15 minutes");
        Assert.AreEqual(1U, bench.Watch.ShortPresses);
        StringAssert.Contains(string.Join('\n', bench.Events.Lines), "button");
    }

    [TestMethod]
    public void Button_LongPressOrStuck_OpensNothing()
    {
        var bench = new Bench();
        bench.Run(16 * 60);
        bench.Press(6);
        Assert.IsGreaterThanOrEqualTo(ButtonWatch.LongPressUs, bench.Watch.HeldUs(bench.NowUs));
        bench.Release(1);
        Assert.IsFalse(bench.IsOpen);
        Assert.AreEqual(0, bench.Watch.HeldUs(bench.NowUs));
        Assert.AreEqual(0U, bench.Watch.ShortPresses);
    }

    [TestMethod]
    public void Button_ContactThatBounces_IsOnePressOrNone()
    {
        var bench = new Bench();
        for (var i = 0; i < 20; i++)
        {
            bench.Pin.IsPressed = i % 2 == 0;
            bench.Watch.Step(bench.NowUs += 50_000);
        }

        bench.Release(1);
        Assert.AreEqual(0U, bench.Watch.ShortPresses, "no two looks in a row saw it pressed");
        bench.Press(1);
        bench.Release(1);
        Assert.AreEqual(1U, bench.Watch.ShortPresses);
    }

    [TestMethod]
    public void Button_WhileCodesAreLocked_DoesNotUnlock()
    {
        var bench = new Bench();
        for (var i = 0; i < InstallerAccess.FreeTries; i++)
        {
            bench.Access.TryEnter("WRONG-000", null, bench.NowUs);
        }

        bench.Press(1);
        bench.Release(1);
        Assert.IsGreaterThan(0, bench.Access.LockedS(bench.NowUs));
        Assert.IsFalse(bench.Access.TryEnter(PageBench.Code, null, bench.NowUs));
    }

    private sealed class FakePin : IInputPin
    {
        public bool IsPressed { get; set; }

        public bool Read() => IsPressed;
    }

    private sealed class Bench
    {
        public Bench()
        {
            Access = new InstallerAccess(PageBench.Code, 15, Events);
            Access.Open("start", NowUs);
            Watch = new ButtonWatch(Pin, Access);
        }

        public FakePin Pin { get; } = new();

        public FakeEvents Events { get; } = new();

        public InstallerAccess Access { get; }

        public ButtonWatch Watch { get; }

        public long NowUs { get; set; } = SecondUs;

        public bool IsOpen => Access.IsOpen(NowUs);

        public void Press(int seconds)
        {
            Pin.IsPressed = true;
            Run(seconds);
        }

        public void Release(int seconds)
        {
            Pin.IsPressed = false;
            Run(seconds);
        }

        public void Run(int seconds)
        {
            for (var endUs = NowUs + (seconds * SecondUs); NowUs < endUs; NowUs += 10_000)
            {
                Watch.Step(NowUs);
                Access.Advance(NowUs);
            }
        }
    }
}
