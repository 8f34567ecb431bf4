// The master against a port that answers with anything, at any time: it comes to an end, throws nothing, allocates
// nothing, and takes nothing for a reading that has no right check sum.
using Gateway.Core;
using Gateway.Link.MBus;
using Gateway.Wired.MBus;

namespace Gateway.Wired.Tests.MBus;

[TestClass]
public sealed class MBusFuzzTests : ISerialPort, IMBusListener
{
    /// <summary>Replies in the suite; GATEWAY_FUZZ=1000000 makes it a million.</summary>
    private const int Share = 20_000;

    private readonly byte[] _reply = new byte[400];
    private readonly byte[] _good = new byte[300];
    private readonly MBusFrame _frame = new();
    private Random _random = new(0);
    private int _goodCount;
    private int _count;
    private int _taken;
    private int _replies;
    private int _telegrams;
    private bool _isAnyBad;

    [TestMethod]
    public void Tasks_MutatedReplies_EndWithoutExceptionOrAllocation() =>
        Assert.AreEqual(0L, Allocations.Least(MutatedReplies), "bytes allocated");

    private long MutatedReplies()
    {
        _replies = 0;
        _telegrams = 0;
        string? all = Environment.GetEnvironmentVariable("GATEWAY_FUZZ");
        int wanted = all == null ? Share : int.Parse(all, System.Globalization.CultureInfo.InvariantCulture);
        const int Seed = 4_711;
        _random = new Random(Seed);
        byte[] data = Convert.FromHexString("785634122C2D0104010000000406110349110413A20F000042BF1C01FD1F011F");
        _goodCount = MBusEncoder.WriteLong(_good, MBusCField.RspUd, 1, MBusCiField.Variable, data, data.Length);
        MBusSlaves slaves = new(4);
        slaves.AddPrimary(1, 9600);
        MBusMaster master = new(new MBusOptions { SlowestAnswerMs = 300 }, slaves);
        MBusTask[] tasks =
        [
            new MBusReadTask(master, this),
            new MBusReadTask(master, this),
            new MBusValveTask(master) { Target = MBusValveState.Disconnected, MoveMs = 1 },
            new MBusScanTask(master, 4) { From = 1, To = 3 },
            new MBusSearchTask(master, 4) { TurnUs = 2_000_000 },
            new MBusSetAddressTask(master) { NewAddress = 2 },
            new MBusResetTask(master),
        ];
        WiredLine line = new(this, new LineOptions(), null);
        long nowUs = 1_000_000, allocated = 0;
        for (int i = 0; _replies < wanted; i++)
        {
            if (i == 400)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            line.TryEnqueue(tasks[i % tasks.Length]);
            for (int steps = 0; !line.IsIdle; steps++)
            {
                nowUs = Math.Max(nowUs + 50, line.NextWakeUs);
                line.Step(nowUs);
                if (steps > 100_000)
                {
                    Assert.Fail($"task {i} does not end, seed {Seed}");
                }
            }

            slaves.Reset(0, MBusTraits.UsePrimary | MBusTraits.TwoNke | MBusTraits.NoAcknowledge | MBusTraits.Slow);
            slaves.SetTimeoutMs(0, 0);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.IsFalse(_isAnyBad, "something was taken for a reading");
        Assert.IsGreaterThan(50, _telegrams);
        return bytes;
    }

    public bool Configure(SerialSettings settings) => true;

    public void Discard() => _count = _taken = 0;

    public int Read(byte[] buffer, int offset, int count)
    {
        int chunk = Math.Min(count, Math.Min(_count - _taken, _random.Next(60)));
        Array.Copy(_reply, _taken, buffer, offset, chunk);
        _taken += chunk;
        return chunk;
    }

    public bool Write(byte[] buffer, int offset, int count)
    {
        _replies++;
        _taken = 0;
        int kind = _random.Next(12);
        if (kind < 3)
        {
            _reply[0] = 0xE5;
            _count = 1;
            return true;
        }

        _count = kind == 3 ? 0 : kind == 4 ? _random.Next(_reply.Length) : _goodCount;
        Array.Copy(_good, _reply, _goodCount);
        if (kind == 4)
        {
            _random.NextBytes(_reply);
            return kind != 5;
        }

        for (int changes = kind < 8 ? 0 : _random.Next(4); changes > 0; changes--)
        {
            _reply[_random.Next(_goodCount)] = (byte)_random.Next(256);
        }

        if (kind == 10)
        {
            FixCheckSum();
        }
        else if (kind == 11)
        {
            _count = _random.Next(_goodCount);
        }

        return true;
    }

    public void Telegram(MBusReadTask task, int index, byte[] frame, int count, long nowUs)
    {
        _telegrams++;
        _isAnyBad |= _frame.Parse(frame, count) != MBusStatus.Ok || count > frame.Length;
    }

    private void FixCheckSum()
    {
        int sum = 0;
        for (int i = 4; i < _goodCount - 2; i++)
        {
            sum += _reply[i];
        }

        _reply[_goodCount - 2] = (byte)sum;
    }
}
