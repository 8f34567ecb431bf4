namespace Gateway.Radio.Sx1276
{
    /// <summary>Converts raw readings of the SX1276 (32 MHz crystal) to units.</summary>
    public static class Sx1276Units
    {
        /// <summary>Received power in dBm: −raw / 2, half decibels rounded towards 0 (SX1276 datasheet rev. 4
        /// section 5.5.4).</summary>
        /// <param name="raw">RegRssiValue, 0 .. 255.</param>
        public static int RssiDbm(int raw)
        {
            return -(raw / 2);
        }

        /// <summary>Sender's carrier minus the receiver's in hertz: the correction in two's complement steps
        /// of 32 MHz / 2^19 = 61.035 Hz, which the chip subtracts from its own frequency (SX1276 datasheet
        /// rev. 4 section 4.2.3.5), rounded towards 0.</summary>
        /// <param name="raw">RegAfc, −32768 .. 32767.</param>
        // UNVERIFIED-HW: the sign of RegAfc.
        public static int FrequencyOffsetHz(int raw)
        {
            return -(raw * 15625 / 256);
        }
    }
}
