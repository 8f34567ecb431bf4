// What happens between the supply's warning and the dark: nothing more is sent (a modem takes six times
// what the rest takes), and what is in memory goes to the file. hardware-docs/supply.md has the energy
// for it. The input may come back: then all goes on as before.
using Gateway.Core;

namespace Gateway.App.Panel
{
    /// <summary>Acts on the supply's warning.</summary>
    internal sealed class PowerWatch
    {
        /// <summary>Time between two looks while the supply warns, in microseconds.</summary>
        public const long LookUs = 20000;

        // A dip of the mains shall not make an event for each of its bounces.
        private const long CalmUs = 2000000;

        private readonly IAlertPin _pin;
        private long _calmUs;

        /// <summary>The input is there.</summary>
        public PowerWatch(IAlertPin pin)
        {
            _pin = pin;
        }

        /// <summary>Whether the supply has warned and was not calm since.</summary>
        public bool IsFailing
        {
            get { return _calmUs != 0; }
        }

        /// <summary>Looks at the pin and at the log.</summary>
        /// <param name="firmware">What has to be brought to safety.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Step(Concentrator firmware, long nowUs)
        {
            if (_pin.IsActive)
            {
                if (!IsFailing)
                {
                    firmware.HoldUplink(true);
                    Note(firmware, "power_fail", nowUs);
                }

                _calmUs = nowUs + CalmUs;
            }

            if (IsFailing)
            {
                StepFlush(firmware, nowUs);
            }
        }

        // What is heard meanwhile goes the same way.
        private void StepFlush(Concentrator firmware, long nowUs)
        {
            if (!firmware.Store.IsSettled)
            {
                firmware.Store.Flush();
            }

            if (nowUs >= _calmUs)
            {
                _calmUs = 0;
                firmware.HoldUplink(false);
                Note(firmware, "power_back", nowUs);
            }
        }

        private static void Note(Concentrator firmware, string what, long nowUs)
        {
            firmware.Events.Begin(what, EventLevel.Event);
            firmware.Events.End(nowUs);
        }
    }
}
