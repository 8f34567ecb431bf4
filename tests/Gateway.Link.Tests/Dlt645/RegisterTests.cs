using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link.Dlt645;

namespace Gateway.Link.Tests.Dlt645;

[TestClass]
public sealed class RegisterTests
{
    // Data in the order of the link: low byte first.
    [TestMethod]
    [DataRow(0x00010000u, "56341200", "active energy forward T0 S0 1234.56 kWh")]
    [DataRow(0x00020300u, "01000000", "active energy reverse T3 S0 0.01 kWh")]
    [DataRow(0x00010001u, "99999999", "active energy forward T0 S1 999999.99 kWh")]
    [DataRow(0x00000000u, "56341280", "active energy combined T0 S0 -1234.56 kWh")]
    [DataRow(0x00030000u, "00000080", "reactive energy combined 1 T0 S0 0.00 kvarh")]
    [DataRow(0x00150000u, "56341200", "active energy forward L1 T0 S0 1234.56 kWh")]
    [DataRow(0x002A0000u, "56341200", "active energy reverse L2 T0 S0 1234.56 kWh")]
    [DataRow(0x00460000u, "56341200", "apparent energy reverse L3 T0 S0 1234.56 kVAh")]
    [DataRow(0x00950000u, "56341200", "fundamental energy forward L1 T0 S0 1234.56 kWh")]
    [DataRow(0x00900200u, "50000000", "remaining amount 0.50 CNY")]
    [DataRow(0x01010000u, "5634121509230826", "maximum demand, active energy forward T0 S0 12.3456 kW 2026-08-23 09:15")]
    [DataRow(0x01010001u, "0000000000000000", "maximum demand, active energy forward T0 S1 0.0000 kW")]
    [DataRow(0x01030000u, "5634921509230826",
        "maximum demand, reactive energy combined 1 T0 S0 -12.3456 kvar 2026-08-23 09:15")]
    [DataRow(0x02010100u, "9722", "voltage L1 229.7 V")]
    [DataRow(0x02020200u, "994900", "current L2 4.999 A")]
    [DataRow(0x02020200u, "994980", "current L2 -4.999 A")]
    [DataRow(0x02030000u, "563492", "active power -12.3456 kW")]
    [DataRow(0x02040300u, "563412", "reactive power L3 12.3456 kvar")]
    [DataRow(0x02050000u, "563412", "apparent power 12.3456 kVA")]
    [DataRow(0x02060000u, "9889", "power factor -0.998")]
    [DataRow(0x02070100u, "9935", "phase angle L1 359.9 °")]
    [DataRow(0x020A0103u, "1200", "voltage harmonic L1 0.12 %")]
    [DataRow(0x02800002u, "0250", "frequency 50.02 Hz")]
    [DataRow(0x02800007u, "5182", "temperature -25.1 °C")]
    [DataRow(0x02800008u, "6003", "clock battery voltage 3.60 V")]
    [DataRow(0x02800020u, "88950000", "price 0.9588 CNY/kWh")]
    [DataRow(0x03110000u, "120000", "events 12")]
    [DataRow(0x03300000u, "340200", "programmings 234")]
    [DataRow(0x03300200u, "010000", "demand resets 1")]
    [DataRow(0x04000101u, "04221126", "date 2026-11-22  W4")]
    [DataRow(0x04000102u, "563412", "time of day  12:34:56")]
    [DataRow(0x0400010Cu, "56341204221126", "date and time 2026-11-22 12:34:56 W4")]
    [DataRow(0x04000401u, "129078563412", "address")]
    [DataRow(0x04000409u, "001200", "meter constant 1200 imp/kWh")]
    [DataRow(0x04000503u, "5000", "status word 80")]
    [DataRow(0x04010000u, "010101", "tariff table")]
    [DataRow(0x04000B01u, "0001", "settlement day 01 00")]
    [DataRow(0x05060001u, "0000221126", "freeze time S1 2026-11-22 00:00")]
    [DataRow(0x000B0000u, "56341200", "active energy combined of the settlement period S0 1234.56 kWh")]
    [DataRow(0x000B0001u, "56341280", "active energy combined of the settlement period S1 -1234.56 kWh")]
    [DataRow(0x03320101u, "1509230826", "purchase time S1 2026-08-23 09:15")]
    [DataRow(0x03330202u, "1200", "purchases S2 12")]
    [DataRow(0x03320301u, "00000100", "purchased energy S1 100.00 kWh")]
    [DataRow(0x03330301u, "00500000", "purchased amount S1 50.00 CNY")]
    [DataRow(0x03330401u, "50000000", "remaining amount before purchase S1 0.50 CNY")]
    [DataRow(0x03330501u, "50500000", "remaining amount S1 50.50 CNY")]
    [DataRow(0x03330601u, "00501200", "purchased amount in all S1 1250.00 CNY")]
    [DataRow(0x04000108u, "0000010127", "switch time 2027-01-01 00:00")]
    [DataRow(0x04000207u, "04", "setting 4")]
    [DataRow(0x04050102u, "88950000", "price T2 0.9588 CNY/kWh")]
    [DataRow(0x04060001u, "00002000", "step limit 2000.00 kWh")]
    [DataRow(0x04060301u, "88950000", "step price 0.9588 CNY/kWh")]
    [DataRow(0x1D000001u, "030000", "trips 3")]
    [DataRow(0x1E000101u, "563412221126", "closing time S1 2026-11-22 12:34:56")]
    public void Read2007_SingleRegister_IsDecoded(uint identifier, string data, string expected)
    {
        Check(Dlt645Edition.Edition2007, identifier, data, expected);
    }

