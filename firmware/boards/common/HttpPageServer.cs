// The installer's page over nanoFramework's HttpListener: a thread takes one request at a time, gives it to
// the loop, waits for the answer and sends it. What is longer than a page needs is not read.
// UNVERIFIED-HW: that a client which sends nothing is given up by the listener's own time limit.
using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading;
using Gateway.Core;
using Gateway.Installer;

namespace Gateway.Boards
{
    /// <summary>Serves HTTP on a port of the board.</summary>
    public sealed class HttpPageServer : IPageServer
    {
        // The worst of 64,000 meters take 12 s of the loop, and the radio comes first.
        private const int AnswerMs = 60000;
        private const int RestartMs = 5000;
        private const int ChunkBytes = 1024;

        private readonly LoopSignal _signal;
        private readonly byte[] _key;
        private readonly byte[] _body = new byte[PageRequest.MaxBodyBytes];
        private readonly AutoResetEvent _answered = new AutoResetEvent(false);
        private readonly HttpListener _listener;
        private PageReply _reply;
        private int _waits; // 1: the request is the loop's
        private readonly uint _entropy;
        private byte[] _lastTag = new byte[HmacSha256.TagBytes];
        private uint _tokens;

        /// <summary>Starts the thread.</summary>
        /// <param name="signal">Wakes the loop.</param>
        /// <param name="port">TCP port.</param>
        /// <param name="key">Makes tokens unpredictable.</param>
        /// <param name="entropy">Makes those of one boot differ from another's.</param>
        public HttpPageServer(LoopSignal signal, int port, byte[] key, uint entropy)
        {
            _signal = signal;
            _key = key;
            _entropy = entropy;
            Request = new PageRequest();
            _listener = new HttpListener("http", port);
            new Thread(Loop).Start();
        }

        /// <inheritdoc/>
        public bool HasRequest
        {
            get { return Interlocked.CompareExchange(ref _waits, 1, 1) == 1; }
        }

        /// <inheritdoc/>
        public PageRequest Request { get; private set; }

        /// <summary>Connections that ended with an error since boot.</summary>
        public uint Faults { get; private set; }

        /// <inheritdoc/>
        public void Answer(PageReply reply)
        {
            _reply = reply;
            Interlocked.Exchange(ref _waits, 0);
            _answered.Set();
        }

        private void Loop()
        {
            for (; ; )
            {
                try
                {
                    if (!_listener.IsListening)
                    {
                        _listener.Start();
                    }

                    HttpListenerContext context = _listener.GetContext();
                    if (context == null)
                    {
                        return; // stopped for good
                    }

                    Serve(context);
                }
                catch (Exception)
                {
                    // No network yet, or the other side has gone.
                    Faults++;
                    _answered.WaitOne(RestartMs, false);
                }
            }
        }

        private void Serve(HttpListenerContext context)
        {
            HttpListenerResponse response = context.Response;
            try
            {
                Read(context.Request);
                _answered.Reset();
                Interlocked.Exchange(ref _waits, 1);
                _signal.Set();

                // The loop answers always; without a limit a fault in it would hold this thread for ever.
                bool isAnswered = _answered.WaitOne(AnswerMs, false);
                if (isAnswered)
                {
                    Write(response, _reply, Request.Method == "HEAD");
                }
                else
                {
                    Interlocked.Exchange(ref _waits, 0);
                    response.StatusCode = 503;
                    response.ContentLength64 = 0;
                }
            }
            finally
            {
                response.Close();
                context.Close();
            }
        }

        private void Read(HttpListenerRequest from)
        {
            PageRequest request = Request;
            request.Method = from.HttpMethod;
            request.Url = from.RawUrl;
            request.Cookie = from.Headers["Cookie"];
            request.AcceptLanguage = from.Headers["Accept-Language"];
            request.Body = string.Empty;
            request.FreshToken = null;
            if (request.Method == "POST")
            {
                long length = from.ContentLength64;
                request.Body = length > _body.Length ? null : ReadBody(from.InputStream, (int)length);
                request.FreshToken = MakeToken();
            }
        }

        private string ReadBody(Stream stream, int length)
        {
            int count = 0;
            while (count < length)
            {
                int read = stream.Read(_body, count, length - count);
                if (read <= 0)
                {
                    break;
                }

                count += read;
            }

            // Fields are ASCII; a stray byte must not throw in a decoder.
            for (int i = 0; i < count; i++)
            {
                _body[i] = _body[i] < 0x80 ? _body[i] : (byte)'?';
            }

            return Encoding.UTF8.GetString(_body, 0, count);
        }

        private static void Write(HttpListenerResponse response, PageReply reply, bool isHead)
        {
            response.StatusCode = reply.Status;
            response.ContentType = reply.ContentType;
            response.KeepAlive = false;
            WebHeaderCollection headers = response.Headers;
            headers.Add("Cache-Control", "no-store");
            headers.Add("Content-Security-Policy", reply.Policy);
            headers.Add("X-Content-Type-Options", "nosniff");
            headers.Add("X-Frame-Options", "DENY");
            headers.Add("Referrer-Policy", "no-referrer");
            if (reply.FileName != null)
            {
                headers.Add("Content-Disposition", "attachment; filename=\"" + reply.FileName + "\"");
            }

            if (reply.Cookie != null)
            {
                headers.Add("Set-Cookie", reply.Cookie);
            }

            if (reply.Location != null)
            {
                response.RedirectLocation = reply.Location;
            }

            response.ContentLength64 = reply.Length;
            for (int at = 0; at < reply.Length && !isHead; at += ChunkBytes)
            {
                int count = reply.Length - at < ChunkBytes ? reply.Length - at : ChunkBytes;
                response.OutputStream.Write(reply.Bytes, at, count);
            }
        }

        // HMAC of what nobody outside knows, under the device's own code; on this thread: 40,000 IL ops.
        private string MakeToken()
        {
            _tokens++;
            HmacSha256 hmac = new HmacSha256();
            hmac.Begin(_key);
            hmac.Add(_entropy.ToString() + "." + _tokens.ToString() + ".");
            hmac.Add(_lastTag, 0, _lastTag.Length);
            byte[] tag = hmac.End();
            _lastTag = tag;
            string token = string.Empty;
            for (int i = 0; i < 16; i++)
            {
                token += tag[i].ToString("X2");
            }

            return token;
        }
    }
}
