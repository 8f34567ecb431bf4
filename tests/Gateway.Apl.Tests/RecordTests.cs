using System.Linq;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Records by clause of EN 13757-3: DIB, VIB, values, and what is wrong with them.</summary>
[TestClass]
public sealed class RecordTests
{
    [TestMethod]
    [DataRow("01 13 05", 0L, 0, 0, DisplayName = "no DIFE")]
    [DataRow("41 13 05", 1L, 0, 0, DisplayName = "bit 6 of the DIF")]
    [DataRow("81 01 13 05", 2L, 0, 0, DisplayName = "storage of a DIFE counts from bit 1")]
    [DataRow("C1 0F 13 05", 31L, 0, 0, DisplayName = "both")]
    [DataRow("81 30 13 05", 0L, 3, 0, DisplayName = "tariff")]
    [DataRow("81 C0 40 13 05", 0L, 0, 3, DisplayName = "subunit over two DIFEs")]
    [DataRow("81 80 80 80 80 80 80 80 80 80 7F 13 05", 0x1E000000000L, 0xC0000, 0x200, DisplayName = "10 DIFEs")]
    public void Dib_Difes_GiveStorageTariffSubunit(string hex, long storage, int tariff, int subunit)
    {
        var record = Payload.One(hex);
        Assert.AreEqual(RecordStatus.Ok, record.Status);
        Assert.AreEqual(storage, record.StorageNumber);
        Assert.AreEqual(tariff, record.Tariff);
        Assert.AreEqual(subunit, record.Subunit);
        Assert.AreEqual(5L, record.Mantissa);
    }

    [TestMethod]
    [DataRow("00 13", ValueKind.None, 0L)]
    [DataRow("08 13", ValueKind.None, 0L)]
    [DataRow("01 13 FE", ValueKind.Number, -2L)]
    [DataRow("02 13 FE FF", ValueKind.Number, -2L)]
    [DataRow("03 13 00 00 80", ValueKind.Number, -8388608L)]
    [DataRow("04 13 FF FF FF 7F", ValueKind.Number, 2147483647L)]
    [DataRow("06 13 00 00 00 00 00 80", ValueKind.Number, -140737488355328L)]
    [DataRow("07 13 00 00 00 00 00 00 00 80", ValueKind.Number, long.MinValue)]
    [DataRow("09 13 42", ValueKind.Number, 42L)]
    [DataRow("0E 13 21 43 65 87 09 21", ValueKind.Number, 210987654321L)]
    [DataRow("0A 13 21 F3", ValueKind.Number, -321L, DisplayName = "F321 = -321")]
    [DataRow("0C 13 01 00 00 F0", ValueKind.Number, -1L)]
    [DataRow("0D 13 C2 34 12", ValueKind.Number, 1234L)]
    [DataRow("0D 13 D2 34 12", ValueKind.Number, -1234L)]
    [DataRow("0D 13 E2 FE FF", ValueKind.Number, -2L)]
    [DataRow("0D 13 C9 99 99 99 99 99 99 99 99 99", ValueKind.Number, 999999999999999999L)]
    [DataRow("01 FD 1B FE", ValueKind.Unsigned, 254L)]
    [DataRow("02 FD 17 FF FF", ValueKind.Unsigned, 65535L)]
    [DataRow("01 93 FC 11 FE", ValueKind.Unsigned, 254L, DisplayName = "FC 11: data type C")]
    public void Value_OfEachDataField_IsExact(string hex, ValueKind kind, long mantissa)
    {
        var record = Payload.One(hex);
        Assert.AreEqual(RecordStatus.Ok, record.Status);
        Assert.AreEqual(kind, record.ValueKind);
        Assert.AreEqual(mantissa, record.Mantissa);
    }

