namespace Gateway.Config
{
    /// <summary>Where the configuration in use came from.</summary>
    public enum ConfigSource
    {
        /// <summary>There is none that can be used: the firmware's own values.</summary>
        Default = 0,

        /// <summary>The file that the installer put there.</summary>
        Installer = 1,

        /// <summary>A set that has proven itself, or is about to (<see
        /// cref="ConfigStore.IsTrial"/>).</summary>
        Set = 2,
    }
}
