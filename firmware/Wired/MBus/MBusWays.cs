namespace Gateway.Wired.MBus
{
    /// <summary>What each way means for reaching a slave.</summary>
    internal static class MBusWays
    {
        /// <summary>The trait of a slave that a way helps.</summary>
        public static int TraitsOf(MBusWay way)
        {
            switch (way)
            {
                case MBusWay.TwoNke:
                    return MBusTraits.TwoNke;
                case MBusWay.NoAcknowledge:
                    return MBusTraits.NoAcknowledge;
                case MBusWay.Slow:
                    return MBusTraits.Slow;
                case MBusWay.NkeToPrimary:
                    return MBusTraits.NkeToPrimary;
                case MBusWay.UsePrimary:
                    return MBusTraits.UsePrimary;
                default:
                    return 0;
            }
        }
    }
}
