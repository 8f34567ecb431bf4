using Gateway.Standins;

namespace nanoFramework.Hardware.Esp32
{
    /// <summary>Functions of the pin matrix; the values are nanoFramework's.</summary>
    public enum DeviceFunction
    {
        /// <summary>SPI 1 data out.</summary>
        SPI1_MOSI = 65792,

        /// <summary>SPI 1 data in.</summary>
        SPI1_MISO = 65793,

        /// <summary>SPI 1 clock.</summary>
        SPI1_CLOCK = 65794,

        /// <summary>SPI 2 data out.</summary>
        SPI2_MOSI = 66048,

        /// <summary>SPI 2 data in.</summary>
        SPI2_MISO = 66049,

        /// <summary>SPI 2 clock.</summary>
        SPI2_CLOCK = 66050,

        /// <summary>UART 2 out.</summary>
        COM2_TX = 197120,

        /// <summary>UART 2 in.</summary>
        COM2_RX = 197121,

        /// <summary>UART 3 out.</summary>
        COM3_TX = 197376,

        /// <summary>UART 3 in.</summary>
        COM3_RX = 197377,
    }

    /// <summary>The pin matrix.</summary>
    public class Configuration
    {
        /// <summary>Gives a pin a function.</summary>
        public static void SetPinFunction(int pin, DeviceFunction value)
        {
            StandinHost.Required.AssignPin(pin, (int)value);
        }
    }

    /// <summary>The 64-bit microsecond timer.</summary>
    public class HighResTimer
    {
        /// <summary>Microseconds since boot.</summary>
        public static ulong GetCurrent() => (ulong)StandinHost.Required.MicrosecondsSinceBoot;
    }
}
