using System.Device.Gpio;
using Gateway.App;
using Gateway.Core;
using nanoFramework.Hardware.Esp32;

namespace Gateway.Boards.Esp32
{
    /// <summary>
    /// A LilyGO T-A7670 class board (ESP32-WROVER with PSRAM) with one or two radios on SPI. The
    /// simulation runs this very class on stand-ins of the nanoFramework types.
    /// </summary>
    public sealed class Esp32Board : BoardBase
    {
        // Internal flash: littlefs of 2 MB on modules with 8 MB (256 KB on those with 4 MB: mini profile).
        private const string FilesRoot = "I:\\";
        private const int FilesBytes = 2 * 1024 * 1024;

        // 50 ms between two looks and 60 ms of a frame on the air, at 11.5 bytes a millisecond, and some.
        private const int ModemReceiveBytes = 2048;

        /// <summary>Opens pins, bus and files; nothing is started yet.</summary>
        /// <param name="signal">Wakes the loop.</param>
        /// <param name="fileWorker">Runs file jobs.</param>
        /// <param name="networkWorker">Runs network jobs.</param>
        /// <param name="entropy">Differs from board to board and from boot to boot.</param>
        public Esp32Board(LoopSignal signal, IWorker fileWorker, IWorker networkWorker, uint entropy)
            : base(
                signal, fileWorker, networkWorker, entropy, new HighResClock(),
                new NanoFileStore(FilesRoot, FileSystemKind.Littlefs, FilesBytes))
        {
            Configuration.SetPinFunction(Pins.RadioSclk, DeviceFunction.SPI1_CLOCK);
            Configuration.SetPinFunction(Pins.RadioMiso, DeviceFunction.SPI1_MISO);
            Configuration.SetPinFunction(Pins.RadioMosi, DeviceFunction.SPI1_MOSI);
        }

        /// <inheritdoc/>
        public override string Model
        {
            get { return "esp32"; }
        }

        /// <inheritdoc/>
        public override bool HasCardSlot
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override bool IsCardOnWiredPins
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override IFileStore OpenCard()
        {
            Configuration.SetPinFunction(Pins.CardSclk, DeviceFunction.SPI2_CLOCK);
            Configuration.SetPinFunction(Pins.CardMiso, DeviceFunction.SPI2_MISO);
            Configuration.SetPinFunction(Pins.CardMosi, DeviceFunction.SPI2_MOSI);
            return new CardFileStore(Pins.CardSpiBus, Pins.CardCs);
        }

        /// <inheritdoc/>
        public override int RadioPlaces
        {
            get { return 2; }
        }

        /// <inheritdoc/>
        protected override RadioPins PinsOf(int place)
        {
            if (place == 0)
            {
                return new RadioPins(
                    Pins.RadioSpiBus, Pins.RadioCsn, Pins.RadioGdo0, Pins.RadioGdo2, Pins.RadioReset);
            }

            return new RadioPins(
                Pins.RadioSpiBus, Pins.Radio2Csn, Pins.Radio2Gdo0, Pins.Radio2Gdo2,
                RadioPins.NotConnected);
        }

        /// <summary>M-Bus at place 0, RS-485 at place 1. The ESP32 has three UARTs: with one for flashing and
        /// debugging and one for the cellular modem only place 0 is left.</summary>
        public override int SerialPlaces
        {
            get { return 2; }
        }

        /// <summary>The modem is on the UART of place 1.</summary>
        public override int ModemPlace
        {
            get { return 1; }
        }

        /// <inheritdoc/>
        public override ModemWires OpenModem()
        {
            Configuration.SetPinFunction(Pins.ModemTx, DeviceFunction.COM3_TX);
            Configuration.SetPinFunction(Pins.ModemRx, DeviceFunction.COM3_RX);
            GpioController gpio = new GpioController();
            ModemWires wires = new ModemWires();
            wires.Port = new SerialDevicePort("COM3", MakeWorker(), ModemReceiveBytes);
            wires.PowerKey = new GpioOutputPin(gpio, Pins.ModemPowerKey);
            wires.Reset = new GpioOutputPin(gpio, Pins.ModemReset);
            wires.Supply = new GpioOutputPin(gpio, Pins.ModemSupply);
            return wires;
        }

        /// <inheritdoc/>
        protected override string SerialNameOf(int place)
        {
            if (place == 0)
            {
                Configuration.SetPinFunction(Pins.MBusTx, DeviceFunction.COM2_TX);
                Configuration.SetPinFunction(Pins.MBusRx, DeviceFunction.COM2_RX);
                return "COM2";
            }

            Configuration.SetPinFunction(Pins.Rs485Tx, DeviceFunction.COM3_TX);
            Configuration.SetPinFunction(Pins.Rs485Rx, DeviceFunction.COM3_RX);
            return "COM3";
        }
    }
}
