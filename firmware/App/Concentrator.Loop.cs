// The pass of the loop. What it asks and in which order is most of what a pass costs when little is due, so
// the stages through which a telegram goes are asked each time something was done, the others when their time
// has come, and none while less than a millisecond is waited through (ADR 0015). ADR 0011 says why slices are
// bounded.

using Gateway.App.Battery;
using Gateway.Core;

namespace Gateway.App
{
    /// <content>The loop.</content>
    public sealed partial class Concentrator
    {
        // From here on stages are asked at times only: what else makes them due (a command, a request for the
        // page, a job that ended) can wait for AskPeriodUs, and waits for nothing where the loop would sleep.
        private const int FirstSlow = (int)StageId.Housekeeping;
        private const long AskPeriodUs = 5000;

        // A wait below this is no wait for the board, whose clock for waiting has milliseconds: passes follow
        // one another until it is over.
        private const long SpinUs = 1000;

        // While telegrams pile up, because they come too fast or the log has no room, the stages that lose
        // none by being late have a turn this often.
        private const long TurnUs = 20000;

        private long _turnUs; // of the stages behind the log, whatever waits
        private long _quietUntilUs; // nothing but a radio's frame makes a stage due before
        private long _slowWakeUs; // earliest wake of the slow stages, as they said
        private long _askUs; // when to ask them at the latest
        private long _slowUs; // the earlier of both
        private long _earliestUs; // of the stages that the pass has asked
        private bool _hasWorked; // in this pass

        // Fields, not properties: the loop looks at each pass.

        /// <summary>Passes in which stages were asked since boot. Wraps.</summary>
        public uint Asks;

        /// <summary>Passes in which all stages were asked since boot. Wraps.</summary>
        public uint WholeAsks;

        /// <summary>Longest wait between two passes in milliseconds: a bound, so that a lost signal delays
        /// and never stops the loop.</summary>
        public int LongestWaitMs
        {
            get { return Session == null ? 1000 : 30000; }
        }

        /// <summary>Whether the processor may be stopped until the next pass: a gateway on a battery, no job
        /// under way, no network, no frame. The radio may listen.</summary>
        public bool MaySleep
        {
            get
            {
                return Session != null && Session.State == SessionState.Off && !_fileWorker.IsBusy
                    && !_networkWorker.IsBusy && !_radios.IsReceiving;
            }
        }

        /// <summary>One pass of the loop: the radios, then one slice of each stage that is due, with a look
        /// at the radios after each. While a frame is coming in, a slice is begun only when it ends before
        /// the radio needs the loop (ADR 0011).</summary>
        /// <returns>Microseconds since boot at which the next pass has something to do.</returns>
        public long Step()
        {
            RadioBank radios = _radios;
            long nowUs = _clock.NowUs;
            radios.Step(nowUs);
            nowUs = _slices.End(StageId.Radio, nowUs);
            if (nowUs > radios.LatestSliceUs)
            {
                return radios.WakeUs;
            }

            if (nowUs < _quietUntilUs && _pool.ReadyCount == 0)
            {
                return radios.WakeUs < _quietUntilUs ? radios.WakeUs : _quietUntilUs;
            }

            Asks++;
            _quietUntilUs = 0;
            _earliestUs = long.MaxValue;
            _hasWorked = false;
            if (_fileWorker.IsBusy)
            {
                nowUs = StepWorker(_fileWorker, StageId.Store, nowUs);
            }

            if (_networkWorker.IsBusy)
            {
                nowUs = StepWorker(_networkWorker, StageId.Uplink, nowUs);
            }

            long slowUs = long.MaxValue;
            if (nowUs < _turnUs && (_pool.ReadyCount > _mostWaiting || Telegrams.IsWaiting))
            {
                _earliestUs = _turnUs;
                nowUs = StepStages((int)StageId.Telegrams, (int)StageId.Uplink, nowUs);
            }
            else
            {
                _turnUs = nowUs + TurnUs;
                nowUs = StepStages((int)StageId.Telegrams, FirstSlow, nowUs);
                if (nowUs >= _slowUs || (!_hasWorked && _earliestUs > _askUs && radios.WakeUs > _askUs))
                {
                    nowUs = StepSlow(nowUs);
                }

                slowUs = _slowWakeUs;
            }

            return nowUs > radios.LatestSliceUs ? radios.WakeUs : _hasWorked ? nowUs : Rest(nowUs, slowUs);
        }

        // Asking the stages again costs more than another pass, should nothing be due in it.
        private long Rest(long nowUs, long slowUs)
        {
            long stagesUs = slowUs < _earliestUs ? slowUs : _earliestUs;
            long radioUs = _radios.WakeUs;
            long wakeUs = stagesUs < radioUs ? stagesUs : radioUs;
            long spinUs = nowUs + SpinUs;
            if (wakeUs < spinUs)
            {
                _quietUntilUs = stagesUs < spinUs ? stagesUs : spinUs;
            }

            return wakeUs;
        }

        private long StepSlow(long nowUs)
        {
            if (nowUs > _radios.LatestSliceUs)
            {
                return nowUs;
            }

            WholeAsks++;
            long fastUs = _earliestUs;
            bool hadWorked = _hasWorked;
            _earliestUs = long.MaxValue;
            _hasWorked = false;
            nowUs = StepStages(FirstSlow, _stageCount, nowUs);

            // One that has worked may have given another something to do, and a frame may have come between.
            _slowWakeUs = _hasWorked || nowUs > _radios.LatestSliceUs ? 0 : _earliestUs;
            _askUs = nowUs + AskPeriodUs;
            _slowUs = _slowWakeUs < _askUs ? _slowWakeUs : _askUs;
            _earliestUs = fastUs;
            _hasWorked |= hadWorked;
            return nowUs;
        }

        private long StepStages(int first, int end, long nowUs)
        {
            SliceMeter slices = _slices;
            RadioBank radios = _radios;
            IStage[] stages = _stages;
            for (int i = first; i < end && nowUs <= radios.LatestSliceUs; i++)
            {
                IStage stage = stages[i];
                long wakeUs = stage.NextWakeUs;
                if (wakeUs > nowUs)
                {
                    _earliestUs = wakeUs < _earliestUs ? wakeUs : _earliestUs;
                    continue;
                }

                _hasWorked = true;
                stage.Step(nowUs);
                nowUs = slices.End((StageId)i, nowUs);
                radios.Step(nowUs);
                nowUs = slices.End(StageId.Radio, nowUs);
                if (i == (int)StageId.Telegrams && _pool.ReadyCount > _mostWaiting && !Store.IsHalfFull)
                {
                    i--; // a full pool loses telegrams, whoever else is late loses nothing
                }
            }

            return nowUs;
        }

        // What a job's end makes a stage do is a slice of that stage.
        private long StepWorker(IWorker worker, StageId stage, long nowUs)
        {
            worker.Step(nowUs);
            return worker.IsBusy ? nowUs : _slices.End(stage, nowUs);
        }
    }
}
