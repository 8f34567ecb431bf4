using System;
using System.Text;
using Gateway.Config;

namespace Gateway.Uplink.Tests.Config;

[TestClass]
public class RadioConfigTests
{
    [TestMethod]
    public void TryRead_NothingGiven_IsOneCc1101ForT1AndC1()
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read("{}", config));
        Assert.HasCount(1, config.Radios);
        AssertRadio(config.Radios[0], "cc1101", null, ["T1C1"], [0]);
    }

    [TestMethod]
    [DataRow("T1C1")]
    [DataRow("S1")]
    [DataRow("LIQ")]
    public void TryRead_Profile_IsTaken(string profile)
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read("""{"radios":[{"profile":"PROFILE"}]}""".Replace("PROFILE", profile), config));
        AssertRadio(config.Radios[0], "cc1101", null, [profile], [0]);
    }

    [TestMethod]
    public void TryRead_TwoRadiosOneWithASchedule_AreTakenInOrder()
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read(
            """
            {"radios":[
              {"chip":"sx1276","profile":"T1C1","id":"north"},
              {"chip":"cc1101","schedule":[{"profile":"S1","s":10},{"s":3600,"profile":"LIQ"}]}]}
            """,
            config));
        Assert.HasCount(2, config.Radios);
        AssertRadio(config.Radios[0], "sx1276", "north", ["T1C1"], [0]);
        AssertRadio(config.Radios[1], "cc1101", null, ["S1", "LIQ"], [10, 3600]);
    }

    [TestMethod]
    [DataRow("""{"radio":{}}""", "radio: unknown key (known: gateway, uplink, filter, radios, wired, security, tenants, installer)")]
    [DataRow("""{"radios":{}}""", "radios: must be an array")]
    [DataRow("""{"radios":[]}""", "radios: must have 1 element at least")]
    [DataRow("""{"radios":["S1"]}""", "radios[0]: must be an object")]
    [DataRow("""{"radios":[{},{},{},{}]}""", "radios[3]: there are more than 3 radios")]
    [DataRow("""{"radios":[{},{"chip":"cc1120"}]}""", "radios[1].chip: must be \"cc1101\" or \"sx1276\"")]
    [DataRow("""{"radios":[{"profile":"C1"}]}""", "radios[0].profile: must be \"T1C1\", \"S1\" or \"LIQ\"")]
    [DataRow("""{"radios":[{"profile":1}]}""", "radios[0].profile: must be a string")]
    [DataRow("""{"radios":[{"id":"a b"}]}""", "radios[0].id: only A-Z, a-z, 0-9, _ and - are allowed")]
    [DataRow("""{"radios":[{"id":"12345678901234567"}]}""", "radios[0].id: must have 1..16 characters, has 17")]
    [DataRow("""{"radios":[{"power":1}]}""", "radios[0].power: unknown key (known: chip, profile, schedule, id)")]
    [DataRow(
        """{"radios":[{"profile":"S1","schedule":[{"profile":"S1","s":1},{"profile":"LIQ","s":1}]}]}""",
        "radios[0]: has a profile and a schedule: one of them")]
    [DataRow("""{"radios":[{"schedule":"S1"}]}""", "radios[0].schedule: must be an array")]
    [DataRow(
        """{"radios":[{"schedule":[{"profile":"S1","s":1}]}]}""",
        "radios[0].schedule: must have 2 elements at least; use profile for one")]
    [DataRow("""{"radios":[{"schedule":["S1"]}]}""", "radios[0].schedule[0]: must be an object")]
    [DataRow("""{"radios":[{"schedule":[{"s":1}]}]}""", "radios[0].schedule[0].profile: is missing")]
    [DataRow("""{"radios":[{"schedule":[{"profile":"S1"}]}]}""", "radios[0].schedule[0].s: is missing")]
    [DataRow(
        """{"radios":[{"schedule":[{"profile":"S1","s":1},{"profile":"T1","s":1}]}]}""",
        "radios[0].schedule[1].profile: must be \"T1C1\", \"S1\" or \"LIQ\"")]
    [DataRow(
        """{"radios":[{"schedule":[{"profile":"S1","s":0}]}]}""",
        "radios[0].schedule[0].s: 0 is not in 1..3600")]
    [DataRow(
        """{"radios":[{"schedule":[{"profile":"S1","s":3601}]}]}""",
        "radios[0].schedule[0].s: 3601 is not in 1..3600")]
    [DataRow(
        """{"radios":[{"schedule":[{"profile":"S1","seconds":1}]}]}""",
        "radios[0].schedule[0].seconds: unknown key (known: profile, s)")]
    public void TryRead_BadRadio_NamesPathAndReasonAndChangesNothing(string json, string expected)
    {
        var config = new GatewayConfig();
        Assert.AreEqual(expected, Read(json, config));
        Assert.HasCount(1, config.Radios);
        AssertRadio(config.Radios[0], "cc1101", null, ["T1C1"], [0]);
    }

    [TestMethod]
    public void TryRead_NineProfiles_IsRefused()
    {
        var slots = string.Join(",", System.Linq.Enumerable.Repeat("""{"profile":"S1","s":1}""", 9));
        Assert.AreEqual(
            "radios[0].schedule[8]: there are more than 8 profiles",
            Read("{\"radios\":[{\"schedule\":[" + slots + "]}]}", new GatewayConfig()));
    }

    [TestMethod]
    public void TryRead_DamagedRadios_NeverThrowsNorHalfApplies()
    {
        const int Seed = 17;
        var random = new Random(Seed);
        var good = Encoding.UTF8.GetBytes(
            """{"radios":[{"chip":"sx1276","id":"n"},{"schedule":[{"profile":"S1","s":10},{"profile":"LIQ","s":9}]}]}""");
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = (byte[])good.Clone();
            for (var i = 1 + random.Next(3); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var config = new GatewayConfig();
            var length = random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length;
            if (!ConfigReader.TryRead(bytes, length, config, out var error))
            {
                Assert.IsTrue(
                    error.Length is > 0 and < 400 && config.Radios.Length == 1, $"seed {Seed}, round {round}");
            }
        }
    }

    private static string Read(string json, GatewayConfig into)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        ConfigReader.TryRead(bytes, bytes.Length, into, out var error);
        return error;
    }

    private static void AssertRadio(RadioConfig radio, string chip, string id, string[] profiles, int[] dwellS)
    {
        Assert.AreEqual(chip, radio.Chip);
        Assert.AreEqual(id, radio.Id);
        CollectionAssert.AreEqual(profiles, radio.Profiles);
        CollectionAssert.AreEqual(dwellS, radio.DwellS);
    }
}
