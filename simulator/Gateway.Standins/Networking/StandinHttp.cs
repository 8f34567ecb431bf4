using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Gateway.Standins
{
    /// <summary>
    /// The network behind the stand-in of HttpListener: HTTP/1.1 on the loopback address, one request a connection.
    /// Connections that send nothing do not hold up the others, as on the board, where each waits on a thread of its own.
    /// </summary>
    public sealed class StandinHttp : IDisposable
    {
        private const int MaxHeadBytes = 16 * 1024;
        private const int ReadTimeoutMs = 10000;

        private readonly TcpListener _listener;
        private readonly BlockingCollection<StandinExchange> _ready = new BlockingCollection<StandinExchange>();
        private volatile bool _isClosed;

        /// <summary>Listens.</summary>
        public StandinHttp(int port)
        {
            _listener = new TcpListener(IPAddress.Loopback, port);
            _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Start();
            Task.Run(AcceptAsync);
        }

        /// <summary>Waits for a request; null when closed.</summary>
        public StandinExchange Accept()
        {
            try
            {
                return _ready.Take();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        /// <summary>Closes; who waits is told.</summary>
        public void Dispose()
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _listener.Stop();
                _ready.CompleteAdding();
            }
        }

        private async Task AcceptAsync()
        {
            while (!_isClosed)
            {
                try
                {
                    var client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                    _ = Task.Run(() => Read(client));
                }
                catch (Exception e) when (e is SocketException || e is ObjectDisposedException || e is InvalidOperationException)
                {
                    return;
                }
            }
        }

        private void Read(TcpClient client)
        {
            try
            {
                client.ReceiveTimeout = ReadTimeoutMs;
                client.SendTimeout = ReadTimeoutMs;
                var stream = client.GetStream();
                var head = ReadHead(stream);
                var lines = head?.Split(new[] { "\r\n" }, StringSplitOptions.None);
                var words = lines?[0].Split(' ');
                if (words == null || words.Length != 3)
                {
                    client.Dispose();
                    return;
                }

                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                for (var i = 1; i < lines.Length; i++)
                {
                    var colon = lines[i].IndexOf(':');
                    if (colon > 0)
                    {
                        headers[lines[i].Substring(0, colon)] = lines[i].Substring(colon + 1).Trim();
                    }
                }

                _ready.Add(new StandinExchange(client, words[0], words[1], headers));
            }
            catch (Exception e) when (e is IOException || e is SocketException || e is InvalidOperationException)
            {
                client.Dispose();
            }
        }

        private static string ReadHead(Stream stream)
        {
            var text = new StringBuilder();
            while (text.Length < MaxHeadBytes)
            {
                var next = stream.ReadByte();
                if (next < 0)
                {
                    return null;
                }

                text.Append((char)next);
                if (next == 10 && text.Length >= 4 && text[text.Length - 3] == 10)
                {
                    return text.ToString(0, text.Length - 4);
                }
            }

            return null;
        }
    }
}
