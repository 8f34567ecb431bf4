using Gateway.Standins;

namespace System
{
    /// <summary>What nanoFramework.Runtime.Native adds to the environment.</summary>
    internal static class Environment
    {
        /// <summary>Milliseconds since boot.</summary>
        public static long TickCount64 => StandinHost.Required.MicrosecondsSinceBoot / 1000;
    }
}
