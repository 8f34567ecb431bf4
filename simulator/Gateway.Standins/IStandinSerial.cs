namespace Gateway.Standins
{
    /// <summary>A UART of the simulated board.</summary>
    public interface IStandinSerial
    {
        /// <summary>Bytes that were received and not read.</summary>
        int BytesToRead { get; }

        /// <summary>Opens it, or changes its settings.</summary>
        /// <param name="baudRate">Bits a second.</param>
        /// <param name="dataBits">7 or 8.</param>
        /// <param name="parity">0 none, 1 odd, 2 even.</param>
        /// <param name="stopBits">1 or 2.</param>
        void Configure(int baudRate, int dataBits, int parity, int stopBits);

        /// <summary>Takes received bytes; never waits.</summary>
        int Read(byte[] buffer, int offset, int count);

        /// <summary>Sends bytes behind those that are being sent.</summary>
        void Write(byte[] buffer, int offset, int count);
    }
}
