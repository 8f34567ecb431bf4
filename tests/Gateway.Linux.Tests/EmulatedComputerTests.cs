// The whole firmware, from the antenna to PUBACK, on emulated device nodes: every byte of SPI and every edge goes
// through the ioctl calls that a Raspberry Pi would see.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Gateway.Linux.Kernel;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Network;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class EmulatedComputerTests
{
    private const string Telegram = "1E442D2C785634121B168D20A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3";
    private const long Second = 1_000_000;

    [TestMethod]
    [DataRow("cc1101", AirMode.T1)]
    [DataRow("cc1101", AirMode.C1A)]
    [DataRow("cc1101", AirMode.C1B)]
    [DataRow("sx1276", AirMode.T1)]
    [DataRow("sx1276", AirMode.C1B)]
    public void Telegram_OnTheAir_ArrivesAtTheBroker(string chip, AirMode mode)
    {
        using EmulatedComputer computer = new(chip);
        computer.Gateway.Start();
        computer.Run(3 * Second);
        computer.Send(Convert.FromHexString(Telegram), mode, 1000);
        computer.Run(20 * Second);

        string records = Records(computer.Delivered);
        Assert.Contains(Telegram, records, computer.Console.ToString());
        Assert.Contains("radio 0 at /dev/spidev0.0: ok", computer.Console.ToString());
        Assert.AreEqual(1, computer.Radio.Chip.Count(ReceptionOutcome.ReceivedIntoFifo));
        Assert.IsEmpty(computer.Warnings, string.Join("; ", computer.Warnings));
    }

    [TestMethod]
    public void Telegrams_ManyOneAfterTheOther_AreAllThere()
    {
        using EmulatedComputer computer = new("cc1101");
        computer.Gateway.Start();
        computer.Run(3 * Second);
        byte[] telegram = Convert.FromHexString(Telegram);
        for (int i = 0; i < 200; i++)
        {
            telegram[^1] = (byte)i;
            telegram[^2] = 0x5A;
            computer.Send(telegram, i % 2 == 0 ? AirMode.T1 : AirMode.C1A, 1000 + (i * 30_000));
        }

        computer.Run(40 * Second);

        string records = Records(computer.Delivered);
        for (int i = 0; i < 200; i++)
        {
            Assert.Contains(Telegram[..^4] + "5A" + i.ToString("X2"), records, "telegram " + i);
        }

        // Two lines, each with an edge a telegram at least; noticed before the FIFO could run over.
        Assert.IsTrue(computer.Gateway.Board.Inputs.All(input => input.Edges >= 200));
        Assert.IsTrue(computer.Gateway.Board.Inputs.All(input => input.LongestWaitUs < 2_560));
        Assert.AreEqual(0, computer.Radio.Chip.OverflowCount);
    }

    [TestMethod]
    public void Lines_Held_AreNamedAndGivenBack()
    {
        using EmulatedComputer computer = new("sx1276");
        computer.Gateway.Start();
        CollectionAssert.AreEqual(
            new[] { "gateway DIO1", "gateway DIO2", "gateway NRESET" }, computer.Kernel.Consumers);

        // High when it is taken, low and high again by the driver.
        CollectionAssert.AreEqual(
            new[] { (22, true), (22, false), (22, true) }, computer.Kernel.Written.Take(3).ToArray());
        computer.Gateway.Board.Dispose();
        Assert.AreEqual(0, computer.Kernel.OpenCount);
    }

    [TestMethod]
    public void Check_DeadChip_SaysSoAndIsFalse()
    {
        using EmulatedComputer computer = new("cc1101");
        computer.Radio.Chip.Fail(ChipFault.Dead);

        Assert.IsFalse(computer.Gateway.Check());

        Assert.Contains("radio 0 at /dev/spidev0.0: no chip answers: wiring, chip select or supply",
            computer.Console.ToString());
        Assert.AreEqual(0, computer.Kernel.OpenCount);
    }

    [TestMethod]
    public void Check_EverythingThere_IsTrue()
    {
        using EmulatedComputer computer = new("cc1101");
        Assert.IsTrue(computer.Gateway.Check());
    }

    [TestMethod]
    [DataRow("/dev/spidev0.0", Errno.Access, "/dev/spidev0.0: open: permission denied", "usually spi")]
    [DataRow("/dev/gpiochip0", Errno.Access, "/dev/gpiochip0: open: permission denied", "usually gpio")]
    [DataRow("/dev/spidev0.0", Errno.NoEntry, "/dev/spidev0.0: open: there is no such device", "dtparam=spi=on")]
    [DataRow("/dev/spidev0.0", Errno.Busy, "/dev/spidev0.0: open: somebody else has it", "")]
    public void Start_NodeRefused_NamesPathAndReason(string path, int error, string text, string more)
    {
        using EmulatedComputer computer = new("cc1101");
        computer.Kernel.Refusals.Add(path, error);

        DeviceException refusal = Assert.ThrowsExactly<DeviceException>(computer.Gateway.Start);

        Assert.StartsWith(text, refusal.Message);
        Assert.Contains(more, refusal.Message);
        Assert.AreEqual(error, refusal.Error);
        Assert.AreEqual(0, computer.Kernel.OpenCount);
    }

    [TestMethod]
    public void Restart_ByTheFirmware_KeepsTheLog()
    {
        using EmulatedComputer computer = new("cc1101");
        computer.Broker.SetUp(false);
        computer.Gateway.Start();
        computer.Run(3 * Second);
        computer.Send(Convert.FromHexString(Telegram), AirMode.T1, 1000);
        computer.Run(15 * Second);
        Assert.DoesNotContain(Telegram, Records(computer.Delivered));

        computer.Gateway.Board.Dispose();
        computer.Broker.SetUp(true);
        computer.Gateway.Start();
        computer.Run(60 * Second);

        Assert.Contains(Telegram, Records(computer.Delivered), computer.Console.ToString());
    }

    private static string Records(IEnumerable<DeliveredMessage> messages) => string.Join('\n', messages
        .Where(message => message.Topic.Contains("/event/", StringComparison.Ordinal))
        .Select(message => Encoding.UTF8.GetString(message.Payload)));
}
