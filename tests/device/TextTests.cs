// Texts in and out: hexadecimal, decimal places, JSON, CBOR (RFC 8949, appendix A).
using System.Text;
using Gateway.Core;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class TextTests
    {
        [TestMethod]
        public void Hex_BothWays_IsTheSame()
        {
            Assert.AreEqual("00FF10A5", Hex.Text(HexText.ToBytes("00ff10A5")));
            Assert.IsFalse(HexText.TryRead("0G", new byte[1]));
            Assert.IsFalse(HexText.TryRead("001", new byte[1]));
        }

        [TestMethod]
        public void Base64_PublishedVector_IsItsBytes()
        {
            byte[] bytes = new byte[6];
            Assert.AreEqual(6, Base64Text.Read("Zm9vYmFy", bytes));
            Assert.AreEqual("666F6F626172", Hex.Text(bytes));
            Assert.AreEqual(4, Base64Text.Read("Zm9vYg==", bytes));
        }

        [TestMethod]
        public void JsonWriter_EveryKindOfValue_IsText()
        {
            JsonWriter json = new JsonWriter(new byte[128]);
            json.BeginObject();
            json.Name("n");
            json.Number(-12);
            json.Name("f");
            json.Fixed(-1234567, 3);
            json.Name("s");
            json.String("a\"\\\n\u00E4");
            json.Name("a");
            json.BeginArray();
            json.Bool(true);
            json.Null();
            json.Hex(Hex.Bytes("00ab"), 0, 2);
            json.EndArray();
            json.EndObject();
            Assert.IsFalse(json.Overflow);
            byte[] text = json.ToArray();
            Assert.AreEqual(
                "{\"n\":-12,\"f\":-1234.567,\"s\":\"a\\\"\\\\\\n\u00E4\",\"a\":[true,null,\"00AB\"]}",
                Encoding.UTF8.GetString(text, 0, text.Length));
        }

        [TestMethod]
        public void JsonWriter_NoRoom_SaysSoAndWritesNothingBehindTheEnd()
        {
            JsonWriter json = new JsonWriter(new byte[5]);
            json.String("longer than five");
            Assert.IsTrue(json.Overflow);
            Assert.IsTrue(json.Length <= 5);
        }

        [TestMethod]
        public void JsonReader_Document_GivesItsTokens()
        {
            byte[] text = Encoding.UTF8.GetBytes("{\"a\":[1.25,\"x\\u00e4\",null]}");
            JsonReader reader = new JsonReader();
            reader.Reset(text, 0, text.Length);
            Assert.AreEqual((int)JsonToken.BeginObject, (int)reader.Read());
            Assert.AreEqual((int)JsonToken.Name, (int)reader.Read());
            Assert.IsTrue(reader.TextEquals("a"));
            Assert.AreEqual((int)JsonToken.BeginArray, (int)reader.Read());
            Assert.AreEqual((int)JsonToken.Number, (int)reader.Read());
            long value;
            Assert.IsTrue(reader.TryGetFixed(2, out value));
            Assert.AreEqual(125L, value);
            Assert.AreEqual((int)JsonToken.String, (int)reader.Read());
            Assert.AreEqual("x\u00E4", reader.GetText());
            Assert.AreEqual((int)JsonToken.Null, (int)reader.Read());
            Assert.AreEqual((int)JsonToken.EndArray, (int)reader.Read());
            Assert.AreEqual((int)JsonToken.EndObject, (int)reader.Read());
            Assert.AreEqual((int)JsonToken.End, (int)reader.Read());
        }

        [TestMethod]
        [DataRow("{\"a\":1,}", 7)]
        [DataRow("[1 2]", 3)]
        [DataRow("\"\\x\"", 1)]
        [DataRow("[1.]", 3)]
        public void JsonReader_BadText_NamesThePlace(string text, int offset)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            JsonReader reader = new JsonReader();
            reader.Reset(bytes, 0, bytes.Length);
            JsonToken token = reader.Read();
            while (token != JsonToken.End && token != JsonToken.Error)
            {
                token = reader.Read();
            }

            Assert.AreEqual((int)JsonToken.Error, (int)token);
            Assert.AreEqual(offset, reader.Offset);
        }

        [TestMethod]
        public void Cbor_NumbersOfTheStandard_AreTheirBytes()
        {
            CborWriter cbor = new CborWriter(new byte[64]);
            cbor.BeginArray(5);
            cbor.Number(23);
            cbor.Number(1000000);
            cbor.Number(1000000000000L);
            cbor.Number(-1000);
            cbor.Bytes(Hex.Bytes("01020304"), 0, 4);
            Assert.AreEqual("85171A000F42401B000000E8D4A510003903E74401020304", Hex.Text(cbor.ToArray()));
        }
    }
}
