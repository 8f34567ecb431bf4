using System.Collections.Generic;
using System.IO;
using System.Text;
using Gateway.Standins;

namespace System.Net
{
    /// <summary>A request and its answer.</summary>
    public class HttpListenerContext
    {
        private readonly StandinExchange _exchange;

        internal HttpListenerContext(StandinExchange exchange)
        {
            _exchange = exchange;
            Request = new HttpListenerRequest(exchange);
            Response = new HttpListenerResponse(exchange.Stream);
        }

        /// <summary>The request.</summary>
        public HttpListenerRequest Request { get; }

        /// <summary>The answer.</summary>
        public HttpListenerResponse Response { get; }

        /// <summary>Closes the connection.</summary>
        public void Close() => _exchange.Dispose();
    }

    /// <summary>A request.</summary>
    public class HttpListenerRequest
    {
        internal HttpListenerRequest(StandinExchange exchange)
        {
            HttpMethod = exchange.Method;
            RawUrl = exchange.Url;
            InputStream = exchange.Stream;
            foreach (var header in exchange.Headers)
            {
                Headers.Add(header.Key, header.Value);
            }

            ContentLength64 = exchange.Headers.TryGetValue("Content-Length", out var text)
                && long.TryParse(text, out var length) && length >= 0 ? length : 0;
        }

        /// <summary>GET, POST ...</summary>
        public string HttpMethod { get; }

        /// <summary>Path with query.</summary>
        public string RawUrl { get; }

        /// <summary>Length of the body; 0 = none was announced.</summary>
        public long ContentLength64 { get; }

        /// <summary>Headers.</summary>
        public WebHeaderCollection Headers { get; } = new WebHeaderCollection();

        /// <summary>Body.</summary>
        public Stream InputStream { get; }
    }

    /// <summary>An answer; sent when it is closed.</summary>
    public sealed class HttpListenerResponse
    {
        private readonly Stream _stream;
        private readonly MemoryStream _body = new MemoryStream();
        private bool _isClosed;

        internal HttpListenerResponse(Stream stream)
        {
            _stream = stream;
        }

        /// <summary>Status.</summary>
        public int StatusCode { get; set; } = 200;

        /// <summary>Header Content-Type.</summary>
        public string ContentType { get; set; }

        /// <summary>Header Content-Length.</summary>
        public long ContentLength64 { get; set; }

        /// <summary>Whether the connection goes on afterwards; here it never does.</summary>
        public bool KeepAlive { get; set; }

        /// <summary>Header Location.</summary>
        public string RedirectLocation { get; set; }

        /// <summary>Other headers.</summary>
        public WebHeaderCollection Headers { get; set; } = new WebHeaderCollection();

        /// <summary>Body.</summary>
        public Stream OutputStream => _body;

        /// <summary>Sends it.</summary>
        public void Close()
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            var head = new StringBuilder("HTTP/1.1 " + StatusCode + " -\r\nConnection: close\r\nContent-Length: "
                + ContentLength64 + "\r\n");
            if (ContentType != null)
            {
                head.Append("Content-Type: " + ContentType + "\r\n");
            }

            if (RedirectLocation != null)
            {
                head.Append("Location: " + RedirectLocation + "\r\n");
            }

            foreach (var name in Headers.AllKeys)
            {
                head.Append(name + ": " + Headers[name] + "\r\n");
            }

            var bytes = Encoding.UTF8.GetBytes(head + "\r\n");
            _stream.Write(bytes, 0, bytes.Length);
            _body.WriteTo(_stream);
            _stream.Flush();
        }
    }
}