    [TestMethod]
    [DataRow("0A 13 A1 12", RecordStatus.InvalidBcd)]
    [DataRow("0A 13 1F F2", RecordStatus.InvalidBcd, DisplayName = "F elsewhere than in front")]
    [DataRow("0A 13 21 FF", RecordStatus.InvalidBcd)]
    [DataRow("0D 13 C1 F1", RecordStatus.InvalidBcd, DisplayName = "the length byte has the sign")]
    [DataRow("0A 13 BB DB", RecordStatus.NotAvailable)]
    [DataRow("0C 13 BB BB BB DB", RecordStatus.NotAvailable)]
    [DataRow("0A 13 BA DB", RecordStatus.InvalidBcd)]
    [DataRow("05 13 00 00 80 7F", RecordStatus.InvalidReal)]
    [DataRow("01 6C 11", RecordStatus.TypeMismatch)]
    [DataRow("0D 6D 06 112233445566", RecordStatus.UnsupportedType, DisplayName = "type M")]
    [DataRow("0D FD 73 EB 1122334455667788990011", RecordStatus.UnsupportedType, DisplayName = "type L")]
    [DataRow("01 6F 11", RecordStatus.ReservedVif)]
    [DataRow("01 FB 06 11", RecordStatus.ReservedVif)]
    [DataRow("01 FD 7F 11", RecordStatus.ReservedVif)]
    [DataRow("01 93 44 11", RecordStatus.ReservedVif)]
    [DataRow("01 93 FC 0D 11", RecordStatus.ReservedVif)]
    [DataRow("01 93 18 11", RecordStatus.MeterError)]
    [DataRow("07 FB 68 FFFFFFFFFFFFFF7F", RecordStatus.Overflow)]
    public void Value_Bad_IsFlaggedAndTheNextRecordIsRead(string hex, RecordStatus status)
    {
        var records = Payload.All(hex + " 0A 13 34 12");
        Assert.HasCount(2, records);
        Assert.AreEqual(status, records[0].Status);
        Assert.AreEqual(RecordKind.Value, records[0].Kind);
        Assert.AreEqual(RecordStatus.Ok, records[1].Status);
        Assert.AreEqual(1234L, records[1].Mantissa);
    }

    [TestMethod]
    [DataRow("02 13 11", RecordStatus.Truncated)]
    [DataRow("02 13", RecordStatus.Truncated)]
    [DataRow("02", RecordStatus.Truncated)]
    [DataRow("82", RecordStatus.Truncated)]
    [DataRow("02 93", RecordStatus.Truncated)]
    [DataRow("02 FD", RecordStatus.Truncated)]
    [DataRow("02 FD FD", RecordStatus.Truncated)]
    [DataRow("02 7C", RecordStatus.Truncated)]
    [DataRow("02 7C 03 41 42", RecordStatus.Truncated)]
    [DataRow("0D 13", RecordStatus.Truncated)]
    [DataRow("0D 13 03 41 42", RecordStatus.Truncated)]
    [DataRow("81 80 80 80 80 80 80 80 80 80 80 00 13 05", RecordStatus.TooManyDife)]
    [DataRow("01 93 80 80 80 80 80 80 80 80 80 80 00 05", RecordStatus.TooManyVife)]
    [DataRow("01 FD BA 80 80 80 80 80 80 80 80 80 00 05", RecordStatus.TooManyVife)]
    [DataRow("0D 13 CA 41 42", RecordStatus.ReservedLength)]
    [DataRow("0D 13 DF 41 42", RecordStatus.ReservedLength)]
    [DataRow("0D 13 F7 41 42", RecordStatus.ReservedLength)]
    [DataRow("3F 13 41", RecordStatus.ReservedDif)]
    [DataRow("8F 00 41", RecordStatus.ReservedDif)]
    public void Record_OfUnknownLength_IsTheLastAndKeepsTheBytes(string hex, RecordStatus status)
    {
        var before = Payload.Bytes("0A 13 34 12");
        byte[] bytes = [.. before, .. Payload.Bytes(hex)];
        var records = Payload.All(bytes);
        Assert.HasCount(2, records);
        Assert.AreEqual(1234L, records[0].Mantissa);
        Assert.AreEqual(RecordKind.Unreadable, records[1].Kind);
        Assert.AreEqual(status, records[1].Status);
        Assert.AreEqual(before.Length, records[1].HeaderOffset);
        Assert.AreEqual(bytes.Length, records[1].DataOffset + records[1].DataCount);
    }

