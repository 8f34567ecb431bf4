using System.Globalization;
using Gateway.Link;
using Gateway.Link.MBus;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.MBus;

namespace Gateway.Wired.Tests.MBus;

[TestClass]
public sealed class MBusSearchTests
{
    private static readonly string[] Makers = ["KAM", "LUG", "SEN", "ZRI", "ELS", "ITW", "DME", "HYD"];

    public TestContext TestContext { get; set; } = null!;

    private static uint Bcd(int n) => uint.Parse(n.ToString("D8", CultureInfo.InvariantCulture), NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    private static string Text(MBusFound found, int index)
    {
        MeterAddress address = new();
        found.CopyAddress(index, address);
        return FormattableString.Invariant(
            $"{address.IdentificationNumber:X8} {ManufacturerCode.ToLetters(address.Manufacturer)} {address.Version:X2} {address.DeviceType:X2}");
    }

    private static string Text(MBusSlave meter)
    {
        MeterAddress address = MBusBench.AddressOf(meter);
        return FormattableString.Invariant(
            $"{address.IdentificationNumber:X8} {ManufacturerCode.ToLetters(address.Manufacturer)} {address.Version:X2} {address.DeviceType:X2}");
    }

    private static void AssertAllFound(MBusBench bench, MBusFound found, IEnumerable<MBusSlave> meters)
    {
        string[] got = [.. Enumerable.Range(0, found.Count).Select(i => Text(found, i)).Order()];
        string[] expected = [.. meters.Select(Text).Order()];
        CollectionAssert.AreEqual(expected, got, string.Join(", ", got));
        Assert.AreEqual(0, found.Lost);
    }

    [TestMethod]
    [DataRow(2400, 1)]
    [DataRow(9600, 2)]
    public void Search_64Slaves_FindsAllWithEqualNumbersOfDifferentMakers(int baud, int seed)
    {
        MBusBench bench = new(new MBusOptions { BaudRate = baud }, null, (ulong)seed);
        Random random = new(seed);
        for (int i = 0; i < 64; i++)
        {
            // Four numbers are shared by two makers each, one of them by the same maker in two versions.
            int number = i is >= 1 and < 5 ? -i : random.Next(100_000_000);
            MBusSlave? twin = i is >= 1 and < 5 ? bench.Meters[(i - 1) * 10 % bench.Meters.Count] : null;
            bench.Attach(new MBusSlaveOptions
            {
                Primary = i,
                IdentificationNumber = twin?.Options.IdentificationNumber ?? Bcd(number),
                Make = MBusMake.All[i % 4],
                Manufacturer = i == 4 ? Makers[0] : Makers[i % Makers.Length],
                Version = i == 4 ? (byte)0x77 : null,
                BaudRate = baud,
                AnswerBits = 11 + random.Next(20),
            });
        }

        MBusSearchTask search = new(bench.Master, 64) { SettingsIndex = MBusSpeeds.IndexOf(baud) };
        bench.Bench.Run(search, 3_600_000_000);
        TestContext.WriteLine(FormattableString.Invariant(
            $"64 slaves, {baud} baud: found {search.Found.Count} in {bench.Bench.NowUs * 1e-6:F0} s, {search.Selections} selections, {search.Collisions} collisions"));
        Assert.AreEqual(MBusResult.Ok, search.Result);
        AssertAllFound(bench, search.Found, bench.Meters);
        Assert.IsTrue(Enumerable.Range(0, 64).All(i => search.Found.StateOf(i) == MBusFoundState.Ok));
    }

    /// <summary>Slaves of neighbouring numbers that answer in the same instant: their bits add up by wired AND.</summary>
    [TestMethod]
    public void Search_AnswersInTheSameInstant_FindsNobodyWhoIsNotThere()
    {
        int collisions = 0;
        for (int seed = 1; seed <= 10; seed++)
        {
            MBusBench bench = new(seed: (ulong)seed);
            Random random = new(seed);
            HashSet<int> numbers = [];
            while (numbers.Count < 8)
            {
                numbers.Add(random.Next(40));
            }

            foreach (int number in numbers)
            {
                bench.Attach(new MBusSlaveOptions
                {
                    IdentificationNumber = MBusBench.Number(number), AnswerBits = 15, Primary = number + 1,
                });
            }

            MBusSearchTask search = new(bench.Master, 64);
            bench.Bench.Run(search, 3_600_000_000);
            AssertAllFound(bench, search.Found, bench.Meters);
            Assert.AreEqual(numbers.Count, search.Found.Count, $"seed {seed}");
            collisions += search.Collisions;
        }

        Assert.IsGreaterThan(0, collisions, "nothing was tried");
    }

    [TestMethod]
    public void Search_EmptyLine_EndsSoon()
    {
        MBusBench bench = new();
        MBusSearchTask search = new(bench.Master, 8);
        bench.Bench.Run(search);
        Assert.AreEqual(MBusResult.Ok, search.Result);
        Assert.AreEqual(0, search.Found.Count);
        Assert.AreEqual(10, search.Selections);
    }

    [TestMethod]
    public void Search_OnlyVersionDiffers_IsSplit()
    {
        MBusBench bench = new();
        for (byte version = 3; version <= 5; version++)
        {
            bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x12345678, Version = version, Primary = version });
        }

