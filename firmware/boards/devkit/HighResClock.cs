using Gateway.Core;
using nanoFramework.Hardware.Esp32;

namespace Gateway.Boards.Devkit
{
    /// <summary>The ESP32's 64-bit microsecond timer.</summary>
    public sealed class HighResClock : IClock
    {
        /// <inheritdoc/>
        public long NowUs
        {
            get { return (long)HighResTimer.GetCurrent(); }
        }
    }
}