    [TestMethod]
    public void Special_ManufacturerData_TakesTheRest()
    {
        var records = Payload.All("0A 13 34 12 0F 01 02 2F");
        Assert.AreEqual(RecordKind.ManufacturerData, records[1].Kind);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 0x2F },
            records[1].DataBytes[records[1].DataOffset..(records[1].DataOffset + records[1].DataCount)]);
    }

    [TestMethod]
    public void Special_MoreRecordsFollow_IsToldByTheReader()
    {
        var reader = new AplReader();
        var bytes = Payload.Bytes("01 13 05 1F AA");
        reader.Open(bytes, 0, bytes.Length);
        var records = Payload.Rest(reader);
        Assert.AreEqual(RecordKind.MoreRecordsFollow, records[1].Kind);
        Assert.AreEqual(1, records[1].DataCount);
        Assert.IsTrue(reader.MoreRecordsFollow);
        reader.Open(bytes, 0, 3);
        Assert.IsFalse(reader.MoreRecordsFollow);
    }

    [TestMethod]
    public void Special_FillersAndReadoutRequest_AreNoValues()
    {
        var records = Payload.All("2F 2F 01 13 05 2F 7F 2F");
        CollectionAssert.AreEqual(new[] { RecordKind.Value, RecordKind.ReadoutRequest },
            records.Select(record => record.Kind).ToArray());
        Assert.IsEmpty(Payload.All("2F 2F 2F"));
        Assert.IsEmpty(Payload.All(""));
    }

    [TestMethod]
    public void PlainText_BeforeItsVifes_IsRead()
    {
        var record = Payload.One("02 FC 03 48 52 25 74 15 22");
        Assert.AreEqual(Quantity.PlainText, record.Quantity);
        Assert.AreEqual("%RH", record.ReadPlainText());
        Assert.AreEqual(0x2215L, record.Mantissa);
        Assert.AreEqual(-2, record.Exponent);
    }

    [TestMethod]
    public void Text_LastCharacterFirst_IsTurnedRound()
    {
        var record = Payload.One("0D FD 0C 03 43 42 E4");
        Assert.AreEqual(ValueKind.Text, record.ValueKind);
        Assert.AreEqual("\u00e4BC", record.ReadText());
    }

    [TestMethod]
    [DataRow("0D FD 3B 02 11 22", 2, DisplayName = "container of the wireless M-Bus")]
    [DataRow("0D 93 1F E5 22 11 01 02 03", 5, DisplayName = "compact profile")]
    [DataRow("0D 13 E9 01 02 03 04 05 06 07 08 09", 9, DisplayName = "longer than 64 bits")]
    [DataRow("0D 13 F0 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10", 16)]
    public void Bytes_OfContainersAndLongNumbers_AreKept(string hex, int count)
    {
        var record = Payload.One(hex);
        Assert.AreEqual(RecordStatus.Ok, record.Status);
        Assert.AreEqual(ValueKind.Bytes, record.ValueKind);
        Assert.AreEqual(count, record.DataCount);
    }

    [TestMethod]
    public void Real_BitsAndScale_AreGiven()
    {
        var record = Payload.One("05 2E 00 00 C0 3F");
        Assert.AreEqual(ValueKind.Real, record.ValueKind);
        Assert.AreEqual(1.5f, record.ReadReal());
        Assert.AreEqual(3, record.Exponent);
    }

    [TestMethod]
    public void Manufacturer_VifesBehindFf_AreNotInterpreted()
    {
        var record = Payload.One("01 93 FF F0 70 05");
        Assert.AreEqual(0, record.ModifierCount);
        Assert.AreEqual(-3, record.Exponent);
        Assert.AreEqual(2, record.ManufacturerVifeOffset);
        var own = Payload.One("01 FF 70 05");
        Assert.AreEqual(Quantity.ManufacturerSpecific, own.Quantity);
        Assert.AreEqual(2, own.ManufacturerVifeOffset);
        Assert.AreEqual(0, own.Exponent);
    }
}