        MBusSearchTask search = new(bench.Master, 8);
        bench.Bench.Run(search, 3_600_000_000);
        AssertAllFound(bench, search.Found, bench.Meters);
    }

    [TestMethod]
    public void Search_OnlyDeviceTypeDiffers_IsSplit()
    {
        MBusBench bench = new();
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x12345678, Manufacturer = "ABB", Version = 1 });
        bench.Attach(new MBusSlaveOptions
        {
            IdentificationNumber = 0x12345678, Manufacturer = "ABB", Version = 1, Make = MBusMake.Water,
        });
        MBusSearchTask search = new(bench.Master, 8);
        bench.Bench.Run(search, 3_600_000_000);
        AssertAllFound(bench, search.Found, bench.Meters);
    }

    [TestMethod]
    public void Search_TwoTheSame_AreReportedAsCollision()
    {
        MBusBench bench = new();
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x12345678 });
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x12345678, AnswerBits = 13.5 });
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x22345678 });
        MBusSearchTask search = new(bench.Master, 8);
        bench.Bench.Run(search, 3_600_000_000);
        Assert.AreEqual(MBusResult.Ok, search.Result);
        Assert.AreEqual(2, search.Found.Count);
        Assert.AreEqual(MBusFoundState.Collision, search.Found.StateOf(0));
        Assert.AreEqual(MBusFoundState.Ok, search.Found.StateOf(1));
    }

    [TestMethod]
    public void Search_NotSelectable_IsFoundAndReadByPrimaryAddress()
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Attach(new MBusSlaveOptions
        {
            IdentificationNumber = 0x12345678, Primary = 17, Trouble = MBusTrouble.NotSelectable,
        });
        MBusSearchTask search = new(bench.Master, 8);
        bench.Bench.Run(search);
        Assert.AreEqual(1, search.Found.Count);
        Assert.AreEqual(MBusFoundState.NotSelectable, search.Found.StateOf(0));
        Assert.AreEqual(17, search.Found.PrimaryOf(0));
        MeterAddress address = new();
        search.Found.CopyAddress(0, address);
        bench.Slaves.AddSecondary(address, 2400, search.Found.PrimaryOf(0));
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        Assert.IsTrue(bench.Slaves.Has(0, MBusTraits.UsePrimary));
        Assert.IsGreaterThan(0, meter.Answers);
    }

    [TestMethod]
    public void Search_HexDigits_AreFoundWhereNoDecimalAnswers()
    {
        MBusBench bench = new();
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x12A45678, Primary = 1 });
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x12B45678, Primary = 2 });
        MBusSearchTask search = new(bench.Master, 8);
        bench.Bench.Run(search, 3_600_000_000);
        AssertAllFound(bench, search.Found, bench.Meters);
    }

    [TestMethod]
    public void Search_InTurns_GivesTheLineBackAndFindsTheSame()
    {
        MBusBench bench = new();
        for (int i = 0; i < 8; i++)
        {
            bench.Attach(new MBusSlaveOptions { IdentificationNumber = Bcd(12_000_000 + (i * 7_654_321)), Primary = i });
        }

        MBusSearchTask search = new(bench.Master, 8) { TurnUs = 3_000_000 };
        int turns = 0;
        do
        {
            long startUs = bench.Bench.NowUs;
            bench.Bench.Run(search);
            Assert.IsLessThan(4_500_000, bench.Bench.NowUs - startUs);
            turns++;
        }
        while (search.Result == MBusResult.Incomplete);

        Assert.AreEqual(MBusResult.Ok, search.Result);
        Assert.IsGreaterThan(2, turns);
        AssertAllFound(bench, search.Found, bench.Meters);
    }

    [TestMethod]
    public void Search_MoreThanItsList_CountsTheRest()
    {
        MBusBench bench = new();
        for (int i = 0; i < 5; i++)
        {
            bench.Attach(new MBusSlaveOptions { IdentificationNumber = Bcd(i * 10_000_000), Primary = i });
        }

        MBusSearchTask search = new(bench.Master, 3);
        bench.Bench.Run(search);
        Assert.AreEqual(3, search.Found.Count);
        Assert.AreEqual(2, search.Found.Lost);
    }

    [TestMethod]
    [DataRow(0x02345678u)]
    [DataRow(0x52345678u)]
    [DataRow(0x92345678u)]
    public void Search_SlaveThatAnswersLate_IsFoundAndNobodyTwice(uint number)
    {
        MBusBench bench = new();
        for (int i = 0; i < 4; i++)
        {
            bench.Attach(new MBusSlaveOptions { IdentificationNumber = Bcd(12_000_000 + (i * 23_654_321)), Primary = i });
        }

        bench.Attach(new MBusSlaveOptions
        {
            IdentificationNumber = number, Primary = 9, Trouble = MBusTrouble.SlowAnswer,
        });
        MBusSearchTask search = new(bench.Master, 8) { TurnUs = 3_000_000 };
        int told = 0;
        do
        {
            bench.Bench.Run(search, 3_600_000_000);
            Assert.IsGreaterThanOrEqualTo(told, search.Found.Count, "what was told stays in its place");
            told = search.Found.Count;
        }
        while (search.Result == MBusResult.Incomplete);

        Assert.AreEqual(MBusResult.Ok, search.Result);
        Assert.IsTrue(search.IsSlow);
        AssertAllFound(bench, search.Found, bench.Meters);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(7)]
    [DataRow(12)]
    public void Scan_SlaveThatAnswersLate_IsFoundAndNobodyTwice(int primary)
    {
        MBusBench bench = new();
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x22222222, Primary = 5 });
        bench.Attach(new MBusSlaveOptions
        {
            IdentificationNumber = 0x33333333, Primary = primary, Trouble = MBusTrouble.SlowAnswer,
        });
        MBusScanTask scan = new(bench.Master, 16) { From = 0, To = 12 };
        bench.Bench.Run(scan, 3_600_000_000);
        Assert.AreEqual(MBusResult.Ok, scan.Result);
        Assert.IsTrue(scan.IsSlow);
        AssertAllFound(bench, scan.Found, bench.Meters);
        Assert.IsTrue(Enumerable.Range(0, scan.Found.Count).All(i => scan.Found.StateOf(i) == MBusFoundState.Ok));
    }

    [TestMethod]
    [DataRow(1, 9600)]
    [DataRow(2, 2400)]
    [DataRow(3, 2400)]
    public void Scan_LateSlaveBeforeOthers_IsFound(int seed, int baud)
    {
        // Their replies follow so closely that its acknowledge always falls into one of them.
        MBusBench bench = new(seed: (ulong)seed);
        for (int primary = 3; primary <= 12; primary++)
        {
            bench.Attach(new MBusSlaveOptions
            {
                IdentificationNumber = MBusBench.Number(primary), Primary = primary, BaudRate = baud,
                Trouble = primary == 4 ? MBusTrouble.SlowAnswer : MBusTrouble.None,
            });
        }

        MBusScanTask scan = new(bench.Master, 16) { From = 0, To = 12, SettingsIndex = MBusSpeeds.IndexOf(baud) };
        bench.Bench.Run(scan, 3_600_000_000);
        Assert.AreEqual(MBusResult.Ok, scan.Result);
        Assert.IsTrue(scan.IsSlow);
        AssertAllFound(bench, scan.Found, bench.Meters);
    }

    /// <summary>The slow way sends nothing twice: whoever needs that is found before it.</summary>
    [TestMethod]
    public void Scan_LateSlaveAndOneThatNeedsRepeats_FindsBoth()
    {
        MBusBench bench = new();
        for (int primary = 3; primary <= 12; primary++)
        {
            bench.Attach(new MBusSlaveOptions
            {
                IdentificationNumber = MBusBench.Number(primary), Primary = primary, BaudRate = 2400,
                Trouble = primary == 4 ? MBusTrouble.SlowAnswer
                    : primary == 9 ? MBusTrouble.MissesFirst : MBusTrouble.None,
            });
        }

        MBusScanTask scan = new(bench.Master, 16) { From = 0, To = 12, SettingsIndex = MBusSpeeds.IndexOf(2400) };
        bench.Bench.Run(scan, 3_600_000_000);
        Assert.IsTrue(scan.IsSlow);
        AssertAllFound(bench, scan.Found, bench.Meters);
    }

    [TestMethod]
    public void Scan_PrimaryAddresses_FindsSlavesAndCollisions()
    {
        MBusBench bench = new();
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x11111111, Primary = 0 });
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x22222222, Primary = 5 });
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x33333333, Primary = 9 });
        bench.Attach(new MBusSlaveOptions { IdentificationNumber = 0x44444444, Primary = 9, Make = MBusMake.Water });
        MBusScanTask scan = new(bench.Master, 16) { From = 0, To = 12 };
        bench.Bench.Run(scan);
        Assert.AreEqual(MBusResult.Ok, scan.Result);
        Assert.AreEqual(3, scan.Found.Count);
        Assert.AreEqual("11111111 HTA 0B 04", Text(scan.Found, 0));
        Assert.AreEqual(5, scan.Found.PrimaryOf(1));
        Assert.AreEqual(MBusFoundState.Collision, scan.Found.StateOf(2));
        Assert.AreEqual(9, scan.Found.PrimaryOf(2));
    }

    [TestMethod]
    [DataRow(MBusTrouble.WrongParity, false, 3 + 8)]
    [DataRow(MBusTrouble.WrongSpeed, false, 4)]
    [DataRow(MBusTrouble.WrongParity, true, 3 + 8)]
    [DataRow(MBusTrouble.None, true, 3)]
    public void Commission_WrongSettings_AreFoundAndUsed(MBusTrouble trouble, bool bySecondary, int settings)
    {
        MBusBench bench = new();
        bench.Add(
            new MBusSlaveOptions { IdentificationNumber = 0x12345678, Primary = 3, Trouble = trouble }, bySecondary);
        bench.Slaves.Set(0, MBusTraits.Tried);
        Assert.AreEqual(trouble == MBusTrouble.None, bench.Read(0) == MBusResult.Ok);
        MBusCommissionTask commission = new(bench.Master) { Slave = 0 };
        bench.Bench.Run(commission);
        Assert.AreEqual(MBusResult.Ok, commission.Result);
        Assert.AreEqual(settings, commission.SettingsIndex);
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
    }

    [TestMethod]
    public void Read_BesideASlaveWithoutParity_IsNotDisturbedByItsSelection()
    {
        // 10 5B FD 58 16 with even parity is a good frame without parity, too.
        MBusBench bench = new();
        bench.Add(new MBusSlaveOptions
        {
            IdentificationNumber = 0x22222222, Primary = 9, Trouble = MBusTrouble.WrongParity,
        }, true);
        for (int i = 1; i <= 3; i++)
        {
            bench.Add(new MBusSlaveOptions { IdentificationNumber = MBusBench.Number(i), Primary = i }, true);
        }

        bench.Slaves.SetSettings(0, 3 + MBusSpeeds.Count);
        for (int round = 0; round < 6; round++)
        {
            CollectionAssert.AreEqual(new[]
            {
                MBusResult.Ok, MBusResult.Ok, MBusResult.Ok, MBusResult.Ok,
            }, bench.Sweep(), "round " + round);
            Assert.AreEqual(MBusResult.Ok, bench.Read(0));
            Assert.AreEqual(MBusResult.Ok, bench.Read(1 + (round % 3)));
        }

        Assert.AreEqual(0, bench.Master.Repeats);
        bench.Bench.Run(new MBusReadTask(bench.Master, bench) { Slave = 0 });
        MBusSearchTask search = new(bench.Master, 250);
        bench.Bench.Run(search, 3_600_000_000);
        Assert.AreEqual(3, search.Found.Count);
    }

    [TestMethod]
    [DataRow(false, 0)]
    [DataRow(true, 0)]
    [DataRow(false, 3_000_000)]
    public void Commission_SlowSlaveAtAnotherSpeed_IsFoundAndReadAtOnce(bool bySecondary, int turnUs)
    {
        MBusBench bench = new();
        MBusSlaveOptions options = new()
        {
            IdentificationNumber = 0x12345678, Primary = 3, BaudRate = 4800, Trouble = MBusTrouble.SlowAnswer,
        };
        MBusSlave meter = bench.Attach(options);
        int slave = bySecondary
            ? bench.Slaves.AddSecondary(MBusBench.AddressOf(meter), 2400, MBusSlaves.NoPrimary)
            : bench.Slaves.AddPrimary(3, 2400);
        MBusCommissionTask commission = new(bench.Master) { Slave = slave, TurnUs = turnUs };
        int turns = 0;
        do
        {
            bench.Bench.Run(commission, 3_600_000_000);
            turns++;
            Assert.IsTrue(commission.Result == MBusResult.Ok || bench.Slaves.SettingsOf(slave) == 3);
        }
        while (commission.Result == MBusResult.Incomplete);

        Assert.AreEqual(MBusResult.Ok, commission.Result);
        Assert.AreEqual(4, commission.SettingsIndex);
        Assert.AreEqual(turnUs > 0, turns > 10, "turns: " + turns);
        Assert.AreEqual(0x12345678u, commission.Identity.IdentificationNumber);
        Assert.AreEqual(MBusResult.Ok, bench.Read(slave));
        Assert.AreEqual(0, bench.Slaves.TraitsOf(slave) & MBusTraits.Tried);
    }

    [TestMethod]
    public void Commission_DeadSlave_EndsSilentAndKeepsTheSettings()
    {
        MBusBench bench = new();
        bench.Add(new MBusSlaveOptions { Primary = 3, Trouble = MBusTrouble.Dead });
        MBusCommissionTask commission = new(bench.Master) { Slave = 0 };
        bench.Bench.Run(commission);
        Assert.AreEqual(MBusResult.Silent, commission.Result);
        Assert.AreEqual(3, bench.Slaves.SettingsOf(0));
    }
}
