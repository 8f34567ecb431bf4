using Gateway.Bridge.Ports;

namespace Gateway.Bridge.Tests.Bridge;

[TestClass]
public sealed class PortUrlTests
{
    [TestMethod]
    [DataRow("serial:/dev/ttyUSB0", "serial", "/dev/ttyUSB0", 115_200)]
    [DataRow("serial:/dev/ttyS1?baud=9600", "serial", "/dev/ttyS1", 9_600)]
    [DataRow("rfc2217:box:4001?baud=57600", "rfc2217", "box:4001", 57_600)]
    [DataRow("sim:a?b.json", "sim", "a?b.json", 115_200)]
    [DataRow("replay:/tmp/a.jsonl", "replay", "/tmp/a.jsonl", 115_200)]
    public void Parse_Address_HasItsParts(string text, string scheme, string path, int baudRate)
    {
        var url = PortUrl.Parse(text);

        Assert.AreEqual((scheme, path, baudRate), (url.Scheme, url.Path, url.BaudRate));
    }

    [TestMethod]
    [DataRow("tcp:[::1]:4000", "::1", 4_000)]
    [DataRow("tcp:box.example:1", "box.example", 1)]
    public void HostAndPort_Address_GivesBoth(string text, string host, int port) =>
        Assert.AreEqual((host, port), PortUrl.Parse(text).HostAndPort());

    [TestMethod]
    [DataRow("/dev/ttyUSB0")]
    [DataRow("usb:1")]
    [DataRow("serial:")]
    [DataRow("serial:/dev/x?speed=1")]
    [DataRow("serial:/dev/x?baud=a")]
    [DataRow("serial:/dev/x?baud=230400")]
    [DataRow("tcp:box")]
    [DataRow("tcp:box:0")]
    [DataRow("tcp:box:70000")]
    public void Parse_NoAddress_SaysWhatIsWrong(string text)
    {
        var error = Assert.ThrowsExactly<BridgeException>(() =>
        {
            var url = PortUrl.Parse(text);
            _ = url.BaudRate;
            _ = url.HostAndPort();
        });
        Assert.IsGreaterThan(10, error.Message.Length);
    }
}
