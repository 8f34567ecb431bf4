using System;

namespace Gateway.Link.Tests;

[TestClass]
public sealed class HeaderTests
{
    private readonly TelegramHeader _header = new();

    [TestMethod]
    public void Parse_NoTransportHeader_HasAddressOnly()
    {
        Assert.AreEqual(LinkStatus.Ok, Parse(GoldenFrameTests.StandardTelegram));

        Assert.AreEqual(0x44, _header.CField);
        Assert.AreEqual(0x0CAE, _header.LinkAddress.Manufacturer);
        Assert.AreEqual("CEN", ManufacturerCode.ToLetters(_header.LinkAddress.Manufacturer));
        Assert.AreEqual(0x12345678u, _header.EffectiveAddress.IdentificationNumber);
        Assert.AreEqual(1, _header.EffectiveAddress.Version);
        Assert.AreEqual(7, _header.EffectiveAddress.DeviceType);
        Assert.AreEqual(0x78, _header.CiField);
        Assert.AreEqual(CiLayer.TplNone, _header.Transport);
        Assert.IsFalse(_header.HasStatus);
        Assert.IsFalse(_header.IsEncrypted);
        Assert.AreEqual(11, _header.PayloadOffset);
    }

    [TestMethod]
    public void Parse_ShortHeader_HasStatusAndMode5()
    {
        Assert.AreEqual(LinkStatus.Ok, Parse("2E4401062004011205077A" + "2A0C2085" + Zeros(32)));

        Assert.AreEqual(0x2A, _header.AccessNumber);
        Assert.AreEqual(0x0C, _header.Status);
        Assert.IsTrue(StatusByte.IsPowerLow(_header.Status));
        Assert.IsTrue(StatusByte.IsPermanentError(_header.Status));
        Assert.IsFalse(StatusByte.IsTemporaryError(_header.Status));
        Assert.AreEqual(5, _header.SecurityMode);
        Assert.IsTrue(_header.IsEncrypted);
        Assert.AreEqual(15, _header.PayloadOffset);
    }

    [TestMethod]
    [DataRow("0000", 0, false)]
    [DataRow("0005", 5, false)]
    [DataRow("1005", 5, true)]
    [DataRow("0007", 7, true)]
    [DataRow("0085", 5, false)]
    public void Parse_ConfigurationField_TellsEncryption(string field, int mode, bool encrypted)
    {
        Parse("0E4401062004011205077A" + "0100" + field);

        Assert.AreEqual(mode, _header.SecurityMode);
        Assert.AreEqual(encrypted, _header.IsEncrypted);
    }

    [TestMethod]
    public void Parse_LongHeader_EffectiveAddressIsTheMeters()
    {
        // From esphome-components issue 321: a radio module whose address is not the meter's.
        Assert.AreEqual(LinkStatus.Ok, Parse(
            "3644685092166683953772290020412434FE06D5002025061C9C32576BCD10B1C3C486B7"
            + "53E6529D1DAADAC9E5132D01C2B30F4B02F9B4"));

        Assert.AreEqual(0x83661692u, _header.LinkAddress.IdentificationNumber);
        Assert.AreEqual(CiLayer.TplLong, _header.Transport);
        Assert.AreSame(_header.TransportAddress, _header.EffectiveAddress);
        Assert.AreEqual(0x41200029u, _header.EffectiveAddress.IdentificationNumber);
        Assert.AreEqual(0x3424, _header.EffectiveAddress.Manufacturer);
        Assert.AreEqual(0xFE, _header.EffectiveAddress.Version);
        Assert.AreEqual(6, _header.EffectiveAddress.DeviceType);
        Assert.AreEqual(0xD5, _header.AccessNumber);
        Assert.AreEqual(0, _header.Status);
        Assert.AreEqual(0x2520, _header.ConfigurationField);
        Assert.AreEqual(23, _header.PayloadOffset);
    }

    [TestMethod]
    public void Parse_EncryptedEll_HidesTheTransportLayer()
    {
        // A Kamstrup telegram of rmja/wmbus: CI 8D, CC 20, ACC 87, session number with encryption field 1.
        Assert.AreEqual(LinkStatus.Ok,
            Parse("21442D2C721478631B168D2087A1D7CE242077C2A75C3D88750B8A054B675E4B6F1E"));

        Assert.AreEqual("KAM", ManufacturerCode.ToLetters(_header.LinkAddress.Manufacturer));
        Assert.AreEqual(0x63781472u, _header.EffectiveAddress.IdentificationNumber);
        Assert.IsTrue(_header.HasEll);
        Assert.AreEqual(0x20, _header.CommunicationControl);
        Assert.AreEqual(0x87, _header.EllAccessNumber);
        Assert.AreEqual(0x24CED7A1u, _header.SessionNumber);
        Assert.IsTrue(_header.IsEncrypted);
        Assert.IsFalse(_header.HasStatus);
        Assert.AreEqual(-1, _header.TransportCiField);
        Assert.AreEqual(17, _header.PayloadOffset);
    }

