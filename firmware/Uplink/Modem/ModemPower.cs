// The power key, the reset line and the supply switch of a modem. High means pressed: on the reference
// board a transistor inverts (LilyGO T-A7670, IO4 and IO5). Times: A7670 needs 50 ms to switch on and 2.5 s
// to switch off, SIM7600 0.5 s and 2.5 s; the UART answers 6 to 11 s later. A key that is held on a modem
// that was off ends with the modem on all the same, because the last pulse is too short to switch one off.

using Gateway.Core;

namespace Gateway.Uplink.Modem
{
    /// <summary>Works the modem's power key.</summary>
    internal sealed class ModemPower
    {
        // UNVERIFIED-HW: the levels and the times on the board, and that the key works on a modem that hangs.
        private const long OnPulseUs = 500_000;
        private const long OffPulseUs = 3_000_000;
        private const long OffRestUs = 5_000_000;
        private const long ResetPulseUs = 2_600_000;
        private const long BootUs = 3_000_000;

        private readonly IOutputPin _key;
        private readonly IOutputPin _reset;
        private readonly IOutputPin _supply;
        private int _stage;

        /// <summary>A key at rest; any of the pins may be null.</summary>
        public ModemPower(IOutputPin key, IOutputPin reset, IOutputPin supply)
        {
            _key = key;
            _reset = reset;
            _supply = supply;
        }

        /// <summary>Whether a sequence runs.</summary>
        public bool IsActive => _stage != 0;

        /// <summary>Whether there is a reset line.</summary>
        public bool HasReset => _reset != null;

        /// <summary>Time of the next step.</summary>
        public long DueUs { get; private set; }

        /// <summary>Switches on.</summary>
        public void TurnOn(long nowUs)
        {
            Set(_supply, true);
            Set(_reset, false);
            Press(nowUs);
        }

        /// <summary>Switches off, waits, switches on.</summary>
        public void Cycle(long nowUs)
        {
            Set(_key, true);
            Next(1, nowUs + OffPulseUs);
        }

        /// <summary>Uses the reset line.</summary>
        public void Reset(long nowUs)
        {
            Set(_reset, true);
            Next(4, nowUs + ResetPulseUs);
        }

        /// <summary>The next step of the sequence.</summary>
        public void Step(long nowUs)
        {
            if (nowUs < DueUs)
            {
                return;
            }

            switch (_stage)
            {
                case 1:
                    Set(_key, false);
                    Next(2, nowUs + OffRestUs);
                    break;
                case 2:
                    Press(nowUs);
                    break;
                case 3:
                    Set(_key, false);
                    Next(5, nowUs + BootUs);
                    break;
                case 4:
                    Set(_reset, false);
                    Next(5, nowUs + BootUs);
                    break;
                default:
                    _stage = 0;
                    break;
            }
        }

        private static void Set(IOutputPin pin, bool high)
        {
            if (pin != null)
            {
                pin.Write(high);
            }
        }

        private void Press(long nowUs)
        {
            Set(_key, true);
            Next(3, nowUs + OnPulseUs);
        }

        private void Next(int stage, long dueUs)
        {
            _stage = stage;
            DueUs = dueUs;
        }
    }
}
