// Line speeds of both editions with their codes, and the time limits at each. Made once for a line. The
// standard has even parity only; none and odd are for meters whose papers and settings differ.

using Gateway.Core;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Settings and timing by line speed.</summary>
    public sealed class Dlt645Rates
    {
        /// <summary>The speed at which meters leave the factory (2007 edition).</summary>
        public const int DefaultBaud = 2400;

        /// <summary>Earliest answer that the standard allows, in microseconds.</summary>
        public const long EarliestAnswerUs = 20000;

        // Time for drivers to let go of the line: not in the standard.
        private const int IdleBits = 3;

        private const int Parities = 3;

        private readonly Dlt645Options _options;
        private readonly int[] _bauds = { 2400, 1200, 9600, 4800, 19200, 600 };
        private readonly SerialSettings[] _settings;
        private readonly LineTiming[] _timings;

        /// <summary>All speeds.</summary>
        public Dlt645Rates(Dlt645Options options)
        {
            _options = options;
            _settings = new SerialSettings[_bauds.Length * Parities];
            _timings = new LineTiming[_bauds.Length * Parities];
            for (int i = 0; i < _bauds.Length; i++)
            {
                Make(i);
            }
        }

        /// <summary>Number of speeds. Index 0 is the commonest, the others follow in the order in which a
        /// search tries them: all with even parity, then with none, then with odd.</summary>
        public int Count
        {
            get { return _bauds.Length; }
        }

        /// <summary>Number of settings: speeds by parities.</summary>
        public int SettingsCount
        {
            get { return _settings.Length; }
        }

        /// <summary>Eight data bits and one stop bit; those of no and odd parity are made at their first
        /// use.</summary>
        /// <param name="index">0 .. SettingsCount − 1.</param>
        public SerialSettings Settings(int index)
        {
            if (_settings[index] == null)
            {
                Make(index);
            }

            return _settings[index];
        }

        /// <summary>Time limits at a speed.</summary>
        public LineTiming Timing(int index)
        {
            if (_timings[index] == null)
            {
                Make(index);
            }

            return _timings[index];
        }

        /// <summary>Index of a speed with even parity; −1 when the protocol has no such speed.</summary>
        public int IndexOf(int baudRate)
        {
            for (int i = 0; i < _bauds.Length; i++)
            {
                if (_bauds[i] == baudRate)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>The speed's code: bit 1 = 600, bit 2 = 1200 .. bit 6 = 19200; 0 when there is
        /// none.</summary>
        public static int CodeOf(int baudRate)
        {
            int code = 2;
            for (int baud = 600; baud <= 19200; baud *= 2)
            {
                if (baud == baudRate)
                {
                    return code;
                }

                code *= 2;
            }

            return 0;
        }

        private void Make(int index)
        {
            int parity = index / _bauds.Length;
            SerialSettings settings = new SerialSettings(
                _bauds[index % _bauds.Length], 8,
                parity == 0 ? SerialParity.Even : parity == 1 ? SerialParity.None : SerialParity.Odd, 1);
            _settings[index] = settings;
            _timings[index] = new LineTiming
            {
                FirstByteUs = _options.AnswerUs + settings.BytesUs(1),
                GapUs = _options.GapUs,
                IdleUs = settings.BitsUs(IdleBits),
                MinimumUs = EarliestAnswerUs,
            };
        }
    }
}
