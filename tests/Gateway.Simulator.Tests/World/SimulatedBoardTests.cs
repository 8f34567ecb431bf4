using System;
using System.Collections.Generic;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

/// <summary>Pins of a chip that is wired instead of the CC1101.</summary>
[TestClass]
public class SimulatedBoardTests
{
    [TestMethod]
    public void WritePin_ResetOfTheWiredChip_ReachesItByName()
    {
        var chip = new RecordingChip();
        var board = WiredBoard(chip, out var pins);
        var reset = pins.PinOf("sx1276", "NRESET");

        board.OpenPin(reset, true);
        board.WritePin(reset, false);
        board.WritePin(reset, true);

        CollectionAssert.AreEqual(new[] { "NRESET low", "NRESET high" }, chip.Written);
    }

    [TestMethod]
    public void OpenPin_ResetAsInput_NamesTheSignal()
    {
        var board = WiredBoard(new RecordingChip(), out var pins);
        var error = Assert.ThrowsExactly<SimulationException>(
            () => board.OpenPin(pins.PinOf("sx1276", "NRESET"), false));
        StringAssert.Contains(error.Message, "sx1276.NRESET");
    }

    [TestMethod]
    public void OpenPin_LineOfTheChipThatIsNotThere_Fails()
    {
        var pins = PinMap.ForBoard("esp32");
        var board = new SimulatedBoard(new EventQueue(), pins, new CpuModel(), new FlashStorage(), _ => { });
        var error = Assert.ThrowsExactly<SimulationException>(
            () => board.OpenPin(pins.PinOf("sx1276", "DIO2"), false));
        StringAssert.Contains(error.Message, "has nothing");
    }

    [TestMethod]
    public void Wire_TwoChipsOnOneChipSelect_NamesBoth()
    {
        var map = PinMap.ForBoard("esp32");
        var board = WiredBoard(new RecordingChip(), out _);
        board.Wire("sx1276_2", new RecordingChip());
        var error = Assert.ThrowsExactly<SimulationException>(() => board.Wire("cc1101", new RecordingChip()));
        StringAssert.Contains(error.Message, $"cc1101.CSN and sx1276.NSS are both on GPIO {map.SelectPinOf("cc1101")}");
    }

    private static SimulatedBoard WiredBoard(ISpiChip chip, out PinMap pins)
    {
        pins = PinMap.ForBoard("esp32");
        var board = new SimulatedBoard(new EventQueue(), pins, new CpuModel(), new FlashStorage(), _ => { });
        board.Wire("sx1276", chip);
        return board;
    }

    private sealed class RecordingChip : ISpiChip
    {
        public event Action<string, bool> PinChanged
        {
            add { }
            remove { }
        }

        public List<string> Written { get; } = [];

        public void Select()
        {
        }

        public byte Exchange(byte mosi) => 0;

        public void Deselect()
        {
        }

        public bool ReadPin(string signal) => false;

        public void WritePin(string signal, bool level) => Written.Add(signal + (level ? " high" : " low"));
    }
}
