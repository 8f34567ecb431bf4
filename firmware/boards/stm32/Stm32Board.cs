using System.Device.Gpio;
using Gateway.App;
using Gateway.App.Panel;
using Gateway.Core;

namespace Gateway.Boards.Stm32
{
    /// <summary>
    /// STMicroelectronics 32F769IDISCOVERY with one or two radios on its Arduino connectors, an SD card for
    /// the log and Ethernet for the uplink.
    /// </summary>
    public sealed class Stm32Board : BoardBase
    {
        // The SD card. No more than the largest store profile uses: the rest of the card is the
        // installer's.
        private const string FilesRoot = "D:\\";
        private const int FilesBytes = 64 * 1024 * 1024;

        /// <summary>Opens pins, bus and files; nothing is started yet.</summary>
        /// <param name="signal">Wakes the loop.</param>
        /// <param name="fileWorker">Runs file jobs.</param>
        /// <param name="networkWorker">Runs network jobs.</param>
        /// <param name="entropy">Differs from board to board and from boot to boot.</param>
        public Stm32Board(LoopSignal signal, IWorker fileWorker, IWorker networkWorker, uint entropy)
            : base(
                signal, fileWorker, networkWorker, entropy, new TickClock(),
                new NanoFileStore(FilesRoot, FileSystemKind.Fat, FilesBytes))
        {
        }

        /// <inheritdoc/>
        public override string Model
        {
            get { return "stm32f769i"; }
        }

        /// <inheritdoc/>
        public override bool HasCardSlot
        {
            get { return true; }
        }

        /// <summary>All files are on the card: what the board has besides is not a drive.</summary>
        public override IFileStore OpenCard()
        {
            return Files;
        }

        /// <inheritdoc/>
        public override int RadioPlaces
        {
            get { return 2; }
        }

        /// <inheritdoc/>
        protected override RadioPins PinsOf(int place)
        {
            // UNVERIFIED-HW: SPI2 divides its clock by powers of two; what SCLK this request really gives.
            if (place == 0)
            {
                return new RadioPins(
                    Pins.RadioSpiBus, Pins.RadioCsn, Pins.RadioGdo0, Pins.RadioGdo2, Pins.RadioReset);
            }

            return new RadioPins(
                Pins.RadioSpiBus, Pins.Radio2Csn, Pins.Radio2Gdo0, Pins.Radio2Gdo2, Pins.Radio2Reset);
        }

        /// <inheritdoc/>
        public override PanelWires OpenPanel(BoardUse use)
        {
            GpioController gpio = new GpioController();
            PanelWires wires = new PanelWires();
            wires.Status = new GpioOutputPin(gpio, Pins.LampStatus);
            wires.Fault = new GpioOutputPin(gpio, Pins.LampFault);
            wires.Button = OpenInput(gpio, Pins.Button, true);
            wires.PowerFail = OpenInput(gpio, Pins.PowerFail, false);
            return wires;
        }

        /// <summary>One: USART6 on D0 and D1.</summary>
        public override int SerialPlaces
        {
            get { return 1; }
        }

        /// <inheritdoc/>
        protected override string SerialNameOf(int place)
        {
            // UNVERIFIED-HW: USART6 on PC6 and PC7 is what this name means in the target's firmware.
            return "COM6";
        }
    }
}
