// Check sums and hashes against published values: CRC-32 by its catalogue's check value, SHA-256 by FIPS 180-2
// appendix B, HMAC by RFC 4231.
using System.Text;
using Gateway.Core;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class HashTests
    {
        private const string Abc = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";

        [TestMethod]
        public void Crc32_CheckValue_IsTheCatalogues()
        {
            byte[] bytes = Encoding.UTF8.GetBytes("123456789");
            Assert.AreEqual(0xCBF43926u, Crc32.Compute(bytes, 0, bytes.Length));
            bytes[4] ^= 1;
            Assert.AreNotEqual(0xCBF43926u, Crc32.Compute(bytes, 0, bytes.Length));
        }

        [TestMethod]
        [DataRow("", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
        [DataRow("abc", Abc)]
        [DataRow(
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248D6A61D20638B8E5C026930C3E6039A33CE45964FF2167F6ECEDD419DB06C1")]
        public void Sha256_PublishedMessage_HasItsDigest(string text, string digest)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Sha256 hash = new Sha256();
            hash.Begin();
            for (int i = 0; i < bytes.Length; i++)
            {
                hash.Add(bytes, i, 1);
            }

            Assert.AreEqual(digest, Hex.Text(hash.End()));
        }

        [TestMethod]
        public void Sha256_UsedAgain_ForgetsTheMessageBefore()
        {
            byte[] bytes = Encoding.UTF8.GetBytes("abc");
            Sha256 hash = new Sha256();
            hash.Begin();
            hash.Add(new byte[100], 0, 100);
            hash.End();
            hash.Begin();
            hash.Add(bytes, 0, bytes.Length);
            Assert.AreEqual(Abc, Hex.Text(hash.End()));
        }

        [TestMethod]
        public void Hmac_PublishedCases_HaveTheirTags()
        {
            HmacSha256 mac = new HmacSha256();
            mac.Begin(Hex.Bytes("4A656665"));
            mac.Add("what do ya want for nothing?");
            byte[] tag = mac.End();
            Assert.AreEqual("5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", Hex.Text(tag));

            byte[] key = new byte[131];
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = 0xAA;
            }

            mac.Begin(key);
            mac.Add("Test Using Larger Than Block-Size Key - Hash Key First");
            byte[] other = mac.End();
            Assert.AreEqual("60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54", Hex.Text(other));
            Assert.IsFalse(HmacSha256.AreEqual(tag, other));
        }
    }
}
