using Gateway.Core;

namespace Gateway.App
{
    /// <summary>Longest time that a stage held the loop, and which stage it was.</summary>
    public sealed class SliceMeter
    {
        private readonly IClock _clock;
        /// <summary>How many stages there are.</summary>
        public const int StageCount = (int)StageId.Session + 1;

        private readonly long[] _longestUs = new long[StageCount];
        private readonly uint[] _counts = new uint[StageCount];

        /// <summary>No slices yet.</summary>
        public SliceMeter(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>Longest slice of one stage since boot, in microseconds.</summary>
        public long LongestUs(StageId stage)
        {
            return _longestUs[(int)stage];
        }

        /// <summary>Slices of one stage since boot. Wraps.</summary>
        public uint Count(StageId stage)
        {
            return _counts[(int)stage];
        }

        /// <summary>The stage other than the radio that held the loop longest.</summary>
        public StageId WorstStage
        {
            get
            {
                int worst = (int)StageId.Telegrams;
                for (int i = worst + 1; i < _longestUs.Length; i++)
                {
                    if (_longestUs[i] > _longestUs[worst])
                    {
                        worst = i;
                    }
                }

                return (StageId)worst;
            }
        }

        /// <summary>A slice has ended.</summary>
        /// <param name="stage">Who held the loop.</param>
        /// <param name="startUs">When it began.</param>
        /// <returns>Microseconds since boot: when the next one begins.</returns>
        public long End(StageId stage, long startUs)
        {
            int index = (int)stage;
            _counts[index]++;
            long nowUs = _clock.NowUs;
            long sliceUs = nowUs - startUs;
            if (sliceUs > _longestUs[index])
            {
                _longestUs[index] = sliceUs;
            }

            return nowUs;
        }
    }
}
