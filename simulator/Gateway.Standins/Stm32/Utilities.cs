using Gateway.Standins;

namespace nanoFramework.Hardware.Stm32
{
    /// <summary>What the chip says of itself.</summary>
    public static class Utilities
    {
        /// <summary>12 bytes, different on every chip.</summary>
        public static byte[] UniqueDeviceId => StandinHost.Required.UniqueDeviceId;
    }
}
