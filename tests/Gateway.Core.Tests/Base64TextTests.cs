using System;
using System.Linq;
using Gateway.Core;

namespace Gateway.Core.Tests;

[TestClass]
public sealed class Base64TextTests
{
    [TestMethod]
    public void Read_EveryLength_IsWhatNetWrote()
    {
        var bytes = Enumerable.Range(0, 300).Select(i => (byte)(i * 37)).ToArray();
        for (var length = 0; length <= bytes.Length; length++)
        {
            var into = new byte[length];
            Assert.AreEqual(length, Base64Text.Read(Convert.ToBase64String(bytes, 0, length), into));
            CollectionAssert.AreEqual(bytes[..length], into);
        }
    }

    [TestMethod]
    [DataRow("A")]
    [DataRow("AB")]
    [DataRow("ABC")]
    [DataRow("====")]
    [DataRow("A===")]
    [DataRow("AB=C")]
    [DataRow("AB==CD==")]
    [DataRow("QQ=A")]
    [DataRow("AAA\u00e9")]
    [DataRow("AA A")]
    [DataRow("AA-A")]
    [DataRow("AB==")]
    [DataRow("AAB=")]
    public void Read_NoBase64_IsMinusOne(string text) =>
        Assert.AreEqual(-1, Base64Text.Read(text, new byte[16]));

    [TestMethod]
    public void Read_MoreThanThereIsRoomFor_IsMinusOne()
    {
        var into = new byte[2];
        Assert.AreEqual(-1, Base64Text.Read("AAAA", into));
        Assert.AreEqual(2, Base64Text.Read("AAA=", into));
    }
}
