// The installer's page on a port of the computer: a thread takes one request at a time, gives it to the loop, waits
// for the answer and sends it, as the board's does (firmware/boards/common/HttpPageServer.cs). Without TLS: for the
// local network that the installer stands in.
using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Gateway.Installer;

namespace Gateway.Linux.Ports;

/// <summary>Serves HTTP.</summary>
public sealed class PageServer : IPageServer, IDisposable
{
    private const int AnswerMs = 60_000;
    private const int TokenBytes = 16;

    private readonly HttpListener _listener = new();
    private readonly AutoResetEvent _answered = new(false);
    private readonly byte[] _body = new byte[PageRequest.MaxBodyBytes];
    private readonly Action _wake;
    private PageReply _reply;
    private int _waits; // 1: the request is the loop's

    /// <summary>Starts the thread.</summary>
    /// <param name="address">Host part of the prefix: * = every address of the computer.</param>
    /// <param name="port">TCP port; below 1024 it takes privileges.</param>
    /// <param name="wake">Wakes the loop.</param>
    /// <exception cref="IOException">The port cannot be had.</exception>
    public PageServer(string address, int port, Action wake)
    {
        _wake = wake;
        _listener.Prefixes.Add($"http://{address}:{port}/");
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException e)
        {
            throw new IOException($"page.port: {port}: {e.Message}", e);
        }

        new Thread(Loop) { IsBackground = true, Name = "page" }.Start();
    }

    /// <inheritdoc/>
    public bool HasRequest => Volatile.Read(ref _waits) == 1;

    /// <inheritdoc/>
    public PageRequest Request { get; } = new();

    /// <inheritdoc/>
    public void Answer(PageReply reply)
    {
        _reply = reply;
        Volatile.Write(ref _waits, 0);
        _answered.Set();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private void Loop()
    {
        while (_listener.IsListening)
        {
            try
            {
                Serve(_listener.GetContext());
            }
            catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException
                or InvalidOperationException)
            {
                // The other side has gone, or the listener is closed, which ends the loop.
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
            Volatile.Write(ref _waits, 1);
            _wake();
            if (_answered.WaitOne(AnswerMs))
            {
                Write(response, _reply, Request.Method == "HEAD");
            }
            else
            {
                Volatile.Write(ref _waits, 0);
                response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            }
        }
        finally
        {
            response.Close();
        }
    }

    private void Read(HttpListenerRequest from)
    {
        Request.Method = from.HttpMethod;
        Request.Url = from.RawUrl;
        Request.Cookie = from.Headers["Cookie"];
        Request.AcceptLanguage = from.Headers["Accept-Language"];
        Request.Body = "";
        Request.FreshToken = null;
        if (Request.Method == "POST")
        {
            bool isShort = from.ContentLength64 >= 0 && from.ContentLength64 <= _body.Length;
            Request.Body = isShort ? ReadBody(from.InputStream, (int)from.ContentLength64) : null;
            Request.FreshToken = RandomNumberGenerator.GetHexString(2 * TokenBytes);
        }
    }

    private string ReadBody(Stream stream, int length)
    {
        int count = stream.ReadAtLeast(_body.AsSpan(0, length), length, throwOnEndOfStream: false);
        return Encoding.ASCII.GetString(_body, 0, count);
    }

    private static void Write(HttpListenerResponse response, PageReply reply, bool isHead)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.KeepAlive = false;
        response.Headers.Add("Cache-Control", "no-store");
        response.Headers.Add("Content-Security-Policy", reply.Policy);
        response.Headers.Add("X-Content-Type-Options", "nosniff");
        response.Headers.Add("X-Frame-Options", "DENY");
        response.Headers.Add("Referrer-Policy", "no-referrer");
        if (reply.FileName != null)
        {
            response.Headers.Add("Content-Disposition", $"attachment; filename=\"{reply.FileName}\"");
        }

        if (reply.Cookie != null)
        {
            response.Headers.Add("Set-Cookie", reply.Cookie);
        }

        if (reply.Location != null)
        {
            response.RedirectLocation = reply.Location;
        }

        if (!isHead)
        {
            response.ContentLength64 = reply.Length;
            response.OutputStream.Write(reply.Bytes, 0, reply.Length);
        }
    }
}
