namespace Gateway.Wired.MBus
{
    /// <summary>What a search found out about a slave.</summary>
    public enum MBusFoundState
    {
        /// <summary>Answers, and can be selected by its full address.</summary>
        Ok = 0,

        /// <summary>Answers to the wildcards that found it, but not to its own full address: read it by its
        /// primary address.</summary>
        NotSelectable = 1,

        /// <summary>Acknowledges, but gives no readings; its address is the pattern that found it.</summary>
        Mute = 2,

        /// <summary>Several slaves that no pattern tells apart; the address is the last pattern.</summary>
        Collision = 3,
    }
}
