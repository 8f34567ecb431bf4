using Gateway.Core;

namespace Gateway.Radio
{
    /// <summary>What one radio listens to: one profile for ever, or several in turn, each for a time of its
    /// own, over and over. What is sent in a mode while the radio listens to another is not heard.</summary>
    public sealed class ProfilePlan
    {
        /// <summary>Most profiles of one turn.</summary>
        public const int MaxSlots = 8;

        private readonly RadioProfile[] _profiles;
        private readonly int[] _dwellS;

        /// <summary>A plan of one profile.</summary>
        public ProfilePlan(RadioProfile profile)
            : this(new RadioProfile[] { profile }, new int[] { 0 })
        {
        }

        /// <summary>A plan of several profiles.</summary>
        /// <param name="profiles">1 .. <see cref="MaxSlots"/>, in the order of the turn; kept.</param>
        /// <param name="dwellS">Seconds of each, 1 or more; without meaning when there is one profile;
        /// kept.</param>
        public ProfilePlan(RadioProfile[] profiles, int[] dwellS)
        {
            _profiles = profiles;
            _dwellS = dwellS;
        }

        /// <summary>Profiles of one turn.</summary>
        public int Count
        {
            get { return _profiles.Length; }
        }

        /// <summary>A profile of the turn.</summary>
        /// <param name="slot">0 .. <see cref="Count"/> − 1.</param>
        public RadioProfile ProfileOf(int slot)
        {
            return _profiles[slot];
        }

        /// <summary>Whether the radio listens to a profile at any time.</summary>
        public bool Contains(RadioProfile profile)
        {
            foreach (RadioProfile known in _profiles)
            {
                if (known == profile)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Time of a profile in microseconds; <see cref="long.MaxValue"/> when it is the only
        /// one.</summary>
        /// <param name="slot">0 .. <see cref="Count"/> − 1.</param>
        public long DwellUs(int slot)
        {
            return _profiles.Length == 1 ? long.MaxValue : _dwellS[slot] * 1000000L;
        }
    }
}
