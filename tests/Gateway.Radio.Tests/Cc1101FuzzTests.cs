using Gateway.Core;
using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

/// <summary>Whatever the chip answers, the driver neither throws nor hangs, and keeps its promises to the
/// sink (which asserts them itself).</summary>
[TestClass]
public class Cc1101FuzzTests
{
    private const int StepCount = 100_000;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Step_RandomAnswers_NeverThrowsAndStaysBounded(int seed)
    {
        Random random = new(seed);
        FakePin gdo0 = new();
        FakePin gdo2 = new();
        RandomSpi spi = new(random, gdo2);
        RecordingSink sink = new();
        Cc1101Radio radio = new(spi, gdo0, gdo2);
        long nowUs = 0;
        radio.Start(RadioProfile.T1C1, sink, nowUs);
        const int bound = Cc1101Timing.ReadyPolls + Cc1101Timing.ReceivePolls + 20;
        for (int step = 0; step < StepCount; step++)
        {
            nowUs += random.Next(4) == 0 && radio.NextWakeUs < nowUs + 100_000_000
                ? Math.Max(0, radio.NextWakeUs - nowUs)
                : random.Next(3_000);
            gdo0.Level = random.Next(2) == 0;
            gdo2.Level = random.Next(3) != 0;
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

            Assert.IsTrue(spi.Transfers <= bound, $"seed {seed}, step {step}: {spi.Transfers} transfers");
            Assert.IsTrue(radio.IsReceiving == (sink.Begins > sink.Ends), $"seed {seed}, step {step}");
        }

        RadioCounters c = radio.Counters;
        Assert.IsTrue(c.Syncs > 1000, $"seed {seed}: only {c.Syncs} frames were opened");
        Assert.IsTrue(c.Restarts > 0, $"seed {seed}: no restart");
    }

    /// <summary>Good enough an SPI partner for the driver to start: identification, registers and a GDO2 that is
    /// set to a constant level answer, the rest is dice.</summary>
    private sealed class RandomSpi(Random random, FakePin gdo2) : ISpiPort
    {
        private readonly byte[] _registers = new byte[0x40];

        public int Transfers { get; set; }

        public void Transfer(byte[] write, byte[] read, int count)
        {
            Transfers++;
            random.NextBytes(read.AsSpan(0, count));
            if (random.Next(50) == 0)
            {
                return;
            }

            int address = write[0] & 0x3F;
            if (count == 1)
            {
                read[0] = 0x1F;
            }
            else if (write[0] == 0xF0 || write[0] == 0xF1)
            {
                read[1] = write[0] == 0xF0 ? (byte)0 : (byte)0x14;
            }
            else if (write[0] == 0xF5)
            {
                read[1] = random.Next(4) == 0 ? read[1] : (byte)0x0D;
            }
            else if (write[0] == 0xFB)
            {
                read[3] = random.Next(4) == 0 ? read[3] : read[1];
            }
            else if ((write[0] & 0xC0) == 0x40)
            {
                Array.Copy(write, 1, _registers, address, count - 1);
                if ((_registers[0] & 0x3F) == 0x2F)
                {
                    gdo2.Level = _registers[0] == 0x6F;
                }
            }
            else if ((write[0] & 0xC0) == 0xC0 && address < 0x2F)
            {
                Array.Copy(_registers, address, read, 1, count - 1);
            }
        }
    }
}
