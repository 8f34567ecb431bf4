using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gateway.Core;
using Gateway.Simulator.Time;
using Gateway.Uplink.Modem;

namespace Gateway.Uplink.Tests.Modem;

/// <summary>
/// A modem that answers with anything: the driver neither throws nor spins nor keeps memory, and it is back with a
/// sane one. GATEWAY_FUZZ=1000000 sets the number of answers.
/// </summary>
[TestClass]
public class ModemFuzzTests
{
    private static readonly string[] Pieces =
    [
        "\r\n", "OK\r\n", "\r\nOK\r\n", "ERROR\r\n", "\r\n>", "> ", "+CME ERROR: 10\r\n", "+CME ERROR: 14\r\n",
        "+CPIN: READY\r\n", "+CPIN: SIM PIN\r\n", "+SPIC: 3,10,3,10\r\n", "+CEREG: 0,1\r\n", "+CEREG: 0,3\r\n",
        "+CEREG: 5\r\n", "+CSQ: 21,99\r\n", "+CCLK: \"26/01/15,12:00:00+04\"\r\n", "+CMQTTSTART: 0\r\n",
        "+CMQTTSTART: 23\r\n", "+CMQTTCONNECT: 0,0\r\n", "+CMQTTCONNECT: 0,32\r\n", "+CMQTTSUB: 0,0\r\n",
        "+CMQTTPUB: 0,0\r\n", "+CMQTTPUB: 0,14\r\n", "+CMQTTDISC: 0,0\r\n", "+CMQTTSTOP: 0\r\n", "+CMQTTNONET\r\n",
        "+CMQTTCONNLOST: 0,1\r\n", "+CMQTTRXSTART: 0,5,10\r\n", "+CMQTTRXTOPIC: 0,5\r\nhello",
        "+CMQTTRXPAYLOAD: 0,10\r\n0123456789", "+CMQTTRXEND: 0\r\n", "+CMQTTRXPAYLOAD: 0,99999999\r\n",
        "+CMQTTRXTOPIC: 0,-1\r\n", "+CMQTTRXSTART: 0,2147483648,99999999999\r\n", "*ATREADY: 1\r\n",
        "+CMQTTRXSTART: 0,3,2\r\n+CMQTTRXTOPIC: 0,3\r\na/b\r\n+CMQTTRXPAYLOAD: 0,2\r\n{}\r\n+CMQTTRXEND: 0\r\n",
        "+CMQTTRXPAYLOAD: 0,9000\r\n", "+CCERTLIST: \"gw-ca-00000000.pem\"\r\n",
    ];

    private static int Answers => int.TryParse(
        Environment.GetEnvironmentVariable("GATEWAY_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        ? n : 20_000;

    [TestMethod]
    public void Answers_OfAnyKind_AreBoundedInTimeAndMemory()
    {
        const ulong Seed = 2026;
        var random = new RandomStream(Seed);
        var port = new FuzzPort(random);
        var driver = new ModemDriver(new ModemOptions { SimPin = "1234" }, port, null, null, null);
        var listener = new Mqtt.Probe();
        IMqttSession session = null;
        var longest = 0;
        var watch = Stopwatch.StartNew();
        var nowUs = 0L;
        for (var i = 0; port.Answers < Answers; i++)
        {
            var spins = 0;
            while (driver.NextWakeUs <= nowUs)
            {
                driver.Step(nowUs);
                Assert.IsLessThan(2_000, ++spins, $"spins in {driver.State}, seed {Seed}, pass {i}");
            }

            longest = Math.Max(longest, spins);
            nowUs = Math.Max(nowUs + 1, Math.Min(driver.NextWakeUs, nowUs + 5_000_000));
            if (random.Next(200) == 0)
            {
                session?.Close();
                session = driver.Create();
                session.Connect(Request(), listener);
                session.Subscribe("a/b/+");
            }
            else if (random.Next(20) == 0)
            {
                session?.Publish("a/b", [1, 2, 3], false);
            }
        }

        Console.WriteLine($"{port.Answers} answers in {watch.ElapsedMilliseconds} ms, {nowUs / 1_000_000} s simulated, "
            + $"at most {longest} steps without a pause, {listener.Messages.Count} messages, "
            + $"{driver.Counters.Connects} connects, {driver.Counters.MessagesDropped} messages dropped");
        Assert.IsGreaterThan(0, driver.Counters.Connects, "some answers led to a connection");
        Assert.IsGreaterThan(0, listener.Messages.Count, "some messages came through");
    }

    private static MqttConnectRequest Request() => new()
    {
        Host = "h",
        Port = 1_883,
        ClientId = "c",
        KeepAliveS = 60,
        WillTopic = "w",
        WillPayload = "x",
        Tls = null,
    };

    /// <summary>Says something after each write, and now and then without.</summary>
    private sealed class FuzzPort(RandomStream random) : ISerialPort
    {
        private byte[] _waiting = [];
        private int _at;

        public int Answers { get; private set; }

        public bool Configure(SerialSettings settings) => true;

        public int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _waiting.Length && random.Next(10) == 0)
            {
                Speak("");
            }

            var taken = Math.Min(count, _waiting.Length - _at);
            Array.Copy(_waiting, _at, buffer, offset, taken);
            _at += taken;
            return taken;
        }

        public bool Write(byte[] buffer, int offset, int count)
        {
            Speak(Sane(Encoding.ASCII.GetString(buffer, offset, count)));
            return random.Next(1_000) != 0;
        }

        public void Discard() => _at = _waiting.Length;

        private static string Sane(string sent)
        {
            var command = sent.Split('=', '\r')[0];
            return command switch
            {
                "AT+CPIN?" => "\r\n+CPIN: READY\r\n\r\nOK\r\n",
                "AT+CEREG?" => "\r\n+CEREG: 0,1\r\n\r\nOK\r\n",
                "AT+CMQTTSTART" => "\r\nOK\r\n\r\n+CMQTTSTART: 0\r\n",
                "AT+CMQTTCONNECT" => "\r\nOK\r\n\r\n+CMQTTCONNECT: 0,0\r\n",
                "AT+CMQTTPUB" => "\r\nOK\r\n\r\n+CMQTTPUB: 0,0\r\n",
                "AT+CMQTTDISC" => "\r\nOK\r\n\r\n+CMQTTDISC: 0,0\r\n",
                "AT+CMQTTSTOP" => "\r\nOK\r\n\r\n+CMQTTSTOP: 0\r\n",
                "AT+CMQTTTOPIC" or "AT+CMQTTPAYLOAD" or "AT+CMQTTWILLTOPIC" or "AT+CMQTTWILLMSG" or "AT+CMQTTSUB"
                    => "\r\n>",
                "a/b/+" => "\r\nOK\r\n\r\n+CMQTTSUB: 0,0\r\n",
                _ => "\r\nOK\r\n",
            };
        }

        private void Speak(string sane)
        {
            Answers++;
            var text = new StringBuilder();
            for (var i = random.Next(8) - 5; i >= 0; i--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            // Mostly as it should be, so that the driver gets anywhere at all.
            text.Append(random.Next(30) == 0 ? "" : sane);
            _waiting = Encoding.ASCII.GetBytes(text.ToString());
            _at = 0;
            for (var flips = random.Next(12) == 0 ? 1 + random.Next(4) : 0; flips > 0 && _waiting.Length > 0; flips--)
            {
                _waiting[random.Next(_waiting.Length)] = (byte)random.Next(256);
            }
        }
    }
}
