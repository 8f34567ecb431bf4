using System;
using System.Threading;

namespace Gateway.Bridge.Ports;

/// <summary>The way to a board: a stream of bytes that may lose, change or hold them back. No call waits. A port
/// that loses its other end looks for it again by itself.</summary>
public interface IBoardPort : IDisposable
{
    /// <summary>Its URL.</summary>
    string Name { get; }

    /// <summary>Set when bytes have come or the state has changed; null where time is virtual.</summary>
    WaitHandle Woken { get; }

    /// <summary>Takes what has come.</summary>
    /// <returns>Bytes taken; 0 when there are none.</returns>
    int Read(byte[] buffer, int offset, int count);

    /// <summary>Sends.</summary>
    /// <returns>false while the other end is not there.</returns>
    bool Write(byte[] buffer, int offset, int count);
}
