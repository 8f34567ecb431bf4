// The whole firmware on the real kernel, in real time, with what every machine has: a pseudo-terminal with an M-Bus
// slave at its other end, a folder, a page on a free port.
using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using Gateway.Link.MBus;
using Gateway.Linux.Kernel;
using Gateway.Linux.Ports;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class RealKernelTests
{
    // Generous: a machine under load. The test goes on as soon as it has what it waits for.
    private const int LongMs = 60_000;

    [TestMethod]
    public void Gateway_MBusSlaveOnATerminal_IsReadAndPublished()
    {
        LinuxKernel kernel = new();
        using TemporaryFolder folder = new();
        using PseudoTerminal line = new(kernel);
        File.WriteAllText(folder.At("gateway.json"), """
            {"gateway":{"id":"pi-2"}, "uplink":{"batch":{"max_age_s":1} },
             "installer":{"code":"12345678"},
             "wired":{"ports":[{"name":"heat","port":0,"protocol":"mbus","meters":["p5"],
                                "jobs":[{"name":"all","at":"* * * * * ?"}]}]} }
            """);
        int port = FreePort();
        LinuxSettings settings = new()
        {
            Folder = folder.Path, Serial = [new SerialWires(line.Path, SerialDirection.None)], Radios = [],
            PageAddress = "127.0.0.1", PagePort = port, Priority = 10,
        };
        CapturedBroker broker = new();
        using StringWriter console = new();
        using StopAtEnd run = new(new LinuxGateway(kernel, settings, new LinuxServices { Mqtt = broker }, console), line, kernel);

        bool isRead = broker.WaitFor("\"68", LongMs);

        Assert.IsTrue(isRead, console + "\n" + broker);
        using HttpClient client = new();
        using HttpResponseMessage page = client.GetAsync(new Uri($"http://127.0.0.1:{port}/")).GetAwaiter().GetResult();
        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("<form", page.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        run.Stop();
        Assert.IsNull(run.Failure, run.Failure?.ToString());
        Assert.Contains("broker connected", console.ToString());
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The gateway on one thread, the slave on another.</summary>
    private sealed class StopAtEnd : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Thread _gateway;
        private readonly Thread _slave;

        public StopAtEnd(LinuxGateway gateway, PseudoTerminal line, IKernel kernel)
        {
            _gateway = new Thread(() =>
            {
                try
                {
                    gateway.Run(_stop.Token);
                }
                catch (Exception e)
                {
                    Failure = e;
                }
            });
            _slave = new Thread(() => Answer(line, kernel));
            _gateway.Start();
            _slave.Start();
        }

        public Exception Failure { get; private set; }

        public void Stop()
        {
            _stop.Cancel();
            _gateway.Join();
            _slave.Join();
        }

        public void Dispose()
        {
            Stop();
            _stop.Dispose();
        }

        // Primary address 5: E5 to SND_NKE, the reading to REQ_UD2.
        private void Answer(PseudoTerminal line, IKernel kernel)
        {
            byte[] reply = new byte[64];
            byte[] data = Convert.FromHexString("78563412" + "2D2C" + "1B04" + "2A000000" + "0C1378563412");
            int replyBytes = MBusEncoder.WriteLong(reply, MBusCField.RspUd, 5, MBusCiField.Variable, data, data.Length);
            byte[] request = new byte[256];
            int count = 0;
            while (!_stop.IsCancellationRequested)
            {
                if (kernel.Poll([line.Master], 100_000) <= 0)
                {
                    count = 0;
                    continue;
                }

                count += Math.Max(0, kernel.Read(line.Master, request.AsSpan(count)));
                while (count > 0 && request[0] != MBusFrame.ShortStart)
                {
                    count--;
                    Buffer.BlockCopy(request, 1, request, 0, count);
                }

                if (count >= 5)
                {
                    bool isReading = (request[1] & 0x5F) == MBusCField.ReqUd2 && request[2] is 5;
                    line.Write(isReading ? reply[..replyBytes] : [0xE5]);
                    count = 0;
                }
            }
        }
    }
}
