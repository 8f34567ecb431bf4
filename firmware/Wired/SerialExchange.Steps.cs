// The steps of an exchange: what is sent, what is taken from the port, and when to look again.

namespace Gateway.Wired
{
    /// <content>Steps.</content>
    public sealed partial class SerialExchange
    {
        private const int FewBytes = 8;
        private const int ManyBytes = 16;
        private const int Proofs = 3;

        // Watch character of ports that have one: the last byte of every frame of M-Bus and DL/T 645.
        private const int WatchByte = 0x16;

        private void SendNext()
        {
            bool isWake = _wakeBytes > 0;
            int count = isWake ? (_wakeBytes < WakeChunkBytes ? _wakeBytes : WakeChunkBytes) : RequestCount;
            if (!Port.Write(isWake ? _wake : Request, 0, count))
            {
                Result = ExchangeResult.PortFailed;
                return;
            }

            if (isWake)
            {
                _wakeBytes -= count;
            }
            else
            {
                _requestSent = true;
            }

            SentBytes += count;
            _echoMissing += _options.Echo ? count : 0;
            _sentUs += _settings.BytesUs(count);
            _lastByteUs = _sentUs;
            _lastLookUs = _sentUs;
            if (!_requestSent)
            {
                // The next part follows without a pause.
                bool isLast = _wakeBytes == 0 && _wakePauseUs > 0;
                _sentUs += isLast ? _wakePauseUs : 0;
                NextWakeUs = isLast ? _sentUs
                    : _sentUs - _settings.BytesUs(count < AheadBytes ? count : AheadBytes);
                return;
            }

            int first = _shape == null ? 0 : _shape.Missing(Reply, 0);
            NextWakeUs = _sentUs + (first > 0 ? _settings.BytesUs(1) + WaitUs(first) : 0);
        }

        // The echo of a wake-up that is longer than the driver's buffer is read while it is being sent.
        private void TakeEcho(long nowUs)
        {
            int taken = Port.Read(Reply, 0, MaxBytes);
            _echoMissing -= taken;
            _lastByteUs = taken > 0 ? nowUs : _lastByteUs;
        }

        private bool StepEcho(long nowUs)
        {
            int taken = Port.Read(Reply, ReplyCount, MaxBytes - ReplyCount);
            ReplyCount += taken;
            if (taken == 0 && nowUs - _lastByteUs >= _timing.GapUs + _lateUs)
            {
                return End(ExchangeResult.EchoWrong);
            }

            _lastByteUs = taken > 0 ? nowUs : _lastByteUs;
            if (ReplyCount < _echoMissing)
            {
                NextWakeUs = nowUs + WaitUs(_echoMissing - ReplyCount);
                return false;
            }

            byte[] reply = Reply;
            byte[] request = Request;
            int count = RequestCount;
            int from = _echoMissing - count;
            for (int i = from < 0 ? -from : 0; i < count; i++)
            {
                if (reply[from + i] != request[i])
                {
                    return End(ExchangeResult.EchoWrong);
                }
            }

            ReplyCount -= _echoMissing;
            System.Array.Copy(Reply, _echoMissing, Reply, 0, ReplyCount);
            _echoMissing = 0;
            return ReplyCount > 0 ? Judge(nowUs) : StepReply(nowUs);
        }

        private bool StepReply(long nowUs)
        {
            int taken = _garbled
                ? Port.Read(Reply, 0, MaxBytes)
                : Port.Read(Reply, ReplyCount, MaxBytes - ReplyCount);
            if (taken == 0)
            {
                return StepQuiet(nowUs);
            }

            ReplyCount = _garbled ? taken : ReplyCount + taken;
            _lastByteUs = nowUs;
            return Judge(nowUs);
        }

        private bool Judge(long nowUs)
        {
            bool isFirst = AnswerUs == 0;
            if (isFirst)
            {
                long answerUs = nowUs - _settings.BytesUs(ReplyCount) - _sentUs;
                AnswerUs = answerUs < 1 ? 1 : answerUs;
            }

            int missing = _garbled ? ReplyLength.Garbled : _shape.Missing(Reply, ReplyCount);
            if (isFirst)
            {
                LearnPort(nowUs, missing);
            }

            _isJudging = missing == ReplyLength.Unfinished;
            if (_isJudging)
            {
                NextWakeUs = nowUs;
                return false;
            }

            if (missing == ReplyLength.Complete)
            {
                return End(ExchangeResult.Ok);
            }

            if (!_garbled && (missing < 0 || ReplyCount + missing > MaxBytes))
            {
                _garbled = true;
                _garbledUntilUs = nowUs + _settings.BytesUs(MaxBytes);
            }

            NextWakeUs = Bounded(nowUs + WaitUs(_garbled ? HeaderBytes : missing));
            return IsOver(nowUs) && End(_garbled ? ExchangeResult.Garbled : ExchangeResult.Truncated);
        }

        // A port that shows the first bytes of a reply while the rest is on its way holds none back; one
        // that shows many at once and had none just before, does.
        private void LearnPort(long nowUs, int missing)
        {
            if (ReplyCount <= FewBytes && missing > 0 && Reply[ReplyCount - 1] != WatchByte)
            {
                _proofs++;
                _heldBytes = _proofs < Proofs ? _heldBytes : 0;
            }
            else if (ReplyCount > ManyBytes && nowUs - _lastLookUs < _settings.BytesUs(FewBytes))
            {
                _proofs = 0;
                _heldBytes = _options.HeldBytes;
            }
        }

        private bool StepQuiet(long nowUs)
        {
            _lastLookUs = nowUs;
            bool hasBytes = ReplyCount > 0;
            long limitUs = (hasBytes ? _timing.GapUs : _timing.FirstByteUs) + _lateUs;
            long leftUs = _lastByteUs + limitUs - nowUs;
            if (leftUs <= 0 || IsOver(nowUs))
            {
                return End(!hasBytes ? ExchangeResult.Silence
                    : _garbled ? ExchangeResult.Garbled : ExchangeResult.Truncated);
            }

            long waitUs = WaitUs(_garbled ? HeaderBytes : _shape.Missing(Reply, ReplyCount));
            NextWakeUs = Bounded(nowUs + (waitUs < leftUs ? waitUs : leftUs));
            return false;
        }

        private long Bounded(long wakeUs)
        {
            return _timing.TotalUs > 0 && wakeUs > _sentUs + _timing.TotalUs
                ? _sentUs + _timing.TotalUs : wakeUs;
        }

        private bool IsOver(long nowUs)
        {
            return (_garbled && nowUs >= _garbledUntilUs)
                || (_timing.TotalUs > 0 && nowUs - _sentUs >= _timing.TotalUs);
        }

        private bool End(ExchangeResult result)
        {
            bool isBroken = result == ExchangeResult.Garbled || result == ExchangeResult.Truncated;
            if (isBroken && !_shape.Finish(Reply, ReplyCount))
            {
                _ending = result;
                NextWakeUs = 0;
                return false;
            }

            Result = result;
            return true;
        }

        private long WaitUs(int bytes)
        {
            if (bytes <= 0)
            {
                return 0;
            }

            int count = bytes < LongestWaitBytes ? bytes : LongestWaitBytes;
            long us = _settings.BitsUs((count * _settings.BitsPerByte) + MarginBits);
            return us < ShortestPollUs ? ShortestPollUs : us;
        }
    }
}
