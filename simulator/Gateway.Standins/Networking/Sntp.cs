using Gateway.Standins;

namespace nanoFramework.Networking
{
    /// <summary>Network time: sets the wall clock.</summary>
    public class Sntp
    {
        /// <summary>Whether the service runs.</summary>
        public static bool IsStarted => StandinHost.Required.IsTimeSyncStarted;

        /// <summary>First server.</summary>
        public static string Server1 { get; set; } = "pool.ntp.org";

        /// <summary>Starts the service.</summary>
        public static void Start()
        {
            StandinHost.Required.StartTimeSync(Server1);
        }
    }
}
