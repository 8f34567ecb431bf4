using Gateway.Link;
using Gateway.Uplink.Serial;

namespace Gateway.App.Tracing
{
    /// <summary>Copies the damaged frames of a radio and hands them on.</summary>
    internal sealed class TracedFrames : IBadFrameSink
    {
        private const int Damaged = 1;
        private const int DamagedInFirstBlock = 2;

        private readonly RadioLine _radio;
        private readonly IBadFrameSink _next;
        private readonly TraceRing _ring;

        public TracedFrames(RadioLine radio, IBadFrameSink next, TraceRing ring)
        {
            _radio = radio;
            _next = next;
            _ring = ring;
        }

        /// <inheritdoc/>
        public void OnBadFrame(FrameKind kind, bool isAddressSound, byte[] bytes, int rssiDbm, long nowUs)
        {
            _next.OnBadFrame(kind, isAddressSound, bytes, rssiDbm, nowUs);
            _ring.AddRadio(
                nowUs, _radio.Index, (int)kind, isAddressSound ? Damaged : DamagedInFirstBlock, rssiDbm, 0, 0,
                bytes, _radio.Receiver.LastCount);
        }
    }
}