    [TestMethod]
    [DataRow(0x9010u, "79261400", "active energy forward T0 S0 1426.79 kWh")]
    [DataRow(0xC118u, "15", "setting 15")]
    [DataRow(0xC119u, "56341200", "initial reading 12345.6 kWh")]
    [DataRow(0xC11Au, "56341200", "initial reading 12345.6 kvarh")]
    [DataRow(0xC41Eu, "02", "setting 2")]
    [DataRow(0x9012u, "79261400", "active energy forward T2 S0 1426.79 kWh")]
    [DataRow(0x9020u, "79261400", "active energy reverse T0 S0 1426.79 kWh")]
    [DataRow(0x9410u, "79261400", "active energy forward T0 S1 1426.79 kWh")]
    [DataRow(0x9910u, "79261400", "reactive energy forward T0 S2 1426.79 kvarh")]
    [DataRow(0x9140u, "79261400", "reactive energy quadrant 4 T0 S0 1426.79 kvarh")]
    [DataRow(0xA010u, "563412", "maximum demand, active energy forward T0 S0 12.3456 kW")]
    [DataRow(0xB010u, "15092308", "time of maximum demand, active energy forward T0 S0 08-23 09:15")]
    [DataRow(0xB611u, "2302", "voltage L1 223 V")]
    [DataRow(0xB622u, "9949", "current L2 49.99 A")]
    [DataRow(0xB630u, "563412", "active power 12.3456 kW")]
    [DataRow(0xB633u, "563412", "active power L3 12.3456 kW")]
    [DataRow(0xB641u, "3412", "reactive power L1 12.34 kvar")]
    [DataRow(0xB650u, "0010", "power factor 1.000")]
    [DataRow(0xB212u, "1200", "programmings 12")]
    [DataRow(0xB312u, "0200", "phase losses L2 2")]
    [DataRow(0xC010u, "04221126", "date 2026-11-22  W4")]
    [DataRow(0xC011u, "563412", "time of day  12:34:56")]
    public void Read1997_SingleRegister_IsDecoded(uint identifier, string data, string expected)
    {
        Check(Dlt645Edition.Edition1997, identifier, data, expected);
    }

