namespace Gateway.App.Panel
{
    /// <summary>What somebody does with the button.</summary>
    public enum ButtonPress
    {
        /// <summary>Nothing, or nothing yet.</summary>
        None = 0,

        /// <summary>Pressed and let go within a second.</summary>
        Short,

        /// <summary>Held for longer: the warning is on. Letting go now does nothing.</summary>
        Warned,

        /// <summary>Held for five seconds.</summary>
        Long,
    }
}
