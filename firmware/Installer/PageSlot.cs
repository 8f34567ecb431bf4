namespace Gateway.Installer
{
    /// <summary>What follows a piece of the template where it is no text of the table.</summary>
    internal static class PageSlot
    {
        public const int None = -1;
        public const int Content = -2;
        public const int Tag = -3;
        public const int Digits = -4;
        public const int Gateway = -5;
    }
}
