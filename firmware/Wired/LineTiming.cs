namespace Gateway.Wired
{
    /// <summary>What a protocol allows in time at one line speed. Filled once, then only read, except
    /// <see cref="FirstByteUs"/>, which a task may set for each exchange.</summary>
    public sealed class LineTiming
    {
        /// <summary>From the request's last bit to the latest first bit of a reply, in
        /// microseconds.</summary>
        public long FirstByteUs;

        /// <summary>Longest pause between two bytes of a reply, in microseconds.</summary>
        public long GapUs;

        /// <summary>From the request's last bit to the end of the exchange whatever still arrives, in
        /// microseconds; 0 = only the two above count.</summary>
        public long TotalUs;

        /// <summary>Quiet time that the protocol wants between a frame and the next request, in
        /// microseconds.</summary>
        public long IdleUs;

        /// <summary>Time beside the bytes that the protocol's fastest exchange takes, in microseconds:
        /// earliest reply after the request, earliest request after the reply.</summary>
        public long MinimumUs;
    }
}
