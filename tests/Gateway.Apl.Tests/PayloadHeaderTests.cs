using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

[TestClass]
public sealed class PayloadHeaderTests
{
    [TestMethod]
    public void Header_Long_IsReadAtEveryLength()
    {
        var bytes = Payload.Bytes("FF 72 78563412 2440 01 07 55 10 3412 0113");
        var header = new PayloadHeader();
        for (var count = 0; count < 13; count++)
        {
            Assert.AreEqual(LinkStatus.Incomplete, header.Parse(bytes, 1, count), $"{count} bytes");
        }

        Assert.AreEqual(LinkStatus.Ok, header.Parse(bytes, 1, bytes.Length - 1));
        Assert.AreEqual(PayloadKind.Records, header.Kind);
        Assert.AreEqual(0x12345678u, header.Address.IdentificationNumber);
        Assert.AreEqual(0x4024, header.Address.Manufacturer);
        Assert.AreEqual(1, header.Address.Version);
        Assert.AreEqual(7, header.Address.DeviceType);
        Assert.AreEqual(0x55, header.AccessNumber);
        Assert.AreEqual(0x10, header.Status);
        Assert.AreEqual(0x1234, header.ConfigurationField);
        Assert.AreEqual(14, header.PayloadOffset);
    }

    // CF low byte first. FFFF and B627 are signatures of recorded meters, whose records are in the clear.
    [TestMethod]
    [DataRow("0000", false)]
    [DataRow("FFFF", false)]
    [DataRow("27B6", false)]
    [DataRow("0001", false)]
    [DataRow("2005", true)]
    [DataRow("0005", false)]
    [DataRow("1007", true)]
    [DataRow("0002", true)]
    [DataRow("0003", true)]
    [DataRow("0008", true)]
    [DataRow("0009", true)]
    [DataRow("000A", true)]
    [DataRow("000D", true)]
    [DataRow("000E", false)]
    public void Header_SecurityMode_IsEncryptionOnlyWhereItIsDefined(string configuration, bool isEncrypted)
    {
        var header = new PayloadHeader();
        header.Parse(Payload.Bytes("7A 55 10 " + configuration + " 0113"), 0, 7);
        Assert.AreEqual(isEncrypted, header.IsEncrypted);
        header.Parse(Payload.Bytes("78 0113"), 0, 3);
        Assert.IsFalse(header.IsEncrypted);
    }

    [TestMethod]
    public void Header_ShortAndNone_AreRead()
    {
        var header = new PayloadHeader();
        Assert.AreEqual(LinkStatus.Ok, header.Parse(Payload.Bytes("7A 55 10 3412 0113"), 0, 7));
        Assert.IsTrue(header.HasStatus);
        Assert.IsFalse(header.HasAddress);
        Assert.AreEqual(5, header.PayloadOffset);
        Assert.AreEqual(LinkStatus.Ok, header.Parse(Payload.Bytes("78 0113"), 0, 3));
        Assert.IsFalse(header.HasStatus);
        Assert.AreEqual(0, header.Status);
        Assert.AreEqual(1, header.PayloadOffset);
    }

    [TestMethod]
    [DataRow(0x72, PayloadKind.Records)]
    [DataRow(0x7A, PayloadKind.Records)]
    [DataRow(0x78, PayloadKind.Records)]
    [DataRow(0x51, PayloadKind.Records)]
    [DataRow(0x79, PayloadKind.Compact)]
    [DataRow(0x7B, PayloadKind.Compact)]
    [DataRow(0x6A, PayloadKind.Format)]
    [DataRow(0x70, PayloadKind.ApplicationError)]
    [DataRow(0x71, PayloadKind.Alarm)]
    [DataRow(0x50, PayloadKind.Command)]
    [DataRow(0x52, PayloadKind.Command)]
    [DataRow(0xBB, PayloadKind.Command)]
    [DataRow(0x76, PayloadKind.HighByteFirst)]
    [DataRow(0x77, PayloadKind.HighByteFirst)]
    [DataRow(0x7C, PayloadKind.Unsupported)]
    [DataRow(0xA2, PayloadKind.Unsupported)]
    public void Kind_OfCiField_IsTold(int ci, PayloadKind kind)
    {
        Assert.AreEqual(kind, PayloadHeader.KindOf(ci, true));
        Assert.AreEqual(kind, PayloadHeader.KindOf(ci, false));
    }

    [TestMethod]
    public void Kind_OfCi73_DependsOnTheLink()
    {
        Assert.AreEqual(PayloadKind.Fixed, PayloadHeader.KindOf(0x73, true));
        Assert.AreEqual(PayloadKind.Compact, PayloadHeader.KindOf(0x73, false));
    }

