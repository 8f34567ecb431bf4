using Gateway.Core;
using Gateway.Uplink.Serial;

namespace Gateway.App.Tracing
{
    /// <summary>Copies what goes through a line's port.</summary>
    internal sealed class TracedPort : ISerialPort
    {
        private readonly byte[] _name;
        private readonly TraceRing _ring;
        private readonly IClock _clock;

        public TracedPort(ISerialPort port, byte[] name, TraceRing ring, IClock clock)
        {
            Port = port;
            _name = name;
            _ring = ring;
            _clock = clock;
        }

        /// <summary>The port itself.</summary>
        public ISerialPort Port { get; }

        /// <inheritdoc/>
        public bool Configure(SerialSettings settings)
        {
            return Port.Configure(settings);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            int taken = Port.Read(buffer, offset, count);
            if (taken > 0)
            {
                _ring.AddBus(_clock.NowUs, true, _name, buffer, offset, taken);
            }

            return taken;
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int count)
        {
            _ring.AddBus(_clock.NowUs, false, _name, buffer, offset, count);
            return Port.Write(buffer, offset, count);
        }

        /// <inheritdoc/>
        public void Discard()
        {
            Port.Discard();
        }
    }
}
