using System;
using System.Linq;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

[TestClass]
public class PinMapTests
{
    private const string Header = "component,signal,board_pin,function,direction,note\n";

    [TestMethod]
    [DataRow("esp32")]
    [DataRow("stm32")]
    public void ForBoard_BothChips_AreAlternativesOnTheSameBusPins(string board)
    {
        var map = PinMap.ForBoard(board);

        Assert.AreEqual(map.SelectPinOf("cc1101"), map.SelectPinOf("sx1276"));
        Assert.AreEqual(map.PinOf("cc1101", "SCLK"), map.PinOf("sx1276", "SCLK"));
        Assert.AreEqual(map.PinOf("cc1101", "SO"), map.PinOf("sx1276", "MISO"));
        Assert.AreEqual(map.PinOf("cc1101", "SI"), map.PinOf("sx1276", "MOSI"));
        CollectionAssert.AreEqual(
            new[] { "SCLK", "MISO", "MOSI", "NSS", "DIO1", "DIO2", "NRESET" },
            map.Of("sx1276").Select(line => line.Signal).ToArray());
    }

    [TestMethod]
    [DataRow("esp32", "cc1101")]
    [DataRow("esp32", "sx1276")]
    [DataRow("stm32", "cc1101")]
    [DataRow("stm32", "sx1276")]
    public void ForBoard_SecondPlace_SharesTheBusOfTheFirstAndNothingElse(string board, string chip)
    {
        var map = PinMap.ForBoard(board);
        var second = map.Of(PinMap.ComponentOf(chip, 1));
        foreach (var other in new[] { "cc1101", "sx1276" })
        {
            foreach (var line in map.Of(other))
            {
                var isBus = line.Function.StartsWith("SPI", StringComparison.Ordinal);
                Assert.AreEqual(isBus, second.Any(one => one.BoardPin == line.BoardPin), $"{other}.{line.Signal}");
            }
        }

        Assert.HasCount(1, second.Where(line => line.Function == PinMap.ChipSelect));
        Assert.HasCount(2, second.Where(line => line.Function == "GPIO" && !line.IsBoardOutput));
    }

    [TestMethod]
    [DataRow("a,X,5,GPIO,in,\nb,Y,5,GPIO,out,", "map:3: GPIO 5 is a.X already")]
    [DataRow("a,X,5,GPIO,in,\nb,Y,5,SPI1_MISO,in,", "map:3: GPIO 5 is a.X already")]
    [DataRow("a,X,5,GPIO,in,\nb,Y,5,GPIO,out,instead of c", "map:3: GPIO 5 is a.X already")]
    [DataRow("a,X,5,GPIO,in,\na,Y,5,GPIO,out,instead of a", "map:3: GPIO 5 is a.X already")]
    [DataRow("a,X,5,GPIO,in,\na,Y,5,GPIO,in,", "map:3: GPIO 5 is a.X already")]
    [DataRow("a,X,5,GPIO,in,\na,X,6,GPIO,in,", "map:3: a.X a second time")]
    [DataRow("a,X,5,GPIO,both,", "map:2: the direction must be 'in' or 'out'")]
    [DataRow("a,X,five,GPIO,in,", "map:2: six cells with a GPIO number in the third expected")]
    [DataRow("a,X,5,GPIO,in,one,two", "map:2: six cells with a GPIO number in the third expected")]
    public void Parse_BadLine_NamesTheLineAndTheReason(string lines, string message)
    {
        var error = Assert.ThrowsExactly<FormatException>(() => PinMap.Parse("map", Header + lines));
        Assert.AreEqual(message, error.Message);
    }

    [TestMethod]
    public void Parse_TwoComponentsOnePinOneUse_AreAlternatives()
    {
        var map = PinMap.Parse("map", Header + "a,X,5,GPIO,in,\nb,Y,5,GPIO,in,word\n");

        Assert.AreEqual(5, map.PinOf("a", "X"));
        Assert.AreEqual(5, map.PinOf("b", "Y"));
        Assert.AreEqual("word", map.Of("b").Single().Note);
        Assert.IsFalse(map.Of("b").Single().IsBoardOutput);
    }

    [TestMethod]
    public void Parse_ComponentInsteadOfAnother_MayUseItsPinInAnotherWay()
    {
        var map = PinMap.Parse("map", Header + "a,X,5,GPIO,in,\nb,Y,5,SPI1_MISO,out,slot; instead of a\n");

        Assert.AreEqual(5, map.PinOf("a", "X"));
        Assert.AreEqual(5, map.PinOf("b", "Y"));
    }

    [TestMethod]
    public void SelectPinOf_ComponentWithout_NamesTheDocument()
    {
        var map = PinMap.Parse("map", Header + "a,X,5,GPIO,in,\n");
        var error = Assert.ThrowsExactly<SimulationException>(() => map.SelectPinOf("a"));
        StringAssert.Contains(error.Message, "map: no CHIP_SELECT for a");
    }
}
