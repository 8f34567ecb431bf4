using Gateway.Standins;

namespace System.Net
{
    /// <summary>nanoFramework's listener: one prefix, blocking GetContext. The port is the host's choice.</summary>
    public class HttpListener
    {
        private readonly StandinHost _host;
        private readonly int _port;
        private StandinHttp _http;

        /// <summary>A listener that is not started.</summary>
        public HttpListener(string prefix, int port, IPAddress localEndpointIP = null)
        {
            _host = StandinHost.Required;
            _port = port;
        }

        /// <summary>Whether it is started.</summary>
        public bool IsListening => _http != null;

        /// <summary>Starts.</summary>
        public void Start() => _http = _http ?? _host.ListenHttp(_port);

        /// <summary>Stops.</summary>
        public void Stop()
        {
            _http?.Dispose();
            _http = null;
        }

        /// <summary>Waits for a request; null when the board has lost its power.</summary>
        public HttpListenerContext GetContext()
        {
            var exchange = _http.Accept();
            return exchange == null ? null : new HttpListenerContext(exchange);
        }
    }
}
