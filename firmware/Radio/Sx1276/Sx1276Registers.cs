// Names of the SX1276's registers and bits in FSK mode that the driver uses. Source: Semtech
// SX1276/77/78/79 datasheet rev. 4 (March 2015), section 6.2 (register tables) and table 30 (DIO mapping in
// packet mode).

namespace Gateway.Radio.Sx1276
{
    internal static class Sx1276Registers
    {
        // First byte of an access, section 4.3: bit 7 set = write. The address increments within an access,
        // but for the FIFO's.
        public const byte Write = 0x80;

        public const byte Fifo = 0x00;
        public const byte OpMode = 0x01;
        public const byte BitrateMsb = 0x02;
        public const byte BitrateLsb = 0x03;
        public const byte FdevMsb = 0x04;
        public const byte FdevLsb = 0x05;
        public const byte FrfMsb = 0x06;
        public const byte FrfMid = 0x07;
        public const byte FrfLsb = 0x08;
        public const byte Lna = 0x0C;
        public const byte RxConfig = 0x0D;
        public const byte RssiConfig = 0x0E;
        public const byte RssiCollision = 0x0F;
        public const byte RssiThresh = 0x10;
        public const byte RssiValue = 0x11;
        public const byte RxBw = 0x12;
        public const byte AfcBw = 0x13;
        public const byte OokPeak = 0x14;
        public const byte AfcFei = 0x1A;
        public const byte AfcMsb = 0x1B;
        public const byte AfcLsb = 0x1C;
        public const byte PreambleDetector = 0x1F;
        public const byte RxTimeout1 = 0x20;
        public const byte RxTimeout2 = 0x21;
        public const byte RxTimeout3 = 0x22;
        public const byte RxDelay = 0x23;
        public const byte Osc = 0x24;
        public const byte PreambleMsb = 0x25;
        public const byte PreambleLsb = 0x26;
        public const byte SyncConfig = 0x27;
        public const byte SyncValue1 = 0x28;
        public const byte PacketConfig1 = 0x30;
        public const byte PacketConfig2 = 0x31;
        public const byte PayloadLength = 0x32;
        public const byte NodeAdrs = 0x33;
        public const byte BroadcastAdrs = 0x34;
        public const byte FifoThresh = 0x35;
        public const byte ImageCal = 0x3B;
        public const byte IrqFlags1 = 0x3E;
        public const byte IrqFlags2 = 0x3F;
        public const byte DioMapping1 = 0x40;
        public const byte DioMapping2 = 0x41;
        public const byte Version = 0x42;
        public const byte BitrateFrac = 0x5D;

        // RegOpMode: FSK (not LoRa), high-frequency registers.
        public const byte ModeSleep = 0x00;
        public const byte ModeStandby = 0x01;
        public const byte ModeSynthesizer = 0x04;
        public const byte ModeReceive = 0x05;

        // RegLna without its gain, bits 7..5.
        public const int LnaSettings = 0x1F;

        // RegVersion of the production silicon.
        public const int VersionSx1276 = 0x12;

        // RegRxConfig: write-only trigger; the local oscillator goes back to where it was without AFC.
        public const byte RestartWithPllLock = 0x20;

        // RegImageCal: temperature threshold 10 °C, no calibration on the chip's own account.
        public const byte ImageCalStart = 0x42;
        public const int ImageCalRunning = 0x20;

        // RegIrqFlags1 and 2 as Sx1276Bus.ReadFlags gives them: 1 in bits 15..8, 2 in bits 7..0.
        public const int ModeReady = 0x8000;
        public const int RxReady = 0x4000;
        public const int SyncAddressMatch = 0x0100;
        public const int FifoFull = 0x0080;
        public const int FifoEmpty = 0x0040;
        public const int FifoLevel = 0x0020;
        public const int FifoOverrun = 0x0010;

        // Written to RegIrqFlags1: clears Rssi, PreambleDetect, SyncAddressMatch. To RegIrqFlags2:
        // FifoOverrun, which clears the FIFO.
        public const byte ClearFlags = 0x0B;
        public const byte ClearFifo = 0x10;

        // RegDioMapping1, signals of DIO1 (bits 5..4) and DIO2 (bits 3..2), table 30.
        public const byte DioFifoLevelAndSync = 0x0C;
        public const byte DioFifoEmptyAndFull = 0x10;
    }
}
