// The driver on the simulator's chip model: SPI bytes take their time, the loop wakes on edges and
// NextWakeUs, and every step costs what an interpreter would need. Two readings of the datasheet meet here.
using Gateway.Core;
using Gateway.Radio.Cc1101;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Radio.Tests;

internal sealed class ModelBench : ISpiPort
{
    private readonly FakePin _gdo0 = new();
    private readonly FakePin _gdo2 = new();

    public ModelBench(IFrameSink sink, ulong seed = 1)
    {
        Sink = sink;
        RandomStreams random = new(seed);
        Medium = new Medium(Time, random) { FixedPathLossDb = 60, NoiseFalseSyncs = false };
        Chip = new Cc1101Model("test.radio", Time, Medium, new Position(0, 0, 0), random, Warnings.Add);
        Chip.GdoChanged += (pin, level) => (pin == 0 ? _gdo0 : _gdo2).Level = level;
        Chip.ReceptionEnded += (_, outcome) => Outcomes.Add(outcome);
        _gdo0.Level = Chip.Gdo0;
        _gdo2.Level = Chip.Gdo2;
        Radio = new Cc1101Radio(this, _gdo0, _gdo2);
    }

    public EventQueue Time { get; } = new();

    public Medium Medium { get; }

    public Cc1101Model Chip { get; }

    public Cc1101Radio Radio { get; }

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

    public long NowUs => Time.NowNs / 1000;

    public ModelBench Start(int settleUs = 2_000)
    {
        Assert.AreEqual(RadioStatus.Ok, Radio.Start(RadioProfile.T1C1, Sink, NowUs));
        Run(NowUs + settleUs);
        return this;
    }

    public Transmission Send(
        AirBits bits, long startUs, double powerDbm = 0, double carrierHz = AirBits.CarrierHz)
    {
        Transmission transmission = new(
            startUs * 1000,
            bits.Bytes,
            bits.BitCount,
            AirBits.ChipRateHz,
            carrierHz,
            AirBits.T1DeviationHz,
            powerDbm,
            new Position(10, 0, 0))
        {
            SyncEndBit = FrameEncoder.DataStart,
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
            while (!_gdo0.HasEdge && !_gdo2.HasEdge && Time.NowNs < next)
            {
                Time.AdvanceTo(Math.Min(next, Time.NextNs));
            }

            if (_gdo0.HasEdge || _gdo2.HasEdge || NowUs >= wakeUs)
            {
                Spend(LatencyUs);
                Radio.Step(NowUs);
                Spend(StepUs);
            }
        }
    }

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
