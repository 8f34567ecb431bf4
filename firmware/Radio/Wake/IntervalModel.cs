namespace Gateway.Radio.Wake
{
    /// <summary>One way of telling when a meter sends next: an interval, and how far off that is at
    /// most.</summary>
    internal sealed class IntervalModel
    {
        /// <summary>Below this nothing is told apart, in microseconds.</summary>
        public const int MinSpreadUs = 2000;

        /// <summary>Samples after which a new one counts no less than the ones before.</summary>
        public const int SteadySamples = 16;

        /// <summary>The interval in microseconds.</summary>
        public long IntervalUs;

        private long _peakUs; // as measured
        private long _extraUs; // for what was not

        /// <summary>Largest deviation to be expected, in microseconds, of one interval.</summary>
        public long SpreadUs
        {
            get { return _peakUs + _extraUs; }
        }

        /// <summary>Sets both.</summary>
        public void Set(long intervalUs, long spreadUs)
        {
            IntervalUs = intervalUs;
            _peakUs = spreadUs;
            _extraUs = 0;
        }

        /// <summary>Takes a sample. The interval follows as the mean of the samples, later of the last
        /// sixteen; the spread rises at once and falls slowly, and not by what several intervals have
        /// evened out.</summary>
        /// <param name="errorUs">Measured minus predicted, in microseconds.</param>
        /// <param name="count">Over so many intervals.</param>
        /// <param name="samples">Samples before this one, up to <see cref="SteadySamples"/>.</param>
        public void Learn(long errorUs, int count, int samples)
        {
            IntervalUs += errorUs / count / (samples + 1);
            long offUs = (errorUs < 0 ? -errorUs : errorUs) / count;
            offUs = offUs > MinSpreadUs ? offUs : MinSpreadUs;
            _extraUs -= _extraUs / SteadySamples;
            if (offUs > _peakUs)
            {
                _peakUs = offUs;
            }
            else if (count == 1)
            {
                _peakUs -= (_peakUs - offUs) / (samples < SteadySamples / 2 ? 4 : 2 * SteadySamples);
            }
        }

        /// <summary>The meter was missed: perhaps because it was further off than ever. Without this only
        /// those that are near would be counted. At most the double, as most are lost on the air.</summary>
        public void Widen()
        {
            _extraUs += _peakUs / 8;
            _extraUs = _extraUs < _peakUs ? _extraUs : _peakUs;
        }
    }
}
