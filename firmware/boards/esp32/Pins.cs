namespace Gateway.Boards.Esp32
{
    /// <summary>
    /// GPIO numbers of the board, the same as hardware-docs/pinmap-esp32.csv (the simulation is wired
    /// by that file, so a difference fails there). Chosen around what a LilyGO T-A7670 class board
    /// already uses: modem 4, 5, 25, 26, 27, 33, SD card 2, 13, 14, 15, battery 35, LED 12.
    /// </summary>
    public static class Pins
    {
        /// <summary>nanoFramework's number of the bus that <see cref="RadioMosi"/> and so on are given
        /// to.</summary>
        public const int RadioSpiBus = 1;

        /// <summary>SCLK of the radio.</summary>
        public const int RadioSclk = 18;

        /// <summary>Data from the radio.</summary>
        public const int RadioMiso = 19;

        /// <summary>Data to the radio.</summary>
        public const int RadioMosi = 23;

        /// <summary>Chip select of the radio, low-active.</summary>
        public const int RadioCsn = 32;

        /// <summary>GDO0 of the CC1101, DIO1 of an SX1276.</summary>
        public const int RadioGdo0 = 34;

        /// <summary>GDO2 of the CC1101, DIO2 of an SX1276.</summary>
        public const int RadioGdo2 = 39;

        /// <summary>NRESET of an SX1276; not connected with a CC1101.</summary>
        public const int RadioReset = 21;

        /// <summary>To the modem's RXD. The pins of the modem are those of a LilyGO T-A7670.</summary>
        public const int ModemTx = 26;

        /// <summary>From the modem's TXD.</summary>
        public const int ModemRx = 27;

        /// <summary>PWRKEY by a transistor: high presses it.</summary>
        public const int ModemPowerKey = 4;

        /// <summary>RESET by a transistor: high resets.</summary>
        public const int ModemReset = 5;

        /// <summary>Switch of the modem's supply, high = on. A boot strap: low while the ESP32 starts.
        /// UNVERIFIED-HW: that the board's pull-down holds it.</summary>
        public const int ModemSupply = 12;

        /// <summary>To the M-Bus level converter. With the wired pins in use the card slot stays
        /// empty.</summary>
        public const int MBusTx = 13;

        /// <summary>From the M-Bus level converter; idles high, as this boot strap wants it.</summary>
        public const int MBusRx = 15;

        /// <summary>nanoFramework's number of the bus of the card slot.</summary>
        public const int CardSpiBus = 2;

        /// <summary>SCLK of the card. The pins of the slot are those of a LilyGO T-A7670; without a
        /// card they are free for the wired ports.</summary>
        public const int CardSclk = 14;

        /// <summary>Data to the card.</summary>
        public const int CardMosi = 15;

        /// <summary>Data from the card. A boot strap, as <see cref="Rs485Rx"/>.</summary>
        public const int CardMiso = 2;

        /// <summary>Chip select of the card.</summary>
        public const int CardCs = 13;

        /// <summary>To the RS-485 transceiver, one that switches its direction by itself.</summary>
        public const int Rs485Tx = 14;

        /// <summary>From the RS-485 transceiver. UNVERIFIED-HW: a boot strap that must not be high while
        /// flashing over USB: unplug the transceiver for that.</summary>
        public const int Rs485Rx = 2;

        /// <summary>To the converter of a line beside a card; in place of <see
        /// cref="RadioReset"/>.</summary>
        public const int Line2Tx = 21;

        /// <summary>From the converter of that line; in place of <see cref="Radio2Gdo2"/>.</summary>
        public const int Line2Rx = 22;

        /// <summary>To the converter of another line beside a card; in place of <see cref="Radio2Csn"/>. A
        /// boot strap, which idles high as a normal boot needs it.</summary>
        public const int Line3Tx = 0;

        /// <summary>From the converter of that line; in place of <see cref="Radio2Gdo0"/>.</summary>
        public const int Line3Rx = 36;

        /// <summary>Chip select of the second radio, low-active. A boot strap: its pull-up is what a normal
        /// boot needs.</summary>
        public const int Radio2Csn = 0;

        /// <summary>GDO0 of the second CC1101, DIO1 of a second SX1276.</summary>
        public const int Radio2Gdo0 = 36;

        /// <summary>GDO2 of the second CC1101, DIO2 of a second SX1276. No pin is left for its
        /// NRESET.</summary>
        public const int Radio2Gdo2 = 22;

        /// <summary>The one lamp, by a resistor to ground. UNVERIFIED-HW: also the DTR of the modem,
        /// which means nothing to it unless sleep is switched on (AT+CSCLK).</summary>
        public const int LampStatus = 25;

        /// <summary>The board's key BOOT: low while pressed. In place of <see cref="Radio2Csn"/> and
        /// <see cref="Line3Tx"/>.</summary>
        public const int Button = 0;

        /// <summary>Warning of the supply, low. UNVERIFIED-HW: the board's divider of the battery
        /// voltage hangs on it too; 10 kΩ to 3.3 V outweigh it.</summary>
        public const int PowerFail = 35;
    }
}
