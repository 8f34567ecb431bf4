// The driver on the simulator's chip model: SPI bytes take their time, the loop wakes on edges and
// NextWakeUs, and every step costs what an interpreter would need. Two readings of the datasheet meet here.
using Gateway.Core;
using Gateway.Radio.Tests.Sx1276;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Radio.Tests;

internal abstract class ModelBench : ISpiPort
{
    protected ModelBench(IFrameSink sink, ulong seed)
    {
        Sink = sink;
        Random = new RandomStreams(seed);
        Medium = new Medium(Time, Random) { FixedPathLossDb = 60, NoiseFalseSyncs = false };
    }

    public EventQueue Time { get; } = new();

    public Medium Medium { get; }

    public abstract ReceiverModel Chip { get; }

    public abstract RadioStage Radio { get; }

    /// <summary>Whether the chip listens and has settled.</summary>
    public abstract bool IsReceiving { get; }

    /// <summary>From the command to listen to a settled receiver, µs.</summary>
    public abstract int SettleUs { get; }

    /// <summary>Both sides of the channel filter for T1 and C1, in hertz.</summary>
    public abstract double FilterHz { get; }

    public IFrameSink Sink { get; }

    public List<string> Warnings { get; } = [];

    public List<ReceptionOutcome> Outcomes { get; } = [];

    /// <summary>Cost of a call into SPI besides its bits, µs.</summary>
    public int SpiCallUs { get; set; } = 30;

    public int SclkHz { get; set; } = 5_000_000;

    /// <summary>Cost of a step besides its SPI, µs.</summary>
    public int StepUs { get; set; } = 100;

    /// <summary>From an edge, or the end of a wait, to the step, µs.</summary>
    public int LatencyUs { get; set; } = 50;

    /// <summary>Waits without an edge end only at multiples of this, µs.</summary>
    public int GranularityUs { get; set; } = 1;

    protected FakePin FifoPin { get; } = new();

    protected FakePin SyncPin { get; } = new();

    protected RandomStreams Random { get; }

    public long NowUs => Time.NowNs / 1000;

    public static ModelBench Of(RadioChip chip, IFrameSink sink, ulong seed = 1) => chip switch
    {
        RadioChip.Cc1101 => new Cc1101ModelBench(sink, seed),
        _ => new Sx1276ModelBench(sink, seed),
    };

    public ModelBench Start(int settleUs = 2_000, RadioProfile profile = RadioProfile.T1C1)
    {
        Assert.AreEqual(RadioStatus.Ok, Radio.Start(profile, Sink, NowUs));
        Run(NowUs + settleUs);
        return this;
    }

    public Transmission Send(
        AirBits bits, long startUs, double powerDbm = 0, double carrierHz = 0)
    {
        Transmission transmission = new(
            startUs * 1000,
            bits.Bytes,
            bits.BitCount,
            bits.Channel.ChipRateHz,
            carrierHz == 0 ? bits.Channel.CarrierHz : carrierHz,
            bits.Channel.DeviationHz,
            powerDbm,
            new Position(10, 0, 0))
        {
            SyncEndBit = bits.SyncEndBit,
            SyncBits = bits.Channel.SyncBits,
            ReceiverBandwidthHz = bits.Channel.ReceiverBandwidthHz,
            FrameEndBit = bits.FrameEndBit,
        };
        Medium.Transmit(transmission);
        return transmission;
    }

    /// <summary>Runs the loop until a time.</summary>
    public void Run(long untilUs)
    {
        while (NowUs < untilUs)
        {
            long wakeUs = Radio.NextWakeUs;
            if (wakeUs < long.MaxValue - GranularityUs)
            {
                wakeUs = (wakeUs + GranularityUs - 1) / GranularityUs * GranularityUs;
            }

            long next = Math.Max(Time.NowNs, Math.Min(untilUs, wakeUs) * 1000);
            while (!FifoPin.HasEdge && !SyncPin.HasEdge && Time.NowNs < next)
            {
                Time.AdvanceTo(Math.Min(next, Time.NextNs));
            }

            if (FifoPin.HasEdge || SyncPin.HasEdge || NowUs >= wakeUs)
            {
                Spend(LatencyUs);
                Radio.Step(NowUs);
                Spend(StepUs);
            }
        }
    }

    /// <summary>What happened last, for a failure's message.</summary>
    public string Last() =>
        $"{(Outcomes.Count > 0 ? Outcomes[^1] : "nothing sent")}, warnings: {string.Join("; ", Warnings)}";

    /// <summary>Lets time pass in which the loop does not come to the radio.</summary>
    public void Spend(int us) => Time.AdvanceTo(Time.NowNs + (us * 1000L));

    void ISpiPort.Transfer(byte[] write, byte[] read, int count)
    {
        Spend(SpiCallUs);
        Chip.Select();
        long byteNs = 8_000_000_000L / SclkHz;
        for (int i = 0; i < count; i++)
        {
            Time.AdvanceTo(Time.NowNs + byteNs);
            read[i] = Chip.Exchange(write[i]);
        }

        Chip.Deselect();
    }
}
