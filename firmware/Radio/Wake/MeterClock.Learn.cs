// What a telegram teaches: the interval by both models, how many intervals lay before it, and whether the
// meter has started anew.

namespace Gateway.Radio.Wake
{
    /// <content>Learning.</content>
    public sealed partial class MeterClock
    {
        private void Learn(long sinceUs, int access, bool isSynchronous)
        {
            int step = access < 0 || _access < 0 ? 0 : (access - _access) & 0xFF;
            if (_samples == 0)
            {
                Begin(sinceUs, step, isSynchronous);
                return;
            }

            int count = CountIn(sinceUs, step);
            if (_isLost || count > LongestSpan)
            {
                Jump(); // only the phase is new
                return;
            }

            long evenUs = sinceUs - (count * _even.IntervalUs);
            long numberedUs = _hasAccess ? sinceUs - NumberedUs(_access, count) : evenUs;
            long errorUs = UsesNumbers ? numberedUs : evenUs;
            errorUs = errorUs < 0 ? -errorUs : errorUs;
            if (errorUs > 2 * GuardUs(count))
            {
                if (_hasAccess || _samples >= SteadySamples || !IsMultiple(sinceUs, errorUs))
                {
                    Jump();
                }

                return;
            }

            _jumps = 0;
            _even.Learn(evenUs, count, _samples);
            _numbered.Learn(numberedUs, count, _samples);
            _samples = _samples < SteadySamples ? _samples + 1 : _samples;
        }

        private void Begin(long sinceUs, int step, bool isSynchronous)
        {
            _hasAccess = step > 0 && step <= LongestSpan;
            int count = _hasAccess ? step : 1;
            long intervalUs = sinceUs / count;
            if (intervalUs < MinIntervalUs || intervalUs > MaxIntervalUs)
            {
                return;
            }

            long nominalUs = _hasAccess ? sinceUs * One / SpanOf(_access, count) : intervalUs;
            long wideUs = intervalUs / Wide;
            _even.Set(intervalUs, wideUs);
            _numbered.Set(nominalUs, isSynchronous ? (nominalUs / 1024) + IntervalModel.MinSpreadUs : wideUs);
            _strange = 0;
            _samples = 1;
        }

        // Without numbers, what was taken for the interval may have been a multiple of it: what is left over
        // is nearer to it.
        private bool IsMultiple(long sinceUs, long restUs)
        {
            long shorterUs = sinceUs < _even.IntervalUs ? sinceUs : restUs;
            if (shorterUs < MinIntervalUs)
            {
                return false;
            }

            _even.Set(shorterUs, shorterUs / Wide);
            _numbered.Set(shorterUs, shorterUs / Wide);
            _samples = 1;
            return true;
        }

        // Nowhere near where it was expected: the meter has started anew. If that goes on, so does the
        // learning.
        private void Jump()
        {
            _jumps++;
            if (_jumps >= MaxJumps)
            {
                Restart();
            }
        }

        // How many intervals lie between two telegrams. Numbers that count something else predict no more
        // until the learning begins anew.
        private int CountIn(long sinceUs, int step)
        {
            long evenUs = _even.IntervalUs;
            long byTime = (sinceUs + (evenUs / 2)) / evenUs;
            int count = byTime < 1 ? 1 : byTime > LongestSpan ? LongestSpan + 1 : (int)byTime;
            if (!_hasAccess || count > LongestSpan)
            {
                return count;
            }

            int apart = step > count ? step - count : count - step;
            bool isStrange = step == 0 || step > LongestSpan || (_samples > 2 && apart > 1 + (count / 8));
            if (!isStrange)
            {
                _strange = 0;
                return step;
            }

            _strange++;
            _hasAccess = _strange < MaxJumps;
            return count;
        }
    }
}
