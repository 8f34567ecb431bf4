using System;
using System.Collections.Generic;
using System.IO;

namespace Gateway.Bridge.Ports;

/// <summary>A UART behind a telnet server that sets it as the client says (RFC 2217).</summary>
public sealed class Rfc2217Port : TcpPort
{
    private readonly int _baudRate;
    private readonly object _sending = new();
    private readonly List<byte> _reply = [];

    /// <summary>A port that is not started.</summary>
    public Rfc2217Port(PortUrl url)
        : base(url)
    {
        _baudRate = url.BaudRate;
    }

    /// <summary>What was agreed on; null before the first connection.</summary>
    public TelnetCodec Codec { get; private set; }

    /// <inheritdoc/>
    protected override Stream Open()
    {
        var stream = base.Open();
        Codec = new TelnetCodec(_baudRate);
        stream.Write(Codec.Begin());
        return stream;
    }

    /// <inheritdoc/>
    protected override void Send(Stream stream, ReadOnlySpan<byte> bytes)
    {
        var encoded = TelnetCodec.Encode(bytes);
        lock (_sending)
        {
            stream.Write(encoded);
        }
    }

    /// <inheritdoc/>
    protected override int Receive(Stream stream, byte[] chunk, int count)
    {
        _reply.Clear();
        var kept = Codec.Decode(chunk, count, _reply);
        if (_reply.Count > 0)
        {
            lock (_sending)
            {
                stream.Write([.. _reply]);
            }
        }

        return kept;
    }
}
