using System;
using Gateway.Mqtt;

namespace Gateway.Standins
{
    /// <summary>
    /// The machine behind the stand-ins: what a simulated board offers to the nanoFramework types. The simulator
    /// sets <see cref="Current"/> on its thread before it runs firmware code; a stand-in keeps the host under which
    /// it was made. A host overrides what its board has; the rest throws <see cref="NotSupportedException"/>.
    /// </summary>
    public abstract class StandinHost
    {
        [ThreadStatic]
        private static StandinHost _current;

        /// <summary>The host whose firmware runs on this thread; null outside a simulation.</summary>
        public static StandinHost Current
        {
            get { return _current; }
            set { _current = value; }
        }

        /// <summary>The current host, or a clear error.</summary>
        public static StandinHost Required
        {
            get
            {
                return _current ?? throw new InvalidOperationException(
                    "no simulated board on this thread: set StandinHost.Current first");
            }
        }

        /// <summary>Microseconds since the board's boot.</summary>
        public virtual long MicrosecondsSinceBoot => throw Lacks("a timer");

        /// <summary>The board's wall clock in ticks of 100 ns since 0001-01-01; it counts from 1970 until it is set.</summary>
        public virtual long UtcTicks => throw Lacks("a wall clock");

        /// <summary>Whether the network time service was started.</summary>
        public virtual bool IsTimeSyncStarted => throw Lacks("a time service");

        /// <summary>Free heap of the board by the cost model, in bytes.</summary>
        public virtual uint FreeHeapBytes => throw Lacks("a heap");

        /// <summary>The chip's unique id, 12 bytes.</summary>
        public virtual byte[] UniqueDeviceId => throw Lacks("a unique id");

        /// <summary>The board's files.</summary>
        public virtual IStandinStorage Storage => throw Lacks("files");

        /// <summary>Makes the card on this bus and chip select the drive D:.</summary>
        /// <exception cref="System.IO.IOException">There is no card in the slot.</exception>
        public virtual void MountCard(int busId, int chipSelectPin) => throw Lacks("a card slot");

        /// <summary>One SPI transfer of as many bytes in as out; costs simulated time.</summary>
        /// <exception cref="InvalidOperationException">Nothing is wired to this bus and chip select.</exception>
        public virtual void SpiTransfer(
            int busId, int chipSelectPin, int clockHz, int mode, SpanByte write, SpanByte read) => throw Lacks("SPI");

        /// <summary>Declares a pin's direction; a pin that the wiring does not have is an error.</summary>
        public virtual void OpenPin(int pin, bool isOutput) => throw Lacks("pins");

        /// <summary>Reads a pin.</summary>
        public virtual bool ReadPin(int pin) => throw Lacks("pins");

        /// <summary>Drives a pin.</summary>
        public virtual void WritePin(int pin, bool high) => throw Lacks("pins");

        /// <summary>Registers for edges of a pin; the callback gets true for a rising edge.</summary>
        public virtual void WatchPin(int pin, Action<bool> onEdge) => throw Lacks("pins");

        /// <summary>Assigns a peripheral function (the ESP32's pin matrix) to a pin.</summary>
        public virtual void AssignPin(int pin, int deviceFunction) => throw Lacks("a pin matrix");

        /// <summary>A UART by its name, COM1 and so on.</summary>
        public virtual IStandinSerial OpenSerial(string portName) => throw Lacks("a " + portName);

        /// <summary>A new MQTT connection in the board's network.</summary>
        public virtual IMqttConnection CreateMqttConnection() => throw Lacks("a network");

        /// <summary>Types of the board's network interfaces, in nanoFramework's numbers: 6 Ethernet, 71
        /// WiFi.</summary>
        public virtual int[] NetworkTypes => throw Lacks("a network");

        /// <summary>IPv4 address of an interface; "0.0.0.0" while it is down.</summary>
        public virtual string NetworkAddress(int type) => throw Lacks("a network");

        /// <summary>Connects the Wi-Fi or leaves its access point.</summary>
        public virtual void SetWifi(bool isOn) => throw Lacks("Wi-Fi");

        /// <summary>The processor stops until a time or a pin wakes it.</summary>
        /// <param name="timerUs">At most so long, in microseconds.</param>
        /// <param name="pins">Bit g: a high level at GPIO g ends it.</param>
        public virtual void LightSleep(long timerUs, ulong pins) => throw Lacks("light sleep");

        /// <summary>Listens for HTTP; closed by the host when the board loses its power.</summary>
        public virtual StandinHttp ListenHttp(int port) => throw Lacks("a network");

        /// <summary>Starts the network time service, which sets the wall clock when a server answers.</summary>
        public virtual void StartTimeSync(string server) => throw Lacks("a time service");

        /// <summary>The firmware asked for a restart.</summary>
        public virtual void Reboot() => throw Lacks("a reset");

        private NotSupportedException Lacks(string what) =>
            new NotSupportedException(GetType().Name + " has not got " + what);
    }
}
