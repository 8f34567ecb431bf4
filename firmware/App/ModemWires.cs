using Gateway.Core;

namespace Gateway.App
{
    /// <summary>How a modem is wired to the board.</summary>
    public sealed class ModemWires
    {
        /// <summary>Its UART.</summary>
        public ISerialPort Port;

        /// <summary>Its power key, high = pressed; null when it cannot be reached.</summary>
        public IOutputPin PowerKey;

        /// <summary>Its reset line, high = reset; null when it cannot be reached.</summary>
        public IOutputPin Reset;

        /// <summary>Switches its supply, high = on; null when there is no switch.</summary>
        public IOutputPin Supply;
    }
}
