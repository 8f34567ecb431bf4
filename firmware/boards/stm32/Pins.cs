namespace Gateway.Boards.Stm32
{
    /// <summary>
    /// Pin numbers of the board, the same as hardware-docs/pinmap-stm32.csv. nanoFramework numbers
    /// STM32 pins port * 16 + pin, PA0 = 0. The radios sit on the Arduino connectors CN9, CN13 and
    /// CN14; all interrupt pins have different numbers within their port, because the EXTI lines are
    /// shared between the ports.
    /// </summary>
    public static class Pins
    {
        /// <summary>SPI2: SCLK PA12 (D13), MISO PB14 (D12), MOSI PB15 (D11), fixed by the nanoFramework
        /// target.</summary>
        public const int RadioSpiBus = 2;

        /// <summary>SCLK of the radio: PA12, D13.</summary>
        public const int RadioSclk = 12;

        /// <summary>Data from the radio: PB14, D12.</summary>
        public const int RadioMiso = 30;

        /// <summary>Data to the radio: PB15, D11.</summary>
        public const int RadioMosi = 31;

        /// <summary>Chip select of the radio, low-active: PA11, D10.</summary>
        public const int RadioCsn = 11;

        /// <summary>GDO0 of the CC1101, DIO1 of an SX1276: PJ4, D8.</summary>
        public const int RadioGdo0 = 148;

        /// <summary>GDO2 of the CC1101, DIO2 of an SX1276: PJ3, D7.</summary>
        public const int RadioGdo2 = 147;

        /// <summary>NRESET of an SX1276; not connected with a CC1101: PH6, D9.</summary>
        public const int RadioReset = 118;

        /// <summary>To the level converter of the wired line: PC6, D1, USART6.</summary>
        public const int WiredTx = 38;

        /// <summary>From the level converter of the wired line: PC7, D0, USART6.</summary>
        public const int WiredRx = 39;

        /// <summary>Chip select of the second radio, low-active: PJ0, D4.</summary>
        public const int Radio2Csn = 144;

        /// <summary>GDO0 of the second CC1101, DIO1 of a second SX1276: PJ1, D2.</summary>
        public const int Radio2Gdo0 = 145;

        /// <summary>GDO2 of the second CC1101, DIO2 of a second SX1276: PC2, A2.</summary>
        public const int Radio2Gdo2 = 34;

        /// <summary>NRESET of a second SX1276; not connected with a CC1101: PC8, D5.</summary>
        public const int Radio2Reset = 40;

        /// <summary>LED LD2 of the board, green: PJ5, high = lit.</summary>
        public const int LampStatus = 149;

        /// <summary>LED LD1 of the board, red: PJ13, high = lit.</summary>
        public const int LampFault = 157;

        /// <summary>The blue button of the board: PA0, high while pressed.</summary>
        public const int Button = 0;

        /// <summary>Warning of the supply, low: PA6, A0.</summary>
        public const int PowerFail = 6;
    }
}
