using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;

namespace Gateway.Standins
{
    /// <summary>One HTTP request with its connection.</summary>
    public sealed class StandinExchange : IDisposable
    {
        private readonly TcpClient _client;

        internal StandinExchange(
            TcpClient client, string method, string url, IReadOnlyDictionary<string, string> headers)
        {
            _client = client;
            Method = method;
            Url = url;
            Headers = headers;
        }

        /// <summary>GET, POST ...</summary>
        public string Method { get; }

        /// <summary>Path with query.</summary>
        public string Url { get; }

        /// <summary>Headers; names in any case.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; }

        /// <summary>Body, and the way back.</summary>
        public Stream Stream => _client.GetStream();

        /// <summary>Closes the connection.</summary>
        public void Dispose() => _client.Dispose();
    }
}
