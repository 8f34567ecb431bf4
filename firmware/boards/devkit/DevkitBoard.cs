using System;
using System.Device.Gpio;
using Gateway.App;
using Gateway.App.Battery;
using Gateway.App.Panel;
using Gateway.Core;
using nanoFramework.Hardware.Esp32;

namespace Gateway.Boards.Devkit
{
    /// <summary>
    /// A plain ESP32-WROVER development board (ESP32-DevKitC with a WROVER module) with one or two
    /// radios, two wired lines and Wi-Fi. No modem, no card.
    /// </summary>
    public sealed class DevkitBoard : BoardBase, IBoardSleep
    {
        // Internal flash: littlefs of 256 KB on modules with 4 MB (mini profile), of 2 MB on those with
        // 8 MB.
        private const string FilesRoot = "I:\\";
        private const int FilesBytes = 2 * 1024 * 1024;

        /// <summary>Opens pins, bus and files; nothing is started yet.</summary>
        /// <param name="signal">Wakes the loop.</param>
        /// <param name="fileWorker">Runs file jobs.</param>
        /// <param name="networkWorker">Runs network jobs.</param>
        /// <param name="entropy">Differs from board to board and from boot to boot.</param>
        public DevkitBoard(LoopSignal signal, IWorker fileWorker, IWorker networkWorker, uint entropy)
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
            get { return "esp32-devkit"; }
        }

        /// <inheritdoc/>
        public override int RadioPlaces
        {
            get { return 2; }
        }

        /// <summary>Two: M-Bus and RS-485. The third UART of the ESP32 is for flashing and
        /// debugging.</summary>
        public override int SerialPlaces
        {
            get { return 2; }
        }

        /// <inheritdoc/>
        public override PanelWires OpenPanel(BoardUse use)
        {
            GpioController gpio = new GpioController();
            PanelWires wires = new PanelWires();
            wires.Power = new GpioOutputPin(gpio, Pins.LampPower);
            wires.Hearing = new GpioOutputPin(gpio, Pins.LampHearing);
            wires.Uplink = new GpioOutputPin(gpio, Pins.LampUplink);
            wires.Fault = new GpioOutputPin(gpio, Pins.LampFault);
            wires.Button = OpenInput(gpio, Pins.Button, false);
            wires.PowerFail = OpenInput(gpio, Pins.PowerFail, false);
            return wires;
        }

        /// <inheritdoc/>
        public void SetNetwork(bool isOn)
        {
            WifiSwitch.Set(isOn);
        }

        /// <inheritdoc/>
        /// <remarks>The radio's lines are high from a sync word to the end of its frame, or as long as bytes
        /// wait: a level, which cannot be missed. An edge that came while the processor stood still does not
        /// raise its event afterwards; the driver looks at the level by itself.</remarks>
        // UNVERIFIED-HW: light sleep from nanoFramework: that the timer goes on, how long waking up takes (1
        // ms in the simulation), and that GDO0 and GDO2 wake it (both are at RTC inputs).
        public void LightSleep(int ms)
        {
            Sleep.EnableWakeupByTimer(TimeSpan.FromTicks(ms * TimeSpan.TicksPerMillisecond));
            Sleep.EnableWakeupByMultiPins(
                (Sleep.WakeupGpioPin)((1L << Pins.RadioGdo0) | (1L << Pins.RadioGdo2)),
                Sleep.WakeupMode.AnyHigh);
            Sleep.StartLightSleep();
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
                Pins.RadioSpiBus, Pins.Radio2Csn, Pins.Radio2Gdo0, Pins.Radio2Gdo2, Pins.Radio2Reset);
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
