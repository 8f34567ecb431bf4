namespace Gateway.Installer
{
    /// <summary>How the installer gets in.</summary>
    public sealed class InstallerSetup
    {
        /// <summary>Code printed on the device; null = nobody gets in. A secret.</summary>
        public string Code;

        /// <summary>Minutes without use after which page and console close; 0 = they are off.</summary>
        public int Minutes = 15;

        /// <summary>Wired port of the board that is the console; −1 = there is none.</summary>
        public int ConsolePort = -1;
    }
}
