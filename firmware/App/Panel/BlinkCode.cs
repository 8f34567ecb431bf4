// What a lamp does over time: n flashes, then a pause that ends a cycle of four seconds. A number can
// be counted by somebody who sees no colours, and told over the telephone. hardware-docs/leds.md is the
// list for people.
namespace Gateway.App.Panel
{
    /// <summary>Codes of a lamp and when it is lit.</summary>
    public static class BlinkCode
    {
        /// <summary>Always dark.</summary>
        public const int Dark = 0;

        /// <summary>All is well: one flash.</summary>
        public const int Well = 1;

        /// <summary>The broker cannot be reached: two flashes.</summary>
        public const int NoBroker = 2;

        /// <summary>No telegram for <see cref="PanelState.SilentUs"/>: three flashes.</summary>
        public const int HearsNothing = 3;

        /// <summary>The configuration was not used: four flashes.</summary>
        public const int BadConfig = 4;

        /// <summary>The log does not open: five flashes.</summary>
        public const int LogFailed = 5;

        /// <summary>A radio does not start, or had to be set up again: six flashes.</summary>
        public const int RadioFailed = 6;

        /// <summary>Always lit.</summary>
        public const int Lit = 14;

        /// <summary>Four flashes a second without a pause: let go, or everything is removed.</summary>
        public const int Warning = 15;

        /// <summary>Length of a flash, and of the dark between two, in microseconds.</summary>
        public const long SlotUs = 250000;

        /// <summary>Length of a cycle, in microseconds.</summary>
        public const long CycleUs = 16 * SlotUs;

        private const long WarningSlotUs = SlotUs / 2;

        /// <summary>Whether a lamp with this code is lit.</summary>
        /// <param name="code">One of the above, or a number of flashes up to 7.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public static bool IsLit(int code, long nowUs)
        {
            if (code == Warning)
            {
                return ((nowUs / WarningSlotUs) & 1) == 0;
            }

            int slot = (int)(nowUs % CycleUs / SlotUs);
            return code == Lit || (slot < 2 * code && (slot & 1) == 0);
        }

        /// <summary>When the lamp changes next; later than now. <see cref="long.MaxValue"/> = not of
        /// itself.</summary>
        /// <param name="code">As above.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public static long NextChangeUs(int code, long nowUs)
        {
            if (code == Warning)
            {
                return nowUs - (nowUs % WarningSlotUs) + WarningSlotUs;
            }

            if (code == Dark || code == Lit)
            {
                return long.MaxValue;
            }

            long cycleUs = nowUs - (nowUs % CycleUs);
            int slot = (int)((nowUs - cycleUs) / SlotUs);
            return slot < (2 * code) - 1 ? cycleUs + ((slot + 1) * SlotUs) : cycleUs + CycleUs;
        }
    }
}
