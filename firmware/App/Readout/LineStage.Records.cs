// What comes of a reading: a record of each frame, and an event when it did not give everything.
using Gateway.Core;
using Gateway.Store;

namespace Gateway.App.Readout
{
    /// <content>Records.</content>
    public sealed partial class LineStage
    {
        private bool _hasAppended;
        private bool _hasEnded;
        private int _failedMeter = -1;
        private int _failedJob;
        private string _failedReason;
        private int _failedFrames;
        private long _failedUs;

        /// <inheritdoc/>
        public void Frame(int part, byte[] frame, int offset, int count, long nowUs)
        {
            string job = _job < 0 ? null : _jobs[_job].Name;
            LogRecord record = _record;
            _hasAppended = true;
            int length = WiredPayload.Write(
                record.Payload, _meters.Quality, part, Name, job, _meters.NameOf(_meter), frame, offset,
                count);
            record.PayloadLength = length;
            record.TimeMs = _clock.Stamp(nowUs);
            record.Quality = _clock.Quality;
            record.Class = _job >= 0 && _isPriority[_job] ? RecordClass.Priority : RecordClass.Regular;
            record.Protocol = _meters.Protocol;
            record.Mode = LinkMode.None;
            record.RssiDbm = -128;
            record.Lqi = 255;
            record.FrequencyOffsetHz = 0;
            record.IsBacklog = false;
            if (length >= 0 && _store.Append(record))
            {
                Records++;
                _frames++;
            }
            else
            {
                StoreRefused++;
            }
        }

        private void EndRead(long nowUs)
        {
            bool isOk = _meters.IsOk;
            if (_job >= 0)
            {
                _plan.End(isOk);
            }
            else
            {
                _plan.CountEnd(isOk);
            }

            if (!isOk)
            {
                if (_failedMeter >= 0)
                {
                    TellFailure();
                }

                _failedMeter = _meter;
                _failedJob = _job;
                _failedReason = _meters.Reason;
                _failedFrames = _frames;
                _failedUs = nowUs;
            }

            if (_job < 0)
            {
                EndReadRequest(isOk);
            }
        }

        // A slice of its own, while the next meter is asked.
        private void TellFailure()
        {
            JsonWriter json = _events.Begin("read_failed");
            json.Name("port");
            json.Word(Name);
            if (_failedJob >= 0)
            {
                json.Name("job");
                json.Word(_jobs[_failedJob].Name);
            }

            json.Name("meter");
            json.Word(_meters.NameOf(_failedMeter));
            json.Name("reason");
            json.Word(_failedReason);
            json.Name("frames");
            json.Number(_failedFrames);
            _events.End(_failedUs);
            _failedMeter = -1;
        }
    }
}
