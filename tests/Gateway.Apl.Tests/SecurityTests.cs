// Decryption against published vectors: RFC 4493 for CMAC; telegrams with their keys from wmbusmeters' tests (extended
// link layer) and jmbus (mode 7, the key of the OMS examples); recorded telegrams with keys for mode 5.
using System;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.Link;
using Gateway.Decoding;

namespace Gateway.Apl.Tests;

[TestClass]
public sealed class SecurityTests
{
    private const string EllTelegram =
        "2A442D2C998734761B168D2091D37CAC21E1D68CDAFFCD3DC452BD802913FF7B1706CA9E355D6C2701CC24";

    private const string EllKey = "28F64A24988064A079AA2C807D6102AE";

    private const string Mode7Telegram =
        "3B4493154433221101378C2037900F002C2538070000FB96FA7024B4933172785634129315" +
        "8103CF00100710533057C271FFCC8A42CB3A46A39F84AE";

    private const string Mode7Key = "000102030405060708090A0B0C0D0E0F";

    [TestMethod]
    [DataRow("", "bb1d6929e95937287fa37d129b756746")]
    [DataRow("6bc1bee22e409f96e93d7e117393172a", "070a16b46b4d4144f79bdd9dd04a287c")]
    [DataRow("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411",
        "dfa66747de9ae63030ca32611497c827")]
    [DataRow("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff6" +
        "9f2445df4f9b17ad2b417be66c3710", "51f0bebf7e3b9d92fc49741779363cfe")]
    public void Cmac_VectorsOfRfc4493_AreMet(string message, string mac)
    {
        var key = Convert.FromHexString("2b7e151628aed2a6abf7158809cf4f3c");
        Assert.AreEqual(mac, Convert.ToHexStringLower(AesCmac.Compute(key, Convert.FromHexString(message))));
    }

    [TestMethod]
    public void ExtendedLink_PublishedTelegram_IsRead()
    {
        var telegram = Decode(EllTelegram, EllKey);
        Assert.IsNull(telegram.Error);
        Assert.AreEqual("ell", telegram.Security);
        Assert.AreEqual(0x78, telegram.TransportCi);
        CollectionAssert.AreEqual(new[] { 113L, 6408L, 6408L, 127L, 19L },
            telegram.Records.Select(record => record.Mantissa).ToArray());
    }

    [TestMethod]
    public void Mode7_PublishedTelegram_IsRead()
    {
        var telegram = Decode(Mode7Telegram, Mode7Key);
        Assert.IsNull(telegram.Error);
        Assert.AreEqual("7", telegram.Security);
        Assert.AreEqual(0x12345678u, telegram.Meter.IdentificationNumber);
        Assert.AreEqual(21873L, telegram.Records.Single().Mantissa);
        Assert.AreEqual(-2, telegram.Records.Single().Exponent);
    }

    [TestMethod]
    public void Mode5_RecordedTelegramsWithKeys_AreRead()
    {
        var read = 0;
        foreach (var (line, columns) in SharedData.Read("wmbus/telegrams.tsv"))
        {
            if (columns.Length > 3 && KeyRing.TryParse(columns[3], out _))
            {
                var telegram = Decode(columns[0], columns[3]);
                if (telegram.Security == "5")
                {
                    Assert.DoesNotContain("decrypt", telegram.Error ?? "", $"line {line}");
                    Assert.IsNotEmpty(telegram.Records, $"line {line}");
                    read++;
                }
            }
        }

        Assert.AreEqual(14, read);
    }

    [TestMethod]
    [DataRow(EllTelegram, EllKey, "decrypt failed (payload CRC)")]
    [DataRow(Mode7Telegram, Mode7Key, "decrypt failed (2F2F check)")]
    public void Decryption_WrongKey_IsToldWithoutRecords(string telegram, string key, string error)
    {
        var wrong = Convert.FromHexString(key);
        wrong[7] ^= 1;
        var decoded = Decode(telegram, Convert.ToHexString(wrong));
        Assert.AreEqual(error, decoded.Error);
        Assert.IsEmpty(decoded.Records);
        Assert.IsFalse(decoded.IsLocked);
    }

    [TestMethod]
    [DataRow(EllTelegram)]
    [DataRow(Mode7Telegram)]
    public void Decryption_NoKey_GivesTheHeaderAndIsNoError(string telegram)
    {
        var decoded = new TelegramDecoder(new KeyRing()).DecodeWireless(Convert.FromHexString(telegram));
        Assert.IsNull(decoded.Error);
        Assert.IsTrue(decoded.IsLocked);
        Assert.IsNotNull(decoded.Meter);
    }

