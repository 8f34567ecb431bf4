// Line speeds of both editions with their codes, and the time limits at each. Made once for a line.

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

        private readonly SerialSettings[] _settings;
        private readonly LineTiming[] _timings;

        /// <summary>All speeds.</summary>
        public Dlt645Rates(Dlt645Options options)
        {
            int[] bauds = { 2400, 1200, 9600, 4800, 19200, 600 };
            _settings = new SerialSettings[bauds.Length];
            _timings = new LineTiming[bauds.Length];
            for (int i = 0; i < bauds.Length; i++)
            {
                SerialSettings settings = SerialSettings.Create8E1(bauds[i]);
                _settings[i] = settings;
                _timings[i] = new LineTiming
                {
                    FirstByteUs = options.AnswerUs + settings.BytesUs(1),
                    GapUs = options.GapUs,
                    IdleUs = settings.BitsUs(IdleBits),
                    MinimumUs = EarliestAnswerUs,
                };
            }
        }

        /// <summary>Number of speeds; index 0 is the commonest, the others follow in the order in which a
        /// search tries them.</summary>
        public int Count
        {
            get { return _settings.Length; }
        }

        /// <summary>8E1 at a speed.</summary>
        public SerialSettings Settings(int index)
        {
            return _settings[index];
        }

        /// <summary>Time limits at a speed.</summary>
        public LineTiming Timing(int index)
        {
            return _timings[index];
        }

        /// <summary>Index of a speed; −1 when the protocol has no such speed.</summary>
        public int IndexOf(int baudRate)
        {
            for (int i = 0; i < _settings.Length; i++)
            {
                if (_settings[i].BaudRate == baudRate)
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
    }
}
