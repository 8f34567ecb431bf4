using System.Device.Gpio;
using Gateway.App;
using Gateway.Core;
using Gateway.Radio;
using Gateway.Radio.Cc1101;
using Gateway.Uplink;

namespace Gateway.Boards.Stm32
{
    /// <summary>
    /// STMicroelectronics 32F769IDISCOVERY with a CC1101 on its Arduino connectors, an SD card for the log
    /// and Ethernet for the uplink.
    /// </summary>
    public sealed class Stm32Board : IBoard
    {
        // SWRS061I table 22: at most 6.5 MHz without a gap between header and data of a burst.
        // UNVERIFIED-HW: SPI2 divides its clock by powers of two; what SCLK this request really gives.
        private const int RadioSpiHz = 5000000;

        // The SD card. No more than the largest store profile uses: the rest of the card is the installer's.
        private const string FilesRoot = "D:\\";
        private const int FilesBytes = 64 * 1024 * 1024;

        /// <summary>Opens pins, bus and files; nothing is started yet.</summary>
        /// <param name="signal">Wakes the loop.</param>
        /// <param name="fileWorker">Runs file jobs.</param>
        /// <param name="networkWorker">Runs network jobs.</param>
        /// <param name="entropy">Differs from board to board and from boot to boot.</param>
        public Stm32Board(LoopSignal signal, IWorker fileWorker, IWorker networkWorker, uint entropy)
        {
            Clock = new TickClock();
            Time = new SntpTimeSource();
            FileWorker = fileWorker;
            NetworkWorker = networkWorker;
            Entropy = entropy;
            Files = new NanoFileStore(FilesRoot, FileSystemKind.Fat, FilesBytes);
            Mqtt = new M2MqttSessionFactory();

            GpioController gpio = new GpioController();
            Radio = new Cc1101Radio(
                new SpiDevicePort(Pins.RadioSpiBus, Pins.RadioCsn, RadioSpiHz),
                new GpioInterruptPin(gpio, Pins.RadioGdo0, signal),
                new GpioInterruptPin(gpio, Pins.RadioGdo2, signal));
        }

        /// <inheritdoc/>
        public IClock Clock { get; private set; }

        /// <inheritdoc/>
        public ITimeSource Time { get; private set; }

        /// <inheritdoc/>
        public IRadio Radio { get; private set; }

        /// <inheritdoc/>
        public IFileStore Files { get; private set; }

        /// <inheritdoc/>
        public IWorker FileWorker { get; private set; }

        /// <inheritdoc/>
        public IWorker NetworkWorker { get; private set; }

        /// <inheritdoc/>
        public IMqttSessionFactory Mqtt { get; private set; }

        /// <inheritdoc/>
        public uint Entropy { get; private set; }

        /// <inheritdoc/>
        public uint FreeHeapBytes
        {
            get { return nanoFramework.Runtime.Native.GC.Run(false); }
        }
    }
}