    [TestMethod]
    [DataRow(2007, 0x0001FF00u, "010000000200000003000000",
        "active energy forward T0 S0 0.01 kWh|active energy forward T1 S0 0.02 kWh|active energy forward T2 S0 0.03 kWh")]
    [DataRow(2007, 0x000100FFu, "0100000002000000",
        "active energy forward T0 S0 0.01 kWh|active energy forward T0 S1 0.02 kWh")]
    [DataRow(2007, 0x0201FF00u, "972298229922", "voltage L1 229.7 V|voltage L2 229.8 V|voltage L3 229.9 V")]
    [DataRow(2007, 0x0203FF00u, "010000020000030000040080",
        "active power 0.0001 kW|active power L1 0.0002 kW|active power L2 0.0003 kW|active power L3 -0.0004 kW")]
    [DataRow(2007, 0x028000FFu, "0000000250000000",
        "neutral current 0.000 A|frequency 50.02 Hz|average active power 0.0000 kW")]
    [DataRow(2007, 0x040005FFu, "010002000300040005000600FFFF",
        "status word 1|status word 2|status word 3|status word 4|status word 5|status word 6|status word 65535")]
    [DataRow(2007, 0x05060101u, "0100000002000000", "active energy forward T0 S1 0.01 kWh|active energy forward T1 S1 0.02 kWh")]
    [DataRow(2007, 0x0506FF01u, "0000221126AA0100000002000000AA03000000",
        "freeze time S1 2026-11-22 00:00|active energy forward T0 S1 0.01 kWh|active energy forward T1 S1 0.02 kWh|" +
        "active energy reverse T0 S1 0.03 kWh")]
    [DataRow(2007, 0x05061001u, "010000020000030000040000050000060000070000080000",
        "active power S1 0.0001 kW|active power L1 S1 0.0002 kW|active power L2 S1 0.0003 kW|active power L3 S1 0.0004 kW|" +
        "reactive power S1 0.0005 kvar|reactive power L1 S1 0.0006 kvar|reactive power L2 S1 0.0007 kvar|" +
        "reactive power L3 S1 0.0008 kvar")]
    [DataRow(2007, 0x03010000u, "010000600000020000700000030000800000",
        "events L1 1|events L1 60 min|events L2 2|events L2 70 min|events L3 3|events L3 80 min")]
    [DataRow(2007, 0x03050000u, "010000600000", "events 1|events 60 min")]
    [DataRow(1997, 0x901Fu, "01000000020000000300000004000000AA",
        "active energy forward T0 S0 0.01 kWh|active energy forward T1 S0 0.02 kWh|active energy forward T2 S0 0.03 kWh|" +
        "active energy forward T3 S0 0.04 kWh")]
    [DataRow(1997, 0xB61Fu, "230224022502", "voltage L1 223 V|voltage L2 224 V|voltage L3 225 V")]
    [DataRow(1997, 0xB63Fu, "010000020000030000040000",
        "active power 0.0001 kW|active power L1 0.0002 kW|active power L2 0.0003 kW|active power L3 0.0004 kW")]
    public void Read_Block_IsSplitIntoItsRegisters(int year, uint identifier, string data, string expected)
    {
        Check(year == 1997 ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007, identifier, data, expected);
    }

    [TestMethod]
    [DataRow(0x00010000u, "00000E00", "active energy forward T0 S0 InvalidDigit")]
    [DataRow(0x00010000u, "0A000000", "active energy forward T0 S0 InvalidDigit")]
    [DataRow(0x00010000u, "FFFFFFFF", "active energy forward T0 S0 NotAvailable")]
    [DataRow(0x00010000u, "000000", "active energy forward T0 S0 WrongLength")]
    [DataRow(0x00010000u, "0000000000", "active energy forward T0 S0 WrongLength")]
    [DataRow(0x0001FF00u, "FFFFFFFF010000000000",
        "active energy forward T0 S0 NotAvailable|active energy forward T1 S0 0.01 kWh|active energy forward T2 S0 WrongLength")]
    [DataRow(0x01010000u, "5634121509310226",
        "maximum demand, active energy forward T0 S0 12.3456 kW InvalidTime")]
    [DataRow(0x04000101u, "04290226", "date InvalidTime")]
    [DataRow(0x04000101u, "04290228", "date 2028-02-29  W4")]
    [DataRow(0x04000101u, "07220226", "date InvalidTime")]
    [DataRow(0x04000102u, "000024", "time of day InvalidTime")]
    [DataRow(0x0FFF0000u, "0102", "unknown Unknown")]
    [DataRow(0x77010203u, "0102", "unknown Unknown")]
    [DataRow(0x0001FFFFu, "0102", "unknown Unknown")]
    [DataRow(0x00140000u, "01020304", "unknown Unknown")]
    public void Read_BadData_IsFlagged(uint identifier, string data, string expected)
    {
        Check(Dlt645Edition.Edition2007, identifier, data, expected);
    }

    [TestMethod]
    public void Read_Block_ElementsHaveTheirOwnIdentifiers()
    {
        var reader = new RegisterReader();
        var value = new RegisterValue();
        var found = new List<uint>();
        reader.Begin(Dlt645Edition.Edition2007, 0x0001FF00, new byte[12], 0, 12);
        while (reader.TryNext(value))
        {
            found.Add(value.Identifier);
        }

        reader.Begin(Dlt645Edition.Edition1997, 0xB62F, new byte[6], 0, 6);
        while (reader.TryNext(value))
        {
            found.Add(value.Identifier);
        }

        CollectionAssert.AreEqual(new uint[] { 0x00010000, 0x00010100, 0x00010200, 0xB621, 0xB622, 0xB623 }, found);
    }

