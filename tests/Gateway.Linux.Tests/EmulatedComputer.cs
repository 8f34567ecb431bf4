using System;
using System.Collections.Generic;
using System.IO;
using Gateway.Linux.Ports;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Linux.Tests;

/// <summary>The whole gateway over emulated device nodes, a broker model behind it and the air before it.</summary>
internal sealed class EmulatedComputer : IDisposable
{
    private const int Fifo = 24;
    private const int Sync = 25;
    private const int Reset = 22;
    private static readonly NetworkLatency Latency = new(10_000_000, 0);

    private readonly TemporaryFolder _folder = new();
    private readonly RandomStreams _random;
    private readonly Medium _medium;

    public EmulatedComputer(string chip, ulong seed = 1)
    {
        _random = new RandomStreams(seed);
        _medium = new Medium(Time, _random) { FixedPathLossDb = 60, NoiseFalseSyncs = false };
        Kernel = new EmulatedKernel(Time);
        Position place = new(0, 0, 0);
        Radio = chip == "sx1276"
            ? new EmulatedRadio(new Sx1276Model("radio", Time, _medium, place, _random, Warnings.Add))
            : new EmulatedRadio(new Cc1101Model("radio", Time, _medium, place, _random, Warnings.Add));
        Kernel.Add("/dev/spidev0.0", Radio, Fifo, Sync);
        Broker = new BrokerModel(Time, new RandomStream(7));
        Broker.Delivered += Delivered.Add;
        Write($$$"""
            {"gateway":{"id":"pi-1"},"radios":[{"chip":"{{{chip}}}","profile":"T1C1"}],
             "filter":{"unknown":"forward"},"uplink":{"broker":{"host":"broker"},"batch":{"max_age_s":1} } }
            """);
        LinuxSettings settings = new()
        {
            Folder = _folder.At("state"),
            CardFolder = _folder.At("card"),
            Radios = [new RadioWires("/dev/spidev0.0", 5_000_000, "/dev/gpiochip0", Fifo, Sync, Reset)],
        };
        LinuxServices services = new()
        {
            MakeWorker = wake => new InlineWorker(wake),
            Mqtt = new MqttSessionFactory(() => Broker.CreateConnection(Latency)),
            Time = new FixedTime(Time),
        };
        Gateway = new LinuxGateway(Kernel, settings, services, Console);
    }

    public EventQueue Time { get; } = new();

    public EmulatedKernel Kernel { get; }

    public EmulatedRadio Radio { get; }

    public BrokerModel Broker { get; }

    public LinuxGateway Gateway { get; }

    public StringWriter Console { get; } = new();

    public List<string> Warnings { get; } = [];

    public List<DeliveredMessage> Delivered { get; } = [];

    /// <summary>Puts a telegram on the air, from 10 m away.</summary>
    public void Send(byte[] telegram, AirMode mode, long inUs)
    {
        AirBits bits = FrameEncoder.Encode(telegram, mode);
        _medium.Transmit(new Transmission(
            Time.NowNs + (inUs * 1000), bits.Bytes, bits.BitCount, bits.Channel.ChipRateHz, bits.Channel.CarrierHz,
            bits.Channel.DeviationHz, 0, new Position(10, 0, 0))
        {
            SyncEndBit = bits.SyncEndBit,
            SyncBits = bits.Channel.SyncBits,
            ReceiverBandwidthHz = bits.Channel.ReceiverBandwidthHz,
            FrameEndBit = bits.FrameEndBit,
        });
    }

    /// <summary>Runs the loop for some simulated time.</summary>
    public void Run(long us)
    {
        long untilNs = Time.NowNs + (us * 1000);
        while (Time.NowNs < untilNs)
        {
            Gateway.Step(Math.Max(1, Math.Min(1_000_000, (untilNs - Time.NowNs) / 1000)));
        }
    }

    public void Dispose()
    {
        Gateway.Board?.Dispose();
        _folder.Dispose();
    }

    private void Write(string configuration)
    {
        Directory.CreateDirectory(_folder.At("state"));
        File.WriteAllText(_folder.At("state/gateway.json"), configuration);
    }
}