    [TestMethod]
    public void ExtendedLink_AnyBitChanged_IsNeverReadAsAnother()
    {
        // Bits of the header that no check covers: L, C; and the CC bits that a repeater may change, ACC.
        var good = Convert.FromHexString(EllTelegram);
        for (var bit = 17 * 8; bit < good.Length * 8; bit++)
        {
            var changed = (byte[])good.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            var decoded = Decode(Convert.ToHexString(changed), EllKey);
            Assert.IsEmpty(decoded.Records, $"bit {bit}");
        }
    }

    [TestMethod]
    public void Mode7_WithoutMessageCounter_IsTold()
    {
        // The telegram above without its AFL.
        var bytes = Convert.FromHexString(Mode7Telegram);
        byte[] without = [.. bytes[..13], .. bytes[30..]];
        without[0] = (byte)(without.Length - 1);
        Assert.AreEqual("decrypt failed: mode 7 without a message counter",
            Decode(Convert.ToHexString(without), Mode7Key).Error);
    }

    [TestMethod]
    public void Afl_LaterFragment_IsTold()
    {
        var bytes = Convert.FromHexString(Mode7Telegram);
        bytes[16] |= 0x40;
        Assert.AreEqual("a part of a longer message", Decode(Convert.ToHexString(bytes), Mode7Key).Error);
    }

    [TestMethod]
    public void AlreadyDecrypted_ByMarkerOrCrc_IsReadWithoutAKey()
    {
        // Mode 5, one block, in the clear; and the telegram above as wmbusmeters shows it decrypted.
        var marked = Decode("1E44AE4C4455223368077A550010052F2F041389E201002F2F2F2F2F2F2F2F", null);
        Assert.IsNull(marked.Error);
        Assert.AreEqual(123529L, marked.Records.Single().Mantissa);
        var clear = Decode(
            "2A442D2C998734761B168D2091D37CAC21576C7802FF207100041308190000441308190000615B7F616713", null);
        Assert.IsNull(clear.Error);
        Assert.HasCount(5, clear.Records);
    }

    [TestMethod]
    public void Compact_RecordedTelegram_IsReadByItsKnownFormat()
    {
        var telegram = Decode("23442D2C998734761B168D2087D19EAD217F1779EDA86AB6710008190000081900007F13", null);
        Assert.IsNull(telegram.Error);
        CollectionAssert.AreEqual(new[] { 113L, 6408L, 6408L, 127L, 19L },
            telegram.Records.Select(record => record.Mantissa).ToArray());
    }

    [TestMethod]
    public void KeyRing_ManufacturerAndNumber_IsPreferred()
    {
        using var file = new TemporaryFile(
            "# comment\n76348799;11111111111111111111111111111111\n\nKAM-76348799;" + EllKey + " # the real one\n");
        var ring = new KeyRing();
        Assert.IsTrue(ring.IsEmpty);
        ring.Load(file.Path);
        Assert.IsFalse(ring.IsEmpty);
        var telegram = new TelegramDecoder(ring).DecodeWireless(Convert.FromHexString(EllTelegram));
        Assert.IsNull(telegram.Error);
        Assert.HasCount(5, telegram.Records);
        var other = new MeterAddress { IdentificationNumber = 0x76348799 };
        Assert.AreEqual(0x11, ring.Find(other)[0]);
        Assert.IsNull(ring.Find(new MeterAddress()));
    }

    [TestMethod]
    [DataRow("76348799", ":1: not identification;key")]
    [DataRow("\n7634879;" + EllKey, ":2: not identification;key")]
    [DataRow("KAMX76348799;" + EllKey, ":1: not identification;key")]
    [DataRow("76348799;28F64A24988064A079AA2C807D6102", ":1: the key is not 32 hex digits")]
    [DataRow("76348799;Z8F64A24988064A079AA2C807D6102AE", ":1: the key is not 32 hex digits")]
    public void KeyRing_BadLine_IsNamedWithoutTheKey(string text, string message)
    {
        using var file = new TemporaryFile(text);
        var error = Assert.ThrowsExactly<FormatException>(() => new KeyRing().Load(file.Path));
        StringAssert.StartsWith(error.Message, file.Path + message);
        Assert.DoesNotContain("28F64A", error.Message);
        Assert.DoesNotContain("8F64A24", error.Message);
    }

    private static DecodedTelegram Decode(string telegram, string key) =>
        new TelegramDecoder(new KeyRing()).DecodeWireless(
            Convert.FromHexString(telegram), key == null ? null : Convert.FromHexString(key));

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text)
        {
            Path = System.IO.Path.GetTempFileName();
            File.WriteAllText(Path, text, new UTF8Encoding(false));
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