    [TestMethod]
    public void Table_EveryIdentifierOfBothEditions_IsConsistent()
    {
        var info = new RegisterInfo();
        int known = 0;
        for (uint identifier = 0; identifier < 0x10000; identifier++)
        {
            known += Consistent(Dlt645Edition.Edition1997, identifier, info) ? 1 : 0;
        }

        for (uint upper = 0; upper < 0x2000; upper++)
        {
            for (uint lower = 0; lower < 0x40; lower++)
            {
                uint identifier = (upper << 16) | ((lower & 0x38) << 5) | (lower & 7);
                known += Consistent(Dlt645Edition.Edition2007, identifier, info) ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(3000, known);
    }

    // 2026-11-22 08:15: voltages, currents and frequency, active energies; the other classes are not kept.
    private const string LoadRecord =
        "A0A0 2D 1508221126 0022 FFFF 0023 001000 008090 FFFFFF 0050 AA AA AA 78563412 00000000 FFFFFFFF FFFFFFFF AA" +
        "AA 001000 000080 AA 55E5";

    [TestMethod]
    public void LoadRecord_OfSomeClasses_GivesItsValuesWithTheirTime()
    {
        List<string> found = ValueText.All(
            Dlt645Edition.Edition2007, 0x06000001, Convert.FromHexString(LoadRecord.Replace(" ", "")));
        CollectionAssert.AreEqual(
            new[]
            {
                "voltage L1 220.0 V 2026-11-22 08:15", "voltage L2 2026-11-22 08:15 NotAvailable",
                "voltage L3 230.0 V 2026-11-22 08:15", "current L1 1.000 A 2026-11-22 08:15",
                "current L2 -108.000 A 2026-11-22 08:15", "current L3 2026-11-22 08:15 NotAvailable",
                "frequency 50.00 Hz 2026-11-22 08:15",
                "active energy forward T0 S0 123456.78 kWh 2026-11-22 08:15",
                "active energy reverse T0 S0 0.00 kWh 2026-11-22 08:15",
                "reactive energy combined 1 T0 S0 2026-11-22 08:15 NotAvailable",
                "reactive energy combined 2 T0 S0 2026-11-22 08:15 NotAvailable",
                "active demand 0.1000 kW 2026-11-22 08:15", "reactive demand 0.0000 kvar 2026-11-22 08:15",
            }, found, string.Join("\n", found));
    }

    [TestMethod]
    public void LoadRecords_BehindEachOther_AreAllRead()
    {
        byte[] one = Convert.FromHexString(LoadRecord.Replace(" ", ""));
        Assert.HasCount(26, ValueText.All(Dlt645Edition.Edition2007, 0x06000001, [.. one, .. one]));
    }

    [TestMethod]
    public void LoadRecord_EachPrefix_IsGivenRaw()
    {
        byte[] one = Convert.FromHexString(LoadRecord.Replace(" ", ""));
        for (int count = 1; count < one.Length; count++)
        {
            Assert.AreEqual("load record", ValueText.All(
                Dlt645Edition.Edition2007, 0x06000001, one[..count]).Single(), $"{count} bytes");
        }
    }

    private static bool Consistent(Dlt645Edition edition, uint identifier, RegisterInfo info)
    {
        if (!RegisterTable.TryFind(edition, identifier, info))
        {
            return false;
        }

        string label = $"{edition} {identifier:X8}";
        Assert.AreNotEqual("unknown", RegisterNames.Quantity(info.Quantity), label);
        Assert.AreNotEqual(RegisterQuantity.Unknown, info.Quantity, label);
        Assert.IsTrue(info.Size > 0 || info.Format == RegisterFormat.Raw, label);
        Assert.IsLessThanOrEqualTo(3, info.Phase, label);
        return true;
    }

    private static void Check(Dlt645Edition edition, uint identifier, string data, string expected)
    {
        List<string> found = ValueText.All(edition, identifier, Convert.FromHexString(data));

        Assert.AreEqual(expected, string.Join('|', found), $"{identifier:X8}");
    }
}
