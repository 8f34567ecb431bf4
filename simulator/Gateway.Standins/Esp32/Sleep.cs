using System;
using Gateway.Standins;

namespace nanoFramework.Hardware.Esp32
{
    /// <summary>Results of native calls; the values are nanoFramework's.</summary>
    public enum EspNativeError
    {
        /// <summary>Done.</summary>
        OK = 0,
    }

    /// <summary>Sleep modes.</summary>
    public class Sleep
    {
        [ThreadStatic]
        private static TimeSpan _timer;

        [ThreadStatic]
        private static WakeupGpioPin _pins;

        /// <summary>GPIOs of the RTC.</summary>
        public enum WakeupGpioPin : ulong
        {
            /// <summary>None.</summary>
            None = 0,

            /// <summary>GPIO 34.</summary>
            Pin34 = 1UL << 34,

            /// <summary>GPIO 39.</summary>
            Pin39 = 1UL << 39,
        }

        /// <summary>What wakes when several pins are named.</summary>
        public enum WakeupMode
        {
            /// <summary>All of them low.</summary>
            AllLow = 0,

            /// <summary>Any of them high.</summary>
            AnyHigh = 1,
        }

        /// <summary>The next sleep ends after so long.</summary>
        public static EspNativeError EnableWakeupByTimer(TimeSpan time)
        {
            _timer = time;
            return EspNativeError.OK;
        }

        /// <summary>The next sleep ends by these pins.</summary>
        public static EspNativeError EnableWakeupByMultiPins(WakeupGpioPin pins, WakeupMode mode)
        {
            _pins = pins;
            return EspNativeError.OK;
        }

        /// <summary>Stops the processor. Here it returns at once: the simulation lets the time pass.</summary>
        public static EspNativeError StartLightSleep()
        {
            StandinHost.Required.LightSleep(_timer.Ticks / 10, (ulong)_pins);
            return EspNativeError.OK;
        }
    }
}
