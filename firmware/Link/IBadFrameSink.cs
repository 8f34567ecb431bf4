namespace Gateway.Link
{
    /// <summary>Hears of frames that were damaged and long enough to have an address. Called at the end of a
    /// frame, on the loop: it must be quick.</summary>
    public interface IBadFrameSink
    {
        /// <summary>One has ended.</summary>
        /// <param name="kind">What it was.</param>
        /// <param name="isAddressSound">A CRC over its address was right.</param>
        /// <param name="bytes">Its bytes without CRCs: L-, C-, M- and A-field are there; not kept.</param>
        /// <param name="rssiDbm">Received power in dBm.</param>
        /// <param name="nowUs">Microseconds since boot of its sync word.</param>
        void OnBadFrame(FrameKind kind, bool isAddressSound, byte[] bytes, int rssiDbm, long nowUs);
    }
}
