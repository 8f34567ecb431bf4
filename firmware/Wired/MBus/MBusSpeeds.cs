// EN 13757-2 knows 300 .. 38400 baud, 8 data bits, even parity. Meters that were set to another parity are
// met in the field, so every speed exists with each parity.

using Gateway.Core;

namespace Gateway.Wired.MBus
{
    /// <summary>Line settings by number: speed 0 .. 7 for 300 .. 38400 baud, plus 8 for no parity, plus 16
    /// for odd.</summary>
    public sealed class MBusSpeeds
    {
        /// <summary>Number of speeds.</summary>
        public const int Count = 8;

        /// <summary>Number of settings, all parities.</summary>
        public const int SettingsCount = 24;

        private readonly SerialSettings[] _settings = new SerialSettings[SettingsCount];

        /// <summary>Speed of a number 0 .. 7, in baud.</summary>
        public static int BaudOf(int speed)
        {
            return 300 << (speed & 7);
        }

        /// <summary>Number of a speed.</summary>
        /// <returns>0 .. 7; −1 when M-Bus does not know it.</returns>
        public static int IndexOf(int baudRate)
        {
            for (int i = 0; i < Count; i++)
            {
                if (BaudOf(i) == baudRate)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Whether a number 0 .. 23 stands for settings without parity.</summary>
        public static bool HasNoParity(int index)
        {
            return index >= Count && index < 2 * Count;
        }

        /// <summary>The settings of a number 0 .. 23; made at the first use, then always the same.</summary>
        public SerialSettings Get(int index)
        {
            SerialSettings settings = _settings[index];
            if (settings == null)
            {
                SerialParity parity = index < Count ? SerialParity.Even
                    : index < 2 * Count ? SerialParity.None : SerialParity.Odd;
                settings = new SerialSettings(BaudOf(index), 8, parity, 1);
                _settings[index] = settings;
            }

            return settings;
        }
    }
}
