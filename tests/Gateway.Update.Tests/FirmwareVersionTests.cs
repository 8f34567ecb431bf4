namespace Gateway.Update.Tests;

[TestClass]
public sealed class FirmwareVersionTests
{
    [TestMethod]
    [DataRow("0.0.1", "0.0.0")]
    [DataRow("0.1.0", "0.0.65535")]
    [DataRow("1.0.0", "0.65535.65535")]
    [DataRow("1.10.0", "1.9.9")]
    public void Parse_TwoVersions_AreInOrder(string newer, string older) =>
        Assert.IsGreaterThan(FirmwareVersion.Parse(older), FirmwareVersion.Parse(newer));

    [TestMethod]
    [DataRow("")]
    [DataRow("1")]
    [DataRow("1.2")]
    [DataRow("1.2.3.4")]
    [DataRow("1..3")]
    [DataRow(".1.2")]
    [DataRow("1.2.")]
    [DataRow("1.2.65536")]
    [DataRow("1.2.99999999999999")]
    [DataRow("1.02.3")]
    [DataRow("1.2.-3")]
    [DataRow("1.2.3a")]
    [DataRow(" 1.2.3")]
    public void Parse_NoVersion_IsMinusOne(string text) =>
        Assert.AreEqual(-1, FirmwareVersion.Parse(text));
}
