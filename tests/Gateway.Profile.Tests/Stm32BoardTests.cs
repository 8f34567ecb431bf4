// The STM32 board class on stand-ins, wired by hardware-docs/pinmap-stm32.csv: a pin that differs between the class
// and the document fails here.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Boards;
using Gateway.Boards.Stm32;
using Gateway.Core;
using Gateway.Mqtt;
using Gateway.Radio;
using Gateway.Simulator.World;
using Gateway.Standins;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class Stm32BoardTests
{
    [TestMethod]
    public void Stm32Board_Pins_AreThoseOfThePinMap()
    {
        RecordingHost host = new();
        StandinHost.Current = host;
        try
        {
            Stm32Board board = new(new LoopSignal(), null, null, 1);

            // Whatever the radio does first, it does it on the bus.
            board.OpenRadio(RadioChip.Cc1101, 0).Start(RadioProfile.T1C1, null, 0);
        }
        finally
        {
            StandinHost.Current = null;
        }

        Dictionary<string, int> pins = PinsOf("cc1101");
        CollectionAssert.AreEquivalent(new[] { pins["GDO0"], pins["GDO2"] }, host.Inputs);
        CollectionAssert.AreEqual(new[] { (2, pins["CSN"]) }, host.Transfers.Distinct().ToArray());
        CollectionAssert.AreEqual(
            new[] { pins["SCLK"], pins["SO"], pins["SI"] },
            new[] { Pins.RadioSclk, Pins.RadioMiso, Pins.RadioMosi });
    }

    [TestMethod]
    [DataRow(RadioChip.Cc1101, "cc1101_2", "GDO0", "GDO2", "CSN")]
    [DataRow(RadioChip.Sx1276, "sx1276_2", "DIO1", "DIO2", "NSS")]
    public void Stm32Board_SecondRadio_HasThePinsOfThePinMap(
        RadioChip chip, string component, string fifo, string sync, string select)
    {
        RecordingHost host = new();
        StandinHost.Current = host;
        try
        {
            Stm32Board board = new(new LoopSignal(), null, null, 1);
            Assert.AreEqual(2, board.RadioPlaces);
            board.OpenRadio(chip, 1).Start(RadioProfile.T1C1, null, 0);
        }
        finally
        {
            StandinHost.Current = null;
        }

        Dictionary<string, int> pins = PinsOf(component);
        List<int> opened = [pins[fifo], pins[sync]];
        if (pins.TryGetValue("NRESET", out int reset))
        {
            opened.Add(reset);
            Assert.AreEqual(reset, host.Written.Single());
        }

        CollectionAssert.AreEquivalent(opened, host.Inputs);
        CollectionAssert.AreEqual(new[] { (2, pins[select]) }, host.Transfers.Distinct().ToArray());
    }

    [TestMethod]
    public void TickClock_NowUs_CountsWholeMilliseconds()
    {
        StandinHost.Current = new RecordingHost();
        try
        {
            Assert.AreEqual(1234000L, new TickClock().NowUs);
        }
        finally
        {
            StandinHost.Current = null;
        }
    }

    [TestMethod]
    [DataRow("", 0L, 0x9BE17165u)]
    [DataRow("a", 0L, 0x7E84A2ACu)]
    public void DeviceEntropy_KnownInput_IsFnv1a(string id, long moment, uint expected)
    {
        Assert.AreEqual(expected, DeviceEntropy.Mix(System.Text.Encoding.ASCII.GetBytes(id), moment));
    }

    [TestMethod]
    public void DeviceEntropy_OneBitOfIdOrMoment_Differs()
    {
        HashSet<uint> seeds = [DeviceEntropy.Mix(new byte[12], 0)];
        for (int bit = 0; bit < 96; bit++)
        {
            byte[] id = new byte[12];
            id[bit / 8] = (byte)(1 << (bit % 8));
            Assert.IsTrue(seeds.Add(DeviceEntropy.Mix(id, 0)), "id bit " + bit);
        }

        for (int bit = 0; bit < 64; bit++)
        {
            Assert.IsTrue(seeds.Add(DeviceEntropy.Mix(new byte[12], 1L << bit)), "moment bit " + bit);
        }
    }

    private static Dictionary<string, int> PinsOf(string component) =>
        PinMap.ForBoard("stm32").Of(component).ToDictionary(line => line.Signal, line => line.BoardPin);

    private sealed class RecordingHost : StandinHost
    {
        public List<int> Inputs { get; } = [];

        public List<(int Bus, int ChipSelect)> Transfers { get; } = [];

        public HashSet<int> Written { get; } = [];

        public override long MicrosecondsSinceBoot => 1234567;

        public override void OpenPin(int pin, bool isOutput) => Inputs.Add(pin);

        public override void WatchPin(int pin, Action<bool> onEdge)
        {
        }

        public override bool ReadPin(int pin) => false;

        public override void WritePin(int pin, bool high) => Written.Add(pin);

        public override void SpiTransfer(
            int busId, int chipSelectPin, int clockHz, int mode, SpanByte write, SpanByte read) =>
            Transfers.Add((busId, chipSelectPin));

        public override IMqttConnection CreateMqttConnection() => null;
    }
}
