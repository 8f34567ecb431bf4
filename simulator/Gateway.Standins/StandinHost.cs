using System;
using Gateway.Mqtt;

namespace Gateway.Standins
{
    /// <summary>
    /// The machine behind the stand-ins: what a simulated board offers to the nanoFramework types. The simulator
    /// sets <see cref="Current"/> on its thread before it runs firmware code; a stand-in keeps the host under which
    /// it was made.
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
        public abstract long MicrosecondsSinceBoot { get; }

        /// <summary>The board's files.</summary>
        public abstract IStandinStorage Storage { get; }

        /// <summary>One SPI transfer; costs simulated time.</summary>
        /// <exception cref="InvalidOperationException">Nothing is wired to this bus and chip select.</exception>
        public abstract void SpiTransfer(int busId, int chipSelectPin, int clockHz, byte[] write, byte[] read,
            int count);

        /// <summary>Declares a pin's mode; a pin that the wiring does not have is an error.</summary>
        public abstract void OpenPin(int pin, bool isOutput);

        /// <summary>Reads a pin.</summary>
        public abstract bool ReadPin(int pin);

        /// <summary>Drives a pin.</summary>
        public abstract void WritePin(int pin, bool high);

        /// <summary>Registers for edges of a pin; the callback gets true for a rising edge.</summary>
        public abstract void WatchPin(int pin, Action<bool> onEdge);

        /// <summary>Assigns a peripheral function (the ESP32's pin matrix) to a pin.</summary>
        public abstract void AssignPin(int pin, int deviceFunction);

        /// <summary>A new MQTT connection in the board's network.</summary>
        public abstract IMqttConnection CreateMqttConnection();

        /// <summary>The firmware asked for a restart.</summary>
        public abstract void Reboot();
    }
}
