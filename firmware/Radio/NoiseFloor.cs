namespace Gateway.Radio
{
    /// <summary>Running estimate of the noise floor from samples taken between frames, exponentially
    /// smoothed: it follows a fall quickly and a rise slowly, so that a sample which meets another sender
    /// hardly lifts it.</summary>
    public sealed class NoiseFloor
    {
        /// <summary>Value before the first sample, in dBm.</summary>
        public const int UnknownDbm = -128;

        private const int Scale = 32; // kept in 1/32 dB
        private const int FallDivisor = 4;
        private const int RiseDivisor = 32;

        private int _scaled;
        private bool _isKnown;

        /// <summary>The estimate in dBm.</summary>
        public int Dbm
        {
            get { return _isKnown ? _scaled / Scale : UnknownDbm; }
        }

        /// <summary>Forgets all samples: the receiver's bandwidth has changed.</summary>
        public void Reset()
        {
            _isKnown = false;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="rssiDbm">Received power in dBm, −150 .. 20.</param>
        public void Add(int rssiDbm)
        {
            int difference = (rssiDbm * Scale) - _scaled;
            if (!_isKnown)
            {
                _isKnown = true;
                _scaled = rssiDbm * Scale;
            }
            else if (difference < 0)
            {
                _scaled += (difference - (FallDivisor - 1)) / FallDivisor;
            }
            else
            {
                _scaled += (difference + (RiseDivisor - 1)) / RiseDivisor;
            }
        }
    }
}