    [TestMethod]
    public void FixedData_OfTheRecordedMeter_IsRead()
    {
        var bytes = Payload.Bytes("93929190 10 00 05 69 31650000 69000000");
        var data = new FixedData();
        Assert.AreEqual(RecordStatus.Ok, data.Parse(bytes, 0, 16));
        Assert.AreEqual(0x90919293u, data.IdentificationNumber);
        Assert.AreEqual(0x10, data.AccessNumber);
        Assert.AreEqual(0, data.Status);
        Assert.AreEqual(4, data.DeviceType);
        Assert.AreEqual(RecordStatus.Truncated, data.Parse(bytes, 0, 15));
        Assert.AreEqual(RecordStatus.DataLeft, data.Parse([.. bytes, 0], 0, 17));
    }

    [TestMethod]
    [DataRow(0x00, 0x02, "31650000", ValueUnit.WattHour, 0, 6531L, DisplayName = "BCD")]
    [DataRow(0x01, 0x05, "31650000", ValueUnit.WattHour, 3, 25905L, DisplayName = "binary")]
    [DataRow(0x00, 0x0A, "01000000", ValueUnit.WattHour, 8, 1L)]
    [DataRow(0x00, 0x0B, "01000000", ValueUnit.Joule, 3, 1L)]
    [DataRow(0x00, 0x13, "01000000", ValueUnit.Joule, 11, 1L)]
    [DataRow(0x00, 0x14, "01000000", ValueUnit.Watt, 0, 1L)]
    [DataRow(0x00, 0x25, "01000000", ValueUnit.JoulePerHour, 11, 1L)]
    [DataRow(0x00, 0x29, "01000000", ValueUnit.CubicMetre, -3, 1L)]
    [DataRow(0x00, 0x2E, "01000000", ValueUnit.CubicMetre, 2, 1L)]
    [DataRow(0x00, 0x32, "01000000", ValueUnit.CubicMetrePerHour, -3, 1L)]
    [DataRow(0x00, 0x38, "01000000", ValueUnit.Celsius, -3, 1L)]
    [DataRow(0x00, 0x39, "01000000", ValueUnit.HeatCostUnit, 0, 1L)]
    public void FixedData_UnitsAndCodings_AreRead(
        int status, int unit, string counter, ValueUnit wanted, int exponent, long mantissa)
    {
        var data = new FixedData();
        var record = new DataRecord();
        data.Parse(Payload.Bytes($"93929190 10 {status:X2} {unit:X2} 3E {counter} 02000000"), 0, 16);
        data.Read(0, record);
        Assert.AreEqual(RecordStatus.Ok, record.Status);
        Assert.AreEqual(wanted, record.Unit);
        Assert.AreEqual(exponent, record.Exponent);
        Assert.AreEqual(mantissa, record.Mantissa);
        Assert.AreEqual(0L, record.StorageNumber);
        data.Read(1, record);
        Assert.AreEqual(wanted, record.Unit, "3E has the unit of the other counter");
        Assert.AreEqual(1L, record.StorageNumber);
        Assert.AreEqual(2L, record.Mantissa);
    }

    [TestMethod]
    public void FixedData_StoredAndUnknownUnit_AreTold()
    {
        var data = new FixedData();
        var record = new DataRecord();
        data.Parse(Payload.Bytes("93929190 10 02 3A 3F A1000000 02000000"), 0, 16);
        data.Read(0, record);
        Assert.AreEqual(1L, record.StorageNumber);
        Assert.AreEqual(RecordStatus.ReservedVif, record.Status);
        data.Read(1, record);
        Assert.AreEqual(Quantity.Dimensionless, record.Quantity);
        Assert.AreEqual(RecordStatus.Ok, record.Status);
    }

    [TestMethod]
    public void ErrorFrames_OfLibmbus_GiveItsErrors()
    {
        var errors = 0;
        foreach (var (line, columns) in SharedData.Read("mbus/frames.tsv"))
        {
            if (columns.Length < 3 || !columns[2].EndsWith(".xml", StringComparison.Ordinal) ||
                columns[2].EndsWith(".norm.xml", StringComparison.Ordinal))
            {
                continue;
            }

            var wanted = System.Xml.Linq.XDocument.Load(SharedData.Find("mbus/expected/" + columns[2]))
                .Descendants("Error").Single().Value;
            var payload = WiredFrame.Payload(Convert.FromHexString(columns[0]));
            var header = new PayloadHeader();
            Assert.AreEqual(LinkStatus.Ok, header.Parse(payload, 0, payload.Length));
            Assert.AreEqual(PayloadKind.ApplicationError, header.Kind, columns[2]);
            var code = header.PayloadOffset < payload.Length ? payload[header.PayloadOffset] : -1;
            Assert.AreEqual(ErrorText(wanted), AplNames.OfApplicationError(code), columns[2]);
            errors++;
        }

        Assert.AreEqual(6, errors);
    }

    private static string ErrorText(string libmbus) => libmbus switch
    {
        "Unspecified error" => "unspecified error",
        "Unimplemented CI-Field" => "unimplemented CI-field",
        "Buffer too long, truncated" => "buffer too long, truncated",
        "Application busy" => "application busy",
        _ when libmbus.StartsWith("More than 10 VIFE", StringComparison.Ordinal) => "more than 10 VIFEs",
        _ => libmbus,
    };
}
