using System;
using System.Security.Cryptography;
using System.Text;
using Gateway.Core;

namespace Gateway.Core.Tests;

[TestClass]
public sealed class HmacSha256Tests
{
    // RFC 4231, test cases 2 and 6.
    [TestMethod]
    [DataRow("4A656665", "what do ya want for nothing?",
        "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843")]
    [DataRow("*", "Test Using Larger Than Block-Size Key - Hash Key First",
        "60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54")]
    public void End_PublishedCase_IsThePublishedTag(string key, string text, string expected)
    {
        byte[] bytes = key == "*" ? new byte[131] : Convert.FromHexString(key);
        if (key == "*")
        {
            Array.Fill(bytes, (byte)0xAA);
        }

        HmacSha256 mac = new();
        mac.Begin(bytes);
        mac.Add(text);

        Assert.AreEqual(expected, Convert.ToHexString(mac.End()));
    }

    [TestMethod]
    public void End_RandomMessagesInParts_AgreesWithTheDesktop()
    {
        const int Seed = 2104;
        Random random = new(Seed);
        HmacSha256 mac = new();
        for (int i = 0; i < 500; i++)
        {
            byte[] key = new byte[random.Next(100)];
            byte[] message = new byte[random.Next(300)];
            random.NextBytes(key);
            random.NextBytes(message);
            int cut = random.Next(message.Length + 1);

            mac.Begin(key);
            mac.Add(message, 0, cut);
            mac.Add(message, cut, message.Length - cut);

            CollectionAssert.AreEqual(HMACSHA256.HashData(key, message), mac.End(), $"case {i}, seed {Seed}");
        }
    }

    [TestMethod]
    public void AreEqual_OneBit_Differs()
    {
        byte[] tag = HMACSHA256.HashData(new byte[3], Encoding.ASCII.GetBytes("x"));
        byte[] other = [.. tag];
        Assert.IsTrue(HmacSha256.AreEqual(tag, other));
        other[31] ^= 1;

        Assert.IsFalse(HmacSha256.AreEqual(tag, other));
        Assert.IsFalse(HmacSha256.AreEqual(tag, tag[..31]));
        Assert.IsFalse(HmacSha256.AreEqual(tag, null));
    }
}
