// Names of the CC1101's SPI addresses, strobes and bits that the driver uses.
// Source: Texas Instruments SWRS061I, table 42 (command strobes), table 43 (configuration registers), table
// 44 (status registers), table 45 (SPI address space), table 23 (status byte), table 41 (GDO signals) and the
// register descriptions of section 29.

namespace Gateway.Radio.Cc1101
{
    internal static class Cc1101Registers
    {
        // Header byte, SWRS061I section 10: read = bit 7, burst (or: status register, not strobe) = bit 6.
        public const byte Read = 0x80;
        public const byte Burst = 0x40;

        // Configuration registers, SWRS061I table 43.
        public const byte Iocfg2 = 0x00;
        public const byte Iocfg1 = 0x01;
        public const byte Iocfg0 = 0x02;
        public const byte FifoThr = 0x03;
        public const byte Sync1 = 0x04;
        public const byte Sync0 = 0x05;
        public const byte PktLen = 0x06;
        public const byte PktCtrl1 = 0x07;
        public const byte PktCtrl0 = 0x08;
        public const byte Addr = 0x09;
        public const byte ChannR = 0x0A;
        public const byte FsCtrl1 = 0x0B;
        public const byte FsCtrl0 = 0x0C;
        public const byte Freq2 = 0x0D;
        public const byte Freq1 = 0x0E;
        public const byte Freq0 = 0x0F;
        public const byte MdmCfg4 = 0x10;
        public const byte MdmCfg3 = 0x11;
        public const byte MdmCfg2 = 0x12;
        public const byte MdmCfg1 = 0x13;
        public const byte MdmCfg0 = 0x14;
        public const byte Deviatn = 0x15;
        public const byte Mcsm2 = 0x16;
        public const byte Mcsm1 = 0x17;
        public const byte Mcsm0 = 0x18;
        public const byte FocCfg = 0x19;
        public const byte BsCfg = 0x1A;
        public const byte AgcCtrl2 = 0x1B;
        public const byte AgcCtrl1 = 0x1C;
        public const byte AgcCtrl0 = 0x1D;
        public const byte WorEvt1 = 0x1E;
        public const byte WorEvt0 = 0x1F;
        public const byte WorCtrl = 0x20;
        public const byte Frend1 = 0x21;
        public const byte Frend0 = 0x22;
        public const byte FsCal3 = 0x23;
        public const byte FsCal2 = 0x24;
        public const byte FsCal1 = 0x25;
        public const byte FsCal0 = 0x26;

        // 0x27, 0x28 belong to the RC oscillator (unused); 0x29..0x2B are marked "do not write".
        public const byte Test2 = 0x2C;
        public const byte Test1 = 0x2D;
        public const byte Test0 = 0x2E;

        // Command strobes, SWRS061I table 42.
        public const byte Sres = 0x30;
        public const byte Srx = 0x34;
        public const byte Sidle = 0x36;
        public const byte Sfrx = 0x3A;
        public const byte Spwd = 0x39;
        public const byte Snop = 0x3D;

        // Status registers, SWRS061I table 44: always with read and burst bit.
        public const byte PartNum = 0xF0;
        public const byte Version = 0xF1;
        public const byte FreqEst = 0xF2;
        public const byte Lqi = 0xF3;
        public const byte Rssi = 0xF4;
        public const byte MarcState = 0xF5;
        public const byte RxBytes = 0xFB;

        // RX FIFO, burst read, SWRS061I table 45.
        public const byte FifoBurstRead = 0xFF;

        // Chip status byte, SWRS061I table 23.
        public const int StatusNotReady = 0x80;
        public const int StatusStateMask = 0x70;
        public const int StatusStateIdle = 0x00;
        public const int StatusStateRx = 0x10;
        public const int StatusStateOverflow = 0x60; // of the RX FIFO
        public const int StatusFifoMask = 0x0F; // bytes in the RX FIFO; 15 = 15 or more

        // RXBYTES, SWRS061I register 0x3B.
        public const int RxBytesOverflow = 0x80;
        public const int RxBytesMask = 0x7F;

        // MARCSTATE, SWRS061I register 0x35: bits 4..0.
        public const int MarcMask = 0x1F;
        public const int MarcIdle = 0x01;
        public const int MarcVcoOnManual = 0x03;
        public const int MarcEndCal = 0x0C;
        public const int MarcRx = 0x0D;
        public const int MarcRxReset = 0x0F;
        public const int MarcRxFifoOverflow = 0x11;

        // PARTNUM and VERSION: 0x14 in SWRS061I; older silicon, and older editions of the datasheet, 0x04.
        public const int PartNumCc1101 = 0x00;
        public const int VersionNew = 0x14;
        public const int VersionOld = 0x04;

        // GDOx_CFG, SWRS061I table 41. 0x00: high at or above the RX FIFO threshold, low below it. 0x06: high
        // from the sync word to the end of the packet. Bit 6 inverts the pin.
        public const byte GdoFifoThreshold = 0x00;
        public const byte GdoSyncToEnd = 0x06;
        public const byte GdoInverted = 0x40;
        public const byte GdoHighZ = 0x2E;
        public const byte GdoLow = 0x2F; // "HW to 0"; inverted: constant high

        // PKTCTRL0.LENGTH_CONFIG, SWRS061I register 0x08; no whitening, no CRC, FIFO mode.
        public const byte LengthFixed = 0x00;
        public const byte LengthInfinite = 0x02;

        // PKTCTRL1.APPEND_STATUS, SWRS061I register 0x07: RSSI and LQI follow the packet in the FIFO.
        public const byte AppendStatus = 0x04;

        // MCSM1, SWRS061I register 0x17: RXOFF_MODE = 3, stay in RX.
        public const byte Mcsm1StayInRx = 0x0C;

        // MCSM0, SWRS061I register 0x18: PO_TIMEOUT = 2; FS_AUTOCAL = never / from IDLE to RX.
        public const byte Mcsm0NoCalibration = 0x08;
        public const byte Mcsm0Calibration = 0x18;

        // What APPEND_STATUS puts behind a packet, in bytes.
        public const int StatusBytes = 2;

        // FIFOTHR, SWRS061I register 0x03: RX threshold = 4 * (FIFO_THR + 1) bytes.
        public const byte FifoThr20 = 0x04;
        public const byte FifoThr28 = 0x06;
        public const byte FifoThr36 = 0x08;
    }
}
