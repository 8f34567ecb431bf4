using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>Whatever the chip answers, the driver neither throws nor hangs, and keeps its promises to the
/// sink (which asserts them itself).</summary>
public abstract class DriverFuzzTests
{
    private const int StepCount = 100_000;

    /// <summary>Of one step.</summary>
    private protected abstract int MaxTransfers { get; }

    private protected abstract FuzzSpi NewSpi(Random random, FakePin syncPin);

    private protected abstract RadioStage NewRadio(ISpiPort spi, IInterruptPin fifoPin, IInterruptPin syncPin);

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Step_RandomAnswers_NeverThrowsAndStaysBounded(int seed)
    {
        Random random = new(seed);
        FakePin fifoPin = new();
        FakePin syncPin = new();
        FuzzSpi spi = NewSpi(random, syncPin);
        RecordingSink sink = new();
        RadioStage radio = NewRadio(spi, fifoPin, syncPin);
        long nowUs = 0;
        radio.Start(RadioProfile.T1C1, sink, nowUs);
        for (int step = 0; step < StepCount; step++)
        {
            nowUs += random.Next(4) == 0 && radio.NextWakeUs < nowUs + 100_000_000
                ? Math.Max(0, radio.NextWakeUs - nowUs)
                : random.Next(3_000);
            fifoPin.Level = random.Next(2) == 0;
            syncPin.Level = random.Next(3) != 0;
            sink.Total = random.Next(-2, 1100);
            sink.KnownAfter = random.Next(60);
            spi.Transfers = 0;
            try
            {
                radio.Step(nowUs);
            }
            catch (Exception e) when (e is not UnitTestAssertException)
            {
                Assert.Fail($"seed {seed}, step {step}: {e}");
            }

            Assert.IsTrue(spi.Transfers <= MaxTransfers, $"seed {seed}, step {step}: {spi.Transfers} transfers");
            Assert.IsTrue(radio.IsReceiving == (sink.Begins > sink.Ends), $"seed {seed}, step {step}");
        }

        RadioCounters c = radio.Counters;
        Assert.IsTrue(c.Syncs > 1000, $"seed {seed}: only {c.Syncs} frames were opened");
        Assert.IsTrue(c.Restarts > 0, $"seed {seed}: no restart");
    }
}
