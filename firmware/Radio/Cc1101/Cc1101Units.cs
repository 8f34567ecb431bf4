namespace Gateway.Radio.Cc1101
{
    /// <summary>Converts raw readings of the CC1101 (26 MHz crystal) to units.</summary>
    public static class Cc1101Units
    {
        /// <summary>Received power in dBm: raw / 2 − 74, raw in two's complement, half decibels rounded
        /// towards −74 (SWRS061I section 17.3; the offset of 74 dB is table 31's).</summary>
        /// <param name="raw">RSSI register, 0 .. 255.</param>
        public static int RssiDbm(int raw)
        {
            return ((sbyte)raw / 2) - 74;
        }

        /// <summary>Link quality without the CRC_OK bit: 0 (best) .. 127 (SWRS061I register 0x33).</summary>
        /// <param name="raw">LQI register, 0 .. 255.</param>
        public static int Lqi(int raw)
        {
            return raw & 0x7F;
        }

        /// <summary>Sender's carrier minus the receiver's in hertz: two's complement steps of 26 MHz / 2^14 =
        /// 1586.914 Hz (SWRS061I register 0x32), rounded towards 0.</summary>
        /// <param name="raw">FREQEST register, 0 .. 255.</param>
        public static int FrequencyOffsetHz(int raw)
        {
            return (sbyte)raw * 203125 / 128;
        }
    }
}
