namespace Gateway.Core
{
    /// <summary>
    /// One UART with its level converter. No call waits for the line. Bytes with a parity or framing error
    /// may be handed over, changed or left out, as the chip does: check sums tell.
    /// </summary>
    public interface ISerialPort
    {
        /// <summary>Opens the port, or changes its settings; what was received before is dropped. Only called
        /// when nothing is being sent.</summary>
        /// <returns>False when the port cannot work like that.</returns>
        bool Configure(SerialSettings settings);

        /// <summary>Takes what has been received, at once.</summary>
        /// <param name="buffer">Filled from <paramref name="offset"/>; owned by the caller.</param>
        /// <param name="offset">First byte to fill.</param>
        /// <param name="count">Bytes to take at most.</param>
        /// <returns>Number of bytes taken; 0 when there are none.</returns>
        int Read(byte[] buffer, int offset, int count);

        /// <summary>Hands bytes over for sending and returns. Direction switching of a half-duplex converter
        /// is the port's business.</summary>
        /// <param name="buffer">May be changed by the caller as soon as the call has returned.</param>
        /// <param name="offset">First byte.</param>
        /// <param name="count">1 .. 512 bytes.</param>
        /// <returns>False when the port is closed or refuses.</returns>
        bool Write(byte[] buffer, int offset, int count);

        /// <summary>Drops what has been received so far.</summary>
        void Discard();
    }
}
