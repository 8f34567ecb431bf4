// The telegrams of the last seconds, to drop their repeats: sets of four entries of eight bytes each. A
// telegram belongs to one set, chosen by its meter and a few bits of its content, so that one meter's
// different packets do not push each other out. When a set is full the oldest entry goes: under overload a
// repeat gets through, which the headend bears; a new telegram is never taken for a repeat because of it.
namespace Gateway.Filter
{
    /// <summary>Remembers fingerprints for a window of time.</summary>
    public sealed class RepeatTable
    {
        private const int Ways = 4;

        private readonly uint[] _fingerprints;
        private readonly int[] _seenS;
        private readonly uint _setCount;

        /// <summary>Creates an empty table.</summary>
        /// <param name="entries">Telegrams remembered, rounded down to a multiple of 4, at least 4.</param>
        public RepeatTable(int entries)
        {
            _setCount = (uint)(entries / Ways);
            if (_setCount == 0)
            {
                _setCount = 1;
            }

            _fingerprints = new uint[_setCount * Ways];
            _seenS = new int[_setCount * Ways];
        }

        /// <summary>Tells whether the telegram was seen within the window, and remembers it if not. The
        /// window counts from the first sight, so that a meter that repeats itself for ever is still heard
        /// once a window.</summary>
        /// <param name="meterHash">Any hash of the meter's address.</param>
        /// <param name="fingerprint"><see cref="TelegramFingerprint.Of"/> the telegram.</param>
        /// <param name="nowS">Seconds since boot.</param>
        /// <param name="windowS">Seconds; 0 = nothing is a repeat.</param>
        public bool IsRepeat(uint meterHash, uint fingerprint, int nowS, int windowS)
        {
            if (windowS <= 0)
            {
                return false;
            }

            uint mixed = (meterHash ^ ((fingerprint & 7) << 29)) * 0x9E3779B1;
            mixed ^= mixed >> 15;
            int first = (int)(((ulong)mixed * _setCount) >> 32) * Ways;
            int victim = first;
            int victimAgeS = -1;
            for (int i = first; i < first + Ways; i++)
            {
                int ageS = _seenS[i] == 0 ? int.MaxValue : nowS + 1 - _seenS[i];
                if (_fingerprints[i] == fingerprint && ageS < windowS)
                {
                    return true;
                }

                if (ageS > victimAgeS)
                {
                    victim = i;
                    victimAgeS = ageS;
                }
            }

            _fingerprints[victim] = fingerprint;
            _seenS[victim] = nowS + 1;
            return false;
        }
    }
}
