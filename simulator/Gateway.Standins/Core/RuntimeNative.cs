using Gateway.Standins;

namespace nanoFramework.Runtime.Native
{
    /// <summary>How to restart.</summary>
    public enum RebootOption
    {
        /// <summary>The whole chip.</summary>
        NormalReboot = 0,

        /// <summary>The interpreter only.</summary>
        ClrOnly = 2,
    }

    /// <summary>Restart.</summary>
    public static class Power
    {
        /// <summary>Restarts the board; on the board this does not return.</summary>
        public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
        {
            StandinHost.Required.Reboot();
        }
    }

    /// <summary>Garbage collector.</summary>
    public static class GC
    {
        /// <summary>Collects and returns the free bytes; the stand-in has no heap of its own to measure and
        /// answers with the modelled one.</summary>
        public static uint Run(bool compactHeap) => StandinHost.Required.FreeHeapBytes;
    }
}
