// A port over a stream that is opened in a thread of its own and opened again when it breaks: a TCP connection, a
// device file. What comes is queued, bounded: a bridge that does not read lets the other end wait.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;

namespace Gateway.Bridge.Ports;

/// <summary>A port over a stream.</summary>
public abstract class StreamPort : IBoardPort
{
    private const int ChunkBytes = 4_096;
    private const int QueueBytes = 64 * 1_024;
    private const int RetryMs = 1_000;

    private readonly object _gate = new();
    private readonly byte[] _queue = new byte[QueueBytes];
    private readonly AutoResetEvent _woken = new(false);
    private readonly ManualResetEventSlim _isOver = new(false);
    private Thread _reader;
    private Stream _stream;
    private int _first;
    private int _count;
    private string _trouble;

    /// <summary>A port that is not started.</summary>
    protected StreamPort(string name)
    {
        Name = name;
    }

    /// <summary>The state has changed: words for a person.</summary>
    public event Action<string> Noticed;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public WaitHandle Woken => _woken;

    /// <summary>Begins to look for the other end.</summary>
    public void Start()
    {
        _reader = new Thread(ReadAll) { IsBackground = true, Name = Name };
        _reader.Start();
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            var taken = Math.Min(count, _count);
            for (var i = 0; i < taken; i++)
            {
                buffer[offset + i] = _queue[_first];
                _first = (_first + 1) % QueueBytes;
            }

            _count -= taken;
            Monitor.PulseAll(_gate);
            return taken;
        }
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        var stream = _stream;
        try
        {
            if (stream == null)
            {
                return false;
            }

            Send(stream, buffer.AsSpan(offset, count));
            return true;
        }
        catch (Exception e) when (IsOfTheLine(e))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOver.Set();
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }

        _stream?.Dispose();
        _reader?.Join(5_000);
        _woken.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the stream; may block.</summary>
    protected abstract Stream Open();

    /// <summary>Sends; the protocol of the stream may add to the bytes.</summary>
    protected virtual void Send(Stream stream, ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    /// <summary>Takes the protocol of the stream out of what has come, in place.</summary>
    /// <returns>Bytes left.</returns>
    protected virtual int Receive(Stream stream, byte[] chunk, int count) => count;

    private void ReadAll()
    {
        var chunk = new byte[ChunkBytes];
        while (!_isOver.IsSet)
        {
            try
            {
                using var stream = Open();
                _stream = stream;
                Notice($"{Name}: open");
                while (!_isOver.IsSet)
                {
                    var count = stream.Read(chunk, 0, ChunkBytes);
                    if (count <= 0)
                    {
                        throw new IOException("the other end has closed");
                    }

                    Queue(chunk, Receive(stream, chunk, count));
                }
            }
            catch (Exception e) when (IsOfTheLine(e))
            {
                _stream = null;
                if (!_isOver.IsSet)
                {
                    Notice($"{Name}: {e.Message}");
                }
            }

            _isOver.Wait(RetryMs);
        }
    }

    private void Queue(byte[] chunk, int count)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                while (_count == QueueBytes && !_isOver.IsSet)
                {
                    Monitor.Wait(_gate);
                }

                if (_isOver.IsSet)
                {
                    return;
                }

                _queue[(_first + _count) % QueueBytes] = chunk[i];
                _count++;
            }
        }

        _woken.Set();
    }

    private void Notice(string text)
    {
        if (_trouble != text)
        {
            _trouble = text;
            Noticed?.Invoke(text);
        }
    }

    private static bool IsOfTheLine(Exception e) => e is IOException or SocketException or ObjectDisposedException
        or UnauthorizedAccessException or InvalidOperationException or BridgeException;
}
