// Speed: what the line is used for, beside what the protocol needs at least.
using System.Globalization;
using Gateway.Link.Dlt645;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class Dlt645LineTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(1200)]
    [DataRow(2400)]
    [DataRow(4800)]
    [DataRow(9600)]
    [DataRow(19200)]
    public void Sweep_32FastMeters_UsesTheLine(int baud)
    {
        foreach (var (name, identifiers) in new[]
        {
            ("1 register", new uint[] { 0x00010000 }),
            ("5 registers in a block", [0x0001FF00]),
            ("5 registers one by one", [0x00010000, 0x00010100, 0x00010200, 0x00010300, 0x00010400]),
        })
        {
            Dlt645Bench bench = new();
            Dlt645Meter[] meters = [.. Enumerable.Range(1, 32).Select(i =>
            {
                Dlt645Device device = bench.Add(new()
                {
                    Address = (202_611_220_000 + i).ToString(CultureInfo.InvariantCulture),
                    BaudRate = baud,
                });
                Dlt645Meter meter = Dlt645Bench.MeterOf(device, Dlt645Edition.Edition2007);
                meter.RateIndex = bench.Master.Rates.IndexOf(baud);
                return meter;
            })];
            foreach (Dlt645Meter meter in meters)
            {
                Assert.AreEqual(Dlt645Result.Ok, bench.Read(meter, identifiers));
            }

            LineCounters counters = bench.Line.Line.Counters;
            double use = (double)counters.MinimumUs / counters.BusyUs;
            TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{baud} baud, {name}: {counters.BusyUs / 32 / 1000.0:F1} ms a meter, minimum " +
                $"{counters.MinimumUs / 32 / 1000.0:F1} ms, utilisation {use:F3}, sweep {counters.BusyUs / 1e6:F2} s, " +
                $"{bench.Line.Steps / (double)counters.Exchanges:F1} steps an exchange"));
            Assert.IsGreaterThanOrEqualTo(0.95, use);
            Assert.IsLessThanOrEqualTo(1.0, use);
            Assert.IsLessThanOrEqualTo(20.0, bench.Line.Steps / (double)counters.Exchanges);
        }
    }

    [TestMethod]
    public void Read_OneRegisterAt2400_TakesTheProtocolsMinimum()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new());
        bench.Read(Dlt645Bench.MeterOf(device, Dlt645Edition.Edition2007), 0x00010000);

        Assert.AreEqual(221_700, bench.Line.Line.Counters.MinimumUs, 200);
        Assert.AreEqual(222_000, bench.Line.Line.Counters.BusyUs, 6_000);
    }

    [TestMethod]
    public void Sweep_OneSlowAndOneDeadMeter_OthersAreAsFastAsBefore()
    {
        long[] tookUs = [.. new[] { Dlt645Trouble.None, Dlt645Trouble.Late, Dlt645Trouble.Dead }.Select(trouble =>
        {
            Dlt645Bench bench = new();
            Dlt645Device first = bench.Add(new() { Address = "000000000001", Trouble = trouble });
            Dlt645Device second = bench.Add(new() { Address = "000000000002" });
            bench.Read(Dlt645Bench.MeterOf(first, Dlt645Edition.Edition2007), 0x00010000);
            long startUs = bench.Line.NowUs;
            Assert.AreEqual(Dlt645Result.Ok,
                bench.Read(Dlt645Bench.MeterOf(second, Dlt645Edition.Edition2007), 0x00010000));
            return bench.Line.NowUs - startUs;
        })];

        Assert.AreEqual(tookUs[0], tookUs[1], 3_000);
        Assert.AreEqual(tookUs[0], tookUs[2], 3_000);
    }

    [TestMethod]
    public void Reading_WholeExchange_AllocatesNothing() => Assert.AreEqual(0L, Allocations.Least(WholeExchanges));

    private static long WholeExchanges()
    {
        byte[] answer = Convert.FromHexString("FEFEFEFE6812907856341268910833333433896745335416");
        ScriptedPort port = new(answer);
        WiredLine line = new(port, new LineOptions(), null);
        Dlt645ReadTask task = new(new Dlt645Master(new Dlt645Options()), null)
        {
            Meter = new Dlt645Meter(0x123456789012),
            Identifiers = [0x00010000],
            Count = 1,
        };
        long before = 0;
        for (int i = 0; i < 100; i++)
        {
            before = i == 5 ? GC.GetAllocatedBytesForCurrentThread() : before;
            line.TryEnqueue(task);
            while (!line.IsIdle)
            {
                port.NowUs = Math.Max(port.NowUs, line.NextWakeUs) + 100;
                line.Step(port.NowUs);
            }

            Assert.AreEqual(Dlt645Result.Ok, task.Result);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [TestMethod]
    public void Read_AfterLearning_AllocatesNothing() => Assert.AreEqual(0L, Allocations.Least(AThousandReplies));

    private static long AThousandReplies()
    {
        Dlt645Master master = new(new Dlt645Options());
        AnswerFilter filter = master.Filter;
        byte[] reply = Convert.FromHexString("FEFEFEFE6812907856341268910833333433896745335416");
        long before = 0;
        int found = 0;
        for (int i = 0; i < 1000; i++)
        {
            filter.Expect(0x123456789012, Dlt645Control.Read, 0x00010000, 4);
            before = i == 10 ? GC.GetAllocatedBytesForCurrentThread() : before;
            for (int count = 0; count <= reply.Length; count++)
            {
                found += filter.Missing(reply, count) == 0 ? 1 : 0;
            }
        }

        before = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual(1000, found);
        return before;
    }

    // The same answer to everything, as fast as 2400 baud allow.
    private sealed class ScriptedPort(byte[] answer) : Core.ISerialPort
    {
        private readonly long _byteUs = Core.SerialSettings.Create8E1(2400).BytesUs(1);
        private long _beginUs = long.MaxValue;
        private int _taken;

        public long NowUs { get; set; }

        public bool Configure(Core.SerialSettings settings) => true;

        public int Read(byte[] buffer, int offset, int count)
        {
            long there = NowUs < _beginUs ? 0 : Math.Min(answer.Length, (NowUs - _beginUs) / _byteUs);
            int taken = Math.Min(count, (int)there - _taken);
            Array.Copy(answer, _taken, buffer, offset, taken);
            _taken += taken;
            return taken;
        }

        public bool Write(byte[] buffer, int offset, int count)
        {
            _taken = 0;
            _beginUs = NowUs + (count * _byteUs) + 20_000;
            return true;
        }

        public void Discard()
        {
        }
    }
}
