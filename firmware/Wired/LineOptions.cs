namespace Gateway.Wired
{
    /// <summary>What is special about one line and its converter.</summary>
    public sealed class LineOptions
    {
        /// <summary>The converter gives back what is sent: the own bytes are compared and removed.</summary>
        public bool Echo;

        /// <summary>Longest time by which the way to the converter and back delays bytes (a converter behind
        /// TCP), in microseconds; added to every timeout.</summary>
        public long LatencyUs;

        /// <summary>Bytes that the port may hold back although they have arrived, until more come or the
        /// line is quiet; their time is added to every timeout, since silence cannot be told earlier, until
        /// the port has shown that it holds none back. 0 = it does not.</summary>
        // UNVERIFIED-HW: the ESP32's UART driver hands over at 120 bytes, after 10 byte times of quiet, or
        // at the port's watch character (nf-interpreter, System.IO.Ports; ESP-IDF's defaults): 130 there,
        // with 16h as the watch character, with which every frame of M-Bus and DL/T 645 ends.
        public int HeldBytes;

        /// <summary>Tasks that can wait, besides the one that runs.</summary>
        public int QueueLength = 16;
    }
}
