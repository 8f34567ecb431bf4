// What comes of a reading: a record of each frame, and an event when it did not give everything.
using System.Text;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.App.Readout
{
    /// <content>Records.</content>
    public sealed partial class LineStage
    {
        // Parts of an event that a line with dead meters tells in each sweep: made once.
        private readonly byte[] _portMember;
        private readonly byte[] _meterName = Encoding.UTF8.GetBytes("\"meter\":");
        private readonly byte[] _reasonName = Encoding.UTF8.GetBytes("\"reason\":");
        private readonly byte[] _framesName = Encoding.UTF8.GetBytes("\"frames\":");
        private readonly byte[] _registerMember = Encoding.UTF8.GetBytes("\"register\":\"00000000\"");
        private readonly byte[] _wordMember = Encoding.UTF8.GetBytes("\"word\":\"00000000\"");

        private readonly int[] _late;
        private int _lateJobs;
        private int _failedMeter = -1;
        private int _failedJob;
        private string _failedReason;
        private long _failedRegister;
        private int _failedWord;
        private bool _isFailureWorded;
        private int _failedFrames;
        private long _failedUs;

        /// <inheritdoc/>
        public void Frame(int part, byte[] frame, int offset, int count, long nowUs)
        {
            string job = _job < 0 ? null : _jobs[_job].Name;
            LogRecord record = _record;
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
                _failedMeter = _meter;
                _failedJob = _job;
                _failedReason = _meters.Reason;
                _failedRegister = _meters.FailedRegister;
                _failedWord = _meters.ErrorWord;
                _isFailureWorded = _failedRegister < 0 && _failedWord < 0;
                _failedFrames = _frames;
                _failedUs = nowUs;
            }

            if (_job < 0)
            {
                EndReadRequest(isOk);
            }
        }

        // Reads that were not tried before their job came due again; one job a slice.
        private void TellLate(long nowUs)
        {
            int job = 0;
            while (_late[job] == 0)
            {
                job++;
            }

            JsonWriter json = _events.Begin("reads_late");
            json.Raw(_portMember, true);
            json.Name("job");
            json.Word(_jobs[job].Name);
            json.Name("reads");
            json.Number(_late[job]);
            _events.End(nowUs);
            _late[job] = 0;
            _lateJobs--;
        }

        // The digits of a member's value, in front of its last byte.
        private static void PutDigits(byte[] member, uint value)
        {
            uint rest = value;
            for (int at = member.Length - 2; at >= member.Length - 9; at--)
            {
                int digit = (int)(rest & 15);
                member[at] = (byte)(digit < 10 ? 0x30 + digit : 0x37 + digit);
                rest >>= 4;
            }
        }

        // A slice of its own, and its digits before it another.
        private void TellFailure()
        {
            if (!_isFailureWorded)
            {
                _isFailureWorded = true;
                PutDigits(_registerMember, (uint)_failedRegister);
                PutDigits(_wordMember, (uint)_failedWord);
                return;
            }

            JsonWriter json = _events.Begin("read_failed");
            json.Raw(_portMember, true);
            if (_failedJob >= 0)
            {
                json.Name("job");
                json.Word(_jobs[_failedJob].Name);
            }

            json.Raw(_meterName, false);
            json.Word(_meters.NameOf(_failedMeter));
            json.Raw(_reasonName, false);
            json.Word(_failedReason);
            if (_failedRegister >= 0)
            {
                json.Raw(_registerMember, true);
            }

            if (_failedWord >= 0)
            {
                json.Raw(_wordMember, true);
            }

            json.Raw(_framesName, false);
            json.Number(_failedFrames);
            _events.End(_failedUs);
            _failedMeter = -1;
        }
    }
}
