using System.Device.Gpio;
using Gateway.App;
using Gateway.App.Panel;
using Gateway.Core;
using Gateway.Installer;
using Gateway.Radio;
using Gateway.Radio.Cc1101;
using Gateway.Radio.Sx1276;
using Gateway.Update;
using Gateway.Uplink;

namespace Gateway.Boards
{
    /// <summary>What all boards have in common. A board says which clock, files and pins it has.</summary>
    public abstract class BoardBase : IBoard
    {
        // The CC1101's limit, SWRS061I table 22: at most 6.5 MHz without a gap between header and data of a
        // burst. The SX1276 takes 10 MHz.
        private const int RadioSpiHz = 5000000;

        private const int PagePort = 80;

        private readonly LoopSignal _signal;

        /// <summary>Nothing is started yet.</summary>
        /// <param name="signal">Wakes the loop.</param>
        /// <param name="fileWorker">Runs file jobs.</param>
        /// <param name="networkWorker">Runs network jobs.</param>
        /// <param name="entropy">Differs from board to board and from boot to boot.</param>
        /// <param name="clock">Time since boot.</param>
        /// <param name="files">Where log and configuration live.</param>
        protected BoardBase(
            LoopSignal signal, IWorker fileWorker, IWorker networkWorker, uint entropy, IClock clock,
            IFileStore files)
        {
            _signal = signal;
            Clock = clock;
            Files = files;
            FileWorker = fileWorker;
            NetworkWorker = networkWorker;
            Entropy = entropy;
            Time = new SntpTimeSource();
            Mqtt = new M2MqttSessionFactory();
            FirmwareVersion = FirmwareInfo.Version;
            Updater = new NoUpdater();
        }

        /// <inheritdoc/>
        public abstract string Model { get; }

        /// <inheritdoc/>
        public string FirmwareVersion { get; set; }

        /// <summary>The slots for firmware. No interpreter that was released has more than one; what has,
        /// sets its own before the start.</summary>
        public IUpdater Updater { get; set; }

        /// <inheritdoc/>
        public IClock Clock { get; private set; }

        /// <inheritdoc/>
        public ITimeSource Time { get; private set; }

        /// <inheritdoc/>
        public IFileStore Files { get; private set; }

        /// <inheritdoc/>
        public virtual bool HasCardSlot
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public virtual IFileStore OpenCard()
        {
            return null;
        }

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

        /// <inheritdoc/>
        public IPageServer OpenPage(byte[] key)
        {
            return new HttpPageServer(_signal, PagePort, key, Entropy);
        }

        /// <inheritdoc/>
        public void Reboot()
        {
            nanoFramework.Runtime.Native.Power.RebootDevice();
        }

        /// <summary>Makes the worker of a wired port; set before the first is opened.</summary>
        public WorkerMaker MakeWorker { get; set; }

        /// <inheritdoc/>
        public abstract int SerialPlaces { get; }

        /// <inheritdoc/>
        public virtual string SerialProblem(int place, BoardUse use)
        {
            return null;
        }

        /// <inheritdoc/>
        public ISerialPort OpenSerial(int place)
        {
            return new SerialDevicePort(SerialNameOf(place), MakeWorker());
        }

        /// <inheritdoc/>
        public INetworkInterface OpenNetwork(string type)
        {
            return BoardNetwork.Find(type);
        }

        /// <inheritdoc/>
        public virtual ModemWires OpenModem()
        {
            return null;
        }

        /// <inheritdoc/>
        public virtual PanelWires OpenPanel(BoardUse use)
        {
            return null;
        }

        /// <inheritdoc/>
        public abstract int RadioPlaces { get; }

        /// <inheritdoc/>
        public IRadio OpenRadio(RadioChip chip, int place)
        {
            RadioPins pins = PinsOf(place);
            GpioController gpio = new GpioController();
            SpiDevicePort spi = new SpiDevicePort(pins.SpiBus, pins.Select, RadioSpiHz);
            GpioInterruptPin fifo = new GpioInterruptPin(gpio, pins.Fifo, _signal);
            GpioInterruptPin sync = new GpioInterruptPin(gpio, pins.Sync, _signal);
            if (chip == RadioChip.Sx1276)
            {
                GpioOutputPin reset =
                    pins.Reset == RadioPins.NotConnected ? null : new GpioOutputPin(gpio, pins.Reset);
                return new Sx1276Radio(spi, fifo, sync, reset);
            }

            return new Cc1101Radio(spi, fifo, sync);
        }

        /// <summary>Opens an input that is active at one level.</summary>
        /// <param name="gpio">The board's controller.</param>
        /// <param name="pin">GPIO number.</param>
        /// <param name="activeHigh">Which level is active; the other one has the pull-up or pull-down
        /// of the circuit.</param>
        protected static IAlertPin OpenInput(GpioController gpio, int pin, bool activeHigh)
        {
            return new GpioAlertPin(gpio, pin, activeHigh);
        }

        /// <summary>Assigns the pins of a wired port.</summary>
        /// <param name="place">0 .. <see cref="SerialPlaces"/> − 1.</param>
        /// <returns>Its name: COM2 and so on.</returns>
        protected abstract string SerialNameOf(int place);

        /// <summary>Says where a receiver sits; both chips use the same wires of a place.</summary>
        /// <param name="place">0 .. <see cref="RadioPlaces"/> − 1.</param>
        protected abstract RadioPins PinsOf(int place);
    }
}
