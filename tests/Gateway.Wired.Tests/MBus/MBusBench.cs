using Gateway.Core;
using Gateway.Link;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.Wire;
using Gateway.Wired.MBus;

namespace Gateway.Wired.Tests.MBus;

/// <summary>A master on a simulated line with slaves.</summary>
internal sealed class MBusBench : IMBusListener
{
    public MBusBench(MBusOptions? options = null, LineOptions? line = null, ulong seed = 1)
    {
        Bench = new LineBench(WireKind.MBus, seed, line);
        Slaves = new MBusSlaves(250);
        Master = new MBusMaster(options ?? new MBusOptions(), Slaves);
        Reader = new MBusReadTask(Master, this);
    }

    public LineBench Bench { get; }

    public MBusSlaves Slaves { get; }

    public MBusMaster Master { get; }

    public MBusReadTask Reader { get; }

    public List<MBusSlave> Meters { get; } = [];

    public List<byte[]> Telegrams { get; } = [];

    public LineCounters Counters => Bench.Line.Counters;

    public MBusSlave Attach(MBusSlaveOptions options)
    {
        MBusSlave slave = new(options, Bench.Random.Get("slave " + Meters.Count));
        Meters.Add(slave);
        Bench.Bus.Attach(slave);
        return slave;
    }

    /// <summary>Attaches a meter and tells the master about it.</summary>
    public MBusSlave Add(MBusSlaveOptions options, bool bySecondary = false, bool knowsPrimary = false)
    {
        MBusSlave meter = Attach(options);
        int number = bySecondary
            ? Slaves.AddSecondary(AddressOf(meter), options.BaudRate, knowsPrimary ? options.Primary : 255)
            : Slaves.AddPrimary(options.Primary, options.BaudRate);
        Assert.AreEqual(Slaves.Count - 1, number);
        return meter;
    }

    /// <summary>An identification number of decimal digits.</summary>
    public static uint Number(int n) => Convert.ToUInt32((10_000_000 + n).ToString(), 16);

    public static MeterAddress AddressOf(MBusSlave meter)
    {
        MeterAddress address = new();
        address.ReadTransport([.. meter.SecondaryAddress], 0);
        return address;
    }

    public MBusResult Read(int slave)
    {
        Telegrams.Clear();
        Reader.Slave = slave;
        Bench.Run(Reader);
        return Reader.Result;
    }

    /// <summary>Reads all slaves one after another as a sweep does, without the loop in between.</summary>
    public MBusResult[] Sweep()
    {
        MBusResult[] results = new MBusResult[Slaves.Count];
        int next = 0;
        Bench.OnEnded = task =>
        {
            results[next] = Reader.Result;
            if (++next < Slaves.Count)
            {
                Reader.Slave = next;
                Bench.Line.TryEnqueue(Reader);
            }
        };
        Telegrams.Clear();
        Reader.Slave = 0;
        Bench.Line.TryEnqueue(Reader);
        Bench.RunUntilIdle();
        Bench.OnEnded = null;
        return results;
    }

    public void Telegram(MBusReadTask task, int index, byte[] frame, int count, long nowUs) =>
        Telegrams.Add(frame[..count]);
}
