namespace Gateway.Boards.Devkit
{
    /// <summary>
    /// GPIO numbers of a plain ESP32-WROVER development board, the same as hardware-docs/pinmap-devkit.csv.
    /// Without a modem and a card there is room for two complete radios, two wired lines and four
    /// lamps. Left alone: 1 and 3 (USB), 6 .. 11 (flash), 12 (boot strap of the flash voltage), 16 and
    /// 17 (PSRAM).
    /// </summary>
    public static class Pins
    {
        /// <summary>nanoFramework's number of the bus of both radios.</summary>
        public const int RadioSpiBus = 1;

        /// <summary>SCLK of the radios.</summary>
        public const int RadioSclk = 18;

        /// <summary>Data from the radios.</summary>
        public const int RadioMiso = 19;

        /// <summary>Data to the radios.</summary>
        public const int RadioMosi = 23;

        /// <summary>Chip select of the radio, low-active.</summary>
        public const int RadioCsn = 32;

        /// <summary>GDO0 of the CC1101, DIO1 of an SX1276.</summary>
        public const int RadioGdo0 = 34;

        /// <summary>GDO2 of the CC1101, DIO2 of an SX1276.</summary>
        public const int RadioGdo2 = 39;

        /// <summary>NRESET of an SX1276; not connected with a CC1101.</summary>
        public const int RadioReset = 21;

        /// <summary>Chip select of the second radio, low-active.</summary>
        public const int Radio2Csn = 33;

        /// <summary>GDO0 of the second CC1101, DIO1 of a second SX1276.</summary>
        public const int Radio2Gdo0 = 36;

        /// <summary>GDO2 of the second CC1101, DIO2 of a second SX1276.</summary>
        public const int Radio2Gdo2 = 22;

        /// <summary>NRESET of a second SX1276. A boot strap, which the pull-up of the chip holds as a
        /// normal boot needs it.</summary>
        public const int Radio2Reset = 5;

        /// <summary>To the M-Bus level converter.</summary>
        public const int MBusTx = 25;

        /// <summary>From the M-Bus level converter.</summary>
        public const int MBusRx = 26;

        /// <summary>To the RS-485 transceiver, one that switches its direction by itself.</summary>
        public const int Rs485Tx = 27;

        /// <summary>From the RS-485 transceiver; idles high, as this boot strap wants it.</summary>
        public const int Rs485Rx = 15;

        /// <summary>Lamp "power".</summary>
        public const int LampPower = 13;

        /// <summary>Lamp "hearing".</summary>
        public const int LampHearing = 14;

        /// <summary>Lamp "uplink".</summary>
        public const int LampUplink = 4;

        /// <summary>Lamp "fault". A boot strap, which a lamp to ground holds as flashing needs
        /// it.</summary>
        public const int LampFault = 2;

        /// <summary>The board's key BOOT: low while pressed.</summary>
        public const int Button = 0;

        /// <summary>Warning of the supply, low.</summary>
        public const int PowerFail = 35;
    }
}