    [TestMethod]
    [DataRow("8C2015", 14)]
    [DataRow("8D20150000000055AA", 20)]
    [DataRow("8E20151122334455667788", 22)]
    [DataRow("8F201511223344556677880000000055AA", 28)]
    [DataRow("900F0126" + "1122334455667788" + "AABBCCDDEE", 28)]
    public void Parse_ClearLayersBefore_ReachesTheTransportLayer(string layers, int transportEnd)
    {
        string body = "442D2C721478631B16" + layers + "7A" + "33100000" + "0B13";
        byte[] bytes = Convert.FromHexString("00" + body);
        bytes[0] = (byte)(bytes.Length - 1);

        Assert.AreEqual(LinkStatus.Ok, _header.Parse(bytes, bytes.Length));
        Assert.AreEqual(0x7A, _header.TransportCiField);
        Assert.IsTrue(_header.HasStatus);
        Assert.AreEqual(0x33, _header.AccessNumber);
        Assert.IsTrue(StatusByte.IsTemporaryError(_header.Status));
        Assert.AreEqual(transportEnd + 4, _header.PayloadOffset);
        Assert.IsFalse(_header.IsEncrypted);
    }

    [TestMethod]
    public void Parse_LaterFragment_HasNoTransportLayer()
    {
        Assert.AreEqual(LinkStatus.Ok, Parse("13442D2C721478631B16" + "90020240" + "7A331000" + "0011"));
        Assert.AreEqual(-1, _header.TransportCiField);
        Assert.AreEqual(14, _header.PayloadOffset);
    }

    [TestMethod]
    public void Parse_ManufacturerSpecific_HasNoHeader()
    {
        Assert.AreEqual(LinkStatus.Ok, Parse("0F442D2C785634120132A00001020304"));
        Assert.AreEqual(CiLayer.ManufacturerSpecific, _header.Transport);
        Assert.AreEqual(0xA0, _header.TransportCiField);
        Assert.IsFalse(_header.HasStatus);
        Assert.AreEqual(11, _header.PayloadOffset);
    }

    [TestMethod]
    [DataRow("", LinkStatus.Incomplete)]
    [DataRow("0F442D", LinkStatus.Incomplete)]
    [DataRow("08442D2C7214786300", LinkStatus.BadLength)]
    [DataRow("09442D2C721478631B167A", LinkStatus.BadLength)]
    [DataRow("09442D2C721478631B16", LinkStatus.Ok)]
    [DataRow("0D442D2C721478631B167A331000", LinkStatus.Truncated)]
    [DataRow("0D442D2C721478631B1672331000", LinkStatus.Truncated)]
    [DataRow("0B442D2C721478631B168C33", LinkStatus.Truncated)]
    [DataRow("10442D2C721478631B168D201500000000" + "55", LinkStatus.BadLength)]
    [DataRow("11442D2C721478631B168D201500000000" + "55", LinkStatus.Truncated)]
    [DataRow("0B442D2C721478631B169009", LinkStatus.Truncated)]
    [DataRow("0A442D2C721478631B1690", LinkStatus.Truncated)]
    public void Parse_CutOff_SaysSo(string telegram, LinkStatus expected)
    {
        Assert.AreEqual(expected, Parse(telegram));
    }

    [TestMethod]
    public void Parse_AfterAnother_ForgetsTheFirst()
    {
        Parse("0E4401062004011205077A" + "01FF1005");
        Parse(GoldenFrameTests.StandardTelegram);

        Assert.IsFalse(_header.HasStatus);
        Assert.AreEqual(0, _header.Status);
        Assert.AreEqual(0, _header.SecurityMode);
        Assert.IsFalse(_header.IsEncrypted);
    }

    [TestMethod]
    [DataRow("KAM", 0x2C2D)]
    [DataRow("kam", 0x2C2D)]
    [DataRow("CEN", 0x0CAE)]
    [DataRow("K4M", -1)]
    [DataRow("KA", -1)]
    [DataRow("K@M", -1)]
    [DataRow("K\u01C1M", -1)]
    [DataRow(null, -1)]
    public void ManufacturerCode_Letters_AreReadAndWritten(string letters, int code)
    {
        Assert.AreEqual(code, ManufacturerCode.FromLetters(letters));
        if (code >= 0)
        {
            Assert.AreEqual(letters.ToUpperInvariant(), ManufacturerCode.ToLetters(code));
        }
    }

    [TestMethod]
    public void CiField_Layers_AreAsCountedInTheStandard()
    {
        int[] counts = new int[8];
        for (int ci = 0; ci < 256; ci++)
        {
            counts[(int)CiField.LayerOf(ci)]++;
        }

        Assert.AreEqual(24, counts[(int)CiLayer.ManufacturerSpecific]);
        Assert.AreEqual(5, counts[(int)CiLayer.Ell]);
        Assert.AreEqual(CiLayer.TplShort, CiField.LayerOf(0x6E));
        Assert.AreEqual(CiLayer.TplLong, CiField.LayerOf(0x6F));
        Assert.AreEqual(CiLayer.TplNone, CiField.LayerOf(0x70));
        Assert.AreEqual(CiLayer.Unknown, CiField.LayerOf(0xFF));
    }

    [TestMethod]
    [DataRow(1, true, false, false)]
    [DataRow(2, false, true, false)]
    [DataRow(3, false, false, true)]
    [DataRow(0xE0, false, false, false)]
    public void StatusByte_ApplicationBits_AreOneOfFour(int status, bool busy, bool error, bool alarm)
    {
        Assert.AreEqual(busy, StatusByte.IsBusy(status));
        Assert.AreEqual(error, StatusByte.IsApplicationError(status));
        Assert.AreEqual(alarm, StatusByte.IsAlarm(status));
        Assert.AreEqual(status >> 5, StatusByte.ManufacturerBits(status));
    }

    private static string Zeros(int bytes) => new('0', bytes * 2);

    private LinkStatus Parse(string telegram)
    {
        byte[] bytes = Convert.FromHexString(telegram);
        return _header.Parse(bytes, bytes.Length);
    }
}
