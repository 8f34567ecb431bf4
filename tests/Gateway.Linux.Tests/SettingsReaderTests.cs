using System.IO;
using System.Text.Json;
using Gateway.Linux.Ports;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class SettingsReaderTests
{
    [TestMethod]
    public void Parse_Everything_IsRead()
    {
        LinuxSettings settings = SettingsReader.Parse("""
            {
              "folder": "state", "card_folder": "/srv/log",
              "radios": [ { "spi": "/dev/spidev0.0", "speed_hz": 4000000, "gpiochip": "/dev/gpiochip4",
                            "fifo": 24, "sync": 25, "reset": 22 }, // a comment
                          { "spi": "/dev/spidev0.1", "fifo": 5, "sync": 6 } ],
              "serial": [ { "path": "/dev/ttyUSB0" }, { "path": "/dev/ttyAMA1", "rs485": "rts-low" } ],
              "modem": { "path": "/dev/ttyS0" },
              "networks": { "ethernet": "eth0", "wifi": "wlan0" },
              "page": { "address": "127.0.0.1", "port": 8090 }, "priority": 50
            }
            """, "/etc/gateway");

        Assert.AreEqual("/etc/gateway/state", settings.Folder);
        Assert.AreEqual("/srv/log", settings.CardFolder);
        Assert.AreEqual(new RadioWires("/dev/spidev0.0", 4_000_000, "/dev/gpiochip4", 24, 25, 22), settings.Radios[0]);
        Assert.AreEqual(new RadioWires("/dev/spidev0.1", 5_000_000, "/dev/gpiochip0", 5, 6, null), settings.Radios[1]);
        Assert.AreEqual(SerialDirection.None, settings.Serial[0].Direction);
        Assert.AreEqual(new SerialWires("/dev/ttyAMA1", SerialDirection.RtsLow), settings.Serial[1]);
        Assert.AreEqual("/dev/ttyS0", settings.Modem.Path);
        Assert.AreEqual("eth0 wlan0", settings.Ethernet + " " + settings.Wifi);
        Assert.AreEqual("127.0.0.1 8090 50", $"{settings.PageAddress} {settings.PagePort} {settings.Priority}");
    }

    [TestMethod]
    public void Parse_Least_HasDefaults()
    {
        LinuxSettings settings = SettingsReader.Parse("""{ "folder": "." }""", "/etc/gateway");
        Assert.AreEqual("/etc/gateway * 8080 0",
            $"{settings.Folder} {settings.PageAddress} {settings.PagePort} {settings.Priority}");
        Assert.IsEmpty(settings.Radios);
        Assert.IsNull(settings.Modem ?? (object)settings.Ethernet ?? settings.CardFolder);
    }

    [TestMethod]
    [DataRow("[]", "is not an object")]
    [DataRow("{}", "folder: is missing")]
    [DataRow("""{"folder":5}""", "folder: is not a text")]
    [DataRow("""{"folder":"x","radio":[]}""", "radio: is not a key; known: folder, ")]
    [DataRow("""{"folder":"x","folder":"y"}""", "folder: is given twice")]
    [DataRow("""{"folder":"x","radios":{}}""", "radios: is not a list")]
    [DataRow("""{"folder":"x","radios":[{"fifo":1,"sync":2}]}""", "radios[0].spi: is missing")]
    [DataRow("""{"folder":"x","radios":[{"spi":"s","sync":2}]}""", "radios[0].fifo: is missing")]
    [DataRow("""{"folder":"x","radios":[{"spi":"s","fifo":2,"sync":2}]}""", "radios[0].sync: fifo, sync and reset are")]
    [DataRow("""{"folder":"x","radios":[{"spi":"s","fifo":-1,"sync":2}]}""", "radios[0].fifo: -1 is not in 0..1023")]
    [DataRow("""{"folder":"x","radios":[{"spi":"s","fifo":"24","sync":2}]}""", "radios[0].fifo: \"24\" is not in 0..1023")]
    [DataRow("""{"folder":"x","serial":[{"path":"s","rs485":true}]}""", "serial[0].rs485: is not a text")]
    [DataRow("""{"folder":"x","serial":[{"path":"s","rs485":"on"}]}""", "serial[0].rs485: \"on\" is not one of off")]
    [DataRow("""{"folder":"x","page":{"port":70000}}""", "page.port: 70000 is not in 1..65535")]
    [DataRow("""{"folder":"x","priority":100}""", "priority: 100 is not in 0..99")]
    public void Parse_Wrong_NamesPathAndReason(string json, string expected)
    {
        SettingsException refusal =
            Assert.ThrowsExactly<SettingsException>(() => SettingsReader.Parse(json, "/"));
        Assert.Contains(expected, refusal.Message);
    }

    [TestMethod]
    public void Read_FileMissingOrNoJson_NamesTheFile()
    {
        using TemporaryFolder folder = new();
        string file = folder.At("linux.json");
        Assert.StartsWith(file + ": ", Assert.ThrowsExactly<SettingsException>(() => SettingsReader.Read(file)).Message);
        File.WriteAllText(file, "{ nonsense");
        Assert.StartsWith(file + ": ", Assert.ThrowsExactly<SettingsException>(() => SettingsReader.Read(file)).Message);
        Assert.Throws<JsonException>(() => SettingsReader.Parse("{", "/"));
    }
}
