using System.Device.Gpio;
using Gateway.App;
using Gateway.Core;
using Gateway.Radio;
using Gateway.Radio.Cc1101;
using Gateway.Uplink;

namespace Gateway.Boards
{
    /// <summary>What all boards have in common. A board says which clock, files and pins it has.</summary>
    public abstract class BoardBase : IBoard
    {
        // SWRS061I table 22: at most 6.5 MHz without a gap between header and data of a burst.
        private const int RadioSpiHz = 5000000;

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

        /// <summary>Opens bus and pins of a CC1101 and makes its driver the board's radio.</summary>
        /// <param name="spiBus">nanoFramework's number of the SPI bus.</param>
        /// <param name="chipSelectPin">CSn.</param>
        /// <param name="gdo0Pin">GDO0.</param>
        /// <param name="gdo2Pin">GDO2.</param>
        protected void UseCc1101(int spiBus, int chipSelectPin, int gdo0Pin, int gdo2Pin)
        {
            GpioController gpio = new GpioController();
            Radio = new Cc1101Radio(
                new SpiDevicePort(spiBus, chipSelectPin, RadioSpiHz),
                new GpioInterruptPin(gpio, gdo0Pin, _signal),
                new GpioInterruptPin(gpio, gdo2Pin, _signal));
        }
    }
}
