using System.Device.Gpio;
using Gateway.App;
using Gateway.Core;
using Gateway.Radio;
using Gateway.Radio.Cc1101;
using Gateway.Uplink;
using nanoFramework.Hardware.Esp32;

namespace Gateway.Boards.Esp32
{
    /// <summary>
    /// A LilyGO T-A7670 class board (ESP32-WROVER with PSRAM) with a CC1101 on SPI. The simulation runs this
    /// very class on stand-ins of the nanoFramework types.
    /// </summary>
    public sealed class Esp32Board : IBoard
    {
        // SWRS061I table 22: at most 6.5 MHz without a gap between header and data of a burst.
        private const int RadioSpiHz = 5000000;

        // Internal flash: littlefs of 2 MB on modules with 8 MB (256 KB on those with 4 MB: mini profile).
        private const string FilesRoot = "I:\\";
        private const int FilesBytes = 2 * 1024 * 1024;

        /// <summary>Opens pins, bus and files; nothing is started yet.</summary>
        /// <param name="signal">Wakes the loop.</param>
        /// <param name="fileWorker">Runs file jobs.</param>
        /// <param name="networkWorker">Runs network jobs.</param>
        /// <param name="entropy">Differs from board to board and from boot to boot.</param>
        public Esp32Board(LoopSignal signal, IWorker fileWorker, IWorker networkWorker, uint entropy)
        {
            Clock = new HighResClock();
            Time = new SntpTimeSource();
            FileWorker = fileWorker;
            NetworkWorker = networkWorker;
            Entropy = entropy;
            Files = new NanoFileStore(FilesRoot, FileSystemKind.Littlefs, FilesBytes);
            Mqtt = new M2MqttSessionFactory();

            Configuration.SetPinFunction(Pins.RadioSclk, DeviceFunction.SPI1_CLOCK);
            Configuration.SetPinFunction(Pins.RadioMiso, DeviceFunction.SPI1_MISO);
            Configuration.SetPinFunction(Pins.RadioMosi, DeviceFunction.SPI1_MOSI);
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
