using Gateway.Core;

namespace Gateway.Cost;

/// <summary>A port whose device answers each request after the shortest time with the next of some replies, byte by
/// byte at the line's speed. Nothing of it is counted.</summary>
internal sealed class WiredPort(params byte[][] replies) : ISerialPort
{
    // 11 bit times.
    private const int TurnaroundBytes = 1;

    private long _byteNs;
    private byte[] _reply = [];
    private long _startUs;
    private int _next;
    private int _taken;

    /// <summary>Time now, in microseconds.</summary>
    public long NowUs { get; set; }

    /// <summary>Calls into the port so far.</summary>
    public int Calls { get; private set; }

    public bool Configure(SerialSettings settings)
    {
        Calls++;
        _byteNs = settings.BitsPerByte * 1_000_000_000L / settings.BaudRate;
        return true;
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        Calls++;
        var arrived = 0;
        while (arrived < _reply.Length && _startUs + ((arrived + 1) * _byteNs / 1000) < NowUs)
        {
            arrived++;
        }

        var taken = Math.Min(count, arrived - _taken);
        Array.Copy(_reply, _taken, buffer, offset, taken);
        _taken += taken;
        return taken;
    }

    public bool Write(byte[] buffer, int offset, int count)
    {
        Calls++;
        _reply = replies[_next++ % replies.Length];
        _taken = 0;
        _startUs = NowUs + ((count + TurnaroundBytes) * _byteNs / 1000);
        return true;
    }

    public void Discard()
    {
        Calls++;
        _taken = 0;
        _reply = [];
    }
}
