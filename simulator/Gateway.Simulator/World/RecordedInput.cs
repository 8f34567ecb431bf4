using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>What went into a gateway in another run, in place of meters that send.</summary>
public sealed class RecordedInput
{
    /// <summary>Makes what was on the air, in order of start; the meters are those of the scenario.</summary>
    public Func<IReadOnlyList<RadioMeter>, IEnumerable<Transmission>> Air { get; init; } = _ => [];

    /// <summary>What the wired meters have sent, in order of time.</summary>
    public IReadOnlyList<Reply> Replies { get; init; } = [];

    /// <summary>The replies of a line.</summary>
    public IEnumerable<Reply> RepliesOf(string line) => Replies.Where(reply => reply.Line == line);

    /// <summary>Bytes of a wired meter.</summary>
    /// <param name="Line">Name of the line.</param>
    /// <param name="AtNs">When the meter began to send them.</param>
    /// <param name="DelayNs">From there to the first start bit.</param>
    /// <param name="Settings">How they went over the line.</param>
    /// <param name="Bytes">The bytes.</param>
    public sealed record Reply(string Line, long AtNs, long DelayNs, SerialSettings Settings, byte[] Bytes);

    /// <summary>The air as one sender.</summary>
    internal sealed class Sender(IEnumerable<Transmission> transmissions) : IAirSender
    {
        private readonly Queue<Transmission> _left = new(transmissions);

        /// <inheritdoc/>
        public long NextStartNs => _left.TryPeek(out var next) ? next.StartNs : long.MaxValue;

        /// <inheritdoc/>
        public Transmission Next() => _left.Dequeue();
    }
}
