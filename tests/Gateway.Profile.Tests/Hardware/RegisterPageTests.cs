// hardware-docs/registers-*.md: what a hardware team compares a board with.
using System;
using System.IO;
using System.Linq;
using Gateway.Core;
using Gateway.Radio;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed class RegisterPageTests
{
    [TestMethod]
    public void RegisterPages_OfEveryDriver_AreWhatTheDriverWrites()
    {
        Type[] drivers = DriverStart.Drivers();
        Assert.IsNotEmpty(drivers);
        foreach (Type driver in drivers)
        {
            DriverStart[] starts = DriverStart.All(driver);
            foreach (DriverStart start in starts)
            {
                Assert.AreEqual(RadioStatus.Ok, start.Status, $"{driver.Name}, {start.Profile}");
            }

            GeneratedText.IsFile($"registers-{starts[0].Registers.Component}.md", RegisterPage.Write(starts));
        }
    }

    // The independent facts: link modes as the project's documents have them, within what the registers can express.
    [TestMethod]
    public void RegisterFacts_OfEveryDriver_AreThoseOfTheLinkMode()
    {
        foreach (Type driver in DriverStart.Drivers())
        {
            foreach (DriverStart start in DriverStart.All(driver))
            {
                (double frequencyHz, double rateHz, string sync) = start.Profile switch
                {
                    RadioProfile.T1C1 => (868.95e6, 100e3, "543D"),
                    RadioProfile.S1 => (868.30e6, 32768, "7696"),
                    RadioProfile.LinkIq => (868.10e6, 4800, "F688"),
                    _ => throw new InvalidOperationException("no facts for " + start.Profile),
                };
                ChannelFacts facts = start.Registers.Facts();
                string label = $"{driver.Name}, {start.Profile}";
                Assert.AreEqual(frequencyHz, facts.FrequencyHz, 500, label);
                Assert.AreEqual(rateHz, facts.ChipRateHz, 0.04 * rateHz, label);
                StringAssert.EndsWith(facts.Sync, sync, label);
            }
        }
    }

    [TestMethod]
    [DataRow(0x00)]
    [DataRow(0xFF)]
    public void Start_BusThatReadsConstant_IsNotFoundWithEveryDriver(int level)
    {
        foreach (Type driver in DriverStart.Drivers())
        {
            RegisterFile chip = new StuckBus((byte)level);
            Assert.AreEqual(RadioStatus.NotFound, DriverStart.Run(driver, RadioProfile.T1C1, chip).Status, driver.Name);
        }
    }

    [TestMethod]
    public void BringUpPage_StatusTable_ListsEveryRadioStatus()
    {
        string[] rows = [.. File.ReadAllLines(GeneratedText.PathOf("bring-up.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        foreach (RadioStatus status in Enum.GetValues<RadioStatus>())
        {
            string head = $"| {(int)status} | `{status}` | ";
            Assert.ContainsSingle(row => row.StartsWith(head, StringComparison.Ordinal), rows, head);
        }
    }
}
