namespace Gateway.Uplink.Modem
{
    /// <summary>Hears what the modem says besides OK and ERROR.</summary>
    internal interface IAtListener
    {
        /// <summary>A line of information, of an answer or unasked.</summary>
        /// <param name="line">Valid during the call.</param>
        /// <param name="length">At least 1.</param>
        void OnLine(byte[] line, int length);

        /// <summary>A block that was asked for is complete.</summary>
        void OnBlock();
    }
}
