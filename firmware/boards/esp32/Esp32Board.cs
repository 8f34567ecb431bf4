using System.Device.Gpio;
using Gateway.App;
using Gateway.App.Panel;
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

        private const int Line3Place = 3;

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

        /// <summary>Places 0 and 1 have the pins of the card slot, places 2 and 3 those of a second radio.
        /// The ESP32 has three UARTs: one for flashing and debugging; one of places 0 and 2; one of
        /// places 1 and 3 and of the cellular modem (ADR 0014).</summary>
        public override int SerialPlaces
        {
            get { return 4; }
        }

        /// <inheritdoc/>
        public override string SerialProblem(int place, BoardUse use)
        {
            bool isFirstUart = (place & 1) == 0;
            if (!isFirstUart && use.UsesModem)
            {
                return "the modem of uplink.links has this UART";
            }

            int pair = isFirstUart ? 5 : 10;
            if ((use.SerialPlaces & pair) == pair)
            {
                return "ports " + (isFirstUart ? "0 and 2" : "1 and 3") + " have the same UART";
            }

            if (place < 2)
            {
                return use.UsesCard ? "the card of gateway.log has its pins" : null;
            }

            return use.Radios > 1 ? "the second radio has its pins"
                : place == 2 && use.ResetsRadio ? "the reset of the SX1276 has a pin of it" : null;
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

        /// <summary>Whether lamp and supply warning are wired: the board itself has its key only.</summary>
        public bool HasPanel { get; set; }

        /// <inheritdoc/>
        public override PanelWires OpenPanel(BoardUse use)
        {
            if (!HasPanel)
            {
                return null;
            }

            GpioController gpio = new GpioController();
            PanelWires wires = new PanelWires();
            wires.Status = new GpioOutputPin(gpio, Pins.LampStatus);
            wires.PowerFail = OpenInput(gpio, Pins.PowerFail, false);
            bool hasKey = use.Radios < 2 && (use.SerialPlaces & (1 << Line3Place)) == 0;
            wires.Button = hasKey ? OpenInput(gpio, Pins.Button, false) : null;
            return wires;
        }

        /// <inheritdoc/>
        protected override string SerialNameOf(int place)
        {
            if ((place & 1) == 0)
            {
                bool isMBus = place == 0;
                Configuration.SetPinFunction(isMBus ? Pins.MBusTx : Pins.Line2Tx, DeviceFunction.COM2_TX);
                Configuration.SetPinFunction(isMBus ? Pins.MBusRx : Pins.Line2Rx, DeviceFunction.COM2_RX);
                return "COM2";
            }

            bool isRs485 = place == 1;
            Configuration.SetPinFunction(isRs485 ? Pins.Rs485Tx : Pins.Line3Tx, DeviceFunction.COM3_TX);
            Configuration.SetPinFunction(isRs485 ? Pins.Rs485Rx : Pins.Line3Rx, DeviceFunction.COM3_RX);
            return "COM3";
        }
    }
}
