// Finds the line speed and the edition of a meter that does not answer where its papers say: each speed, each
// edition, commonest first.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Looks for one meter at all speeds. Set <see cref="Meter"/>, queue it.</summary>
    public sealed class Dlt645SweepTask : ILineTask
    {
        private readonly Dlt645Master _master;
        private int _rateIndex;
        private int _tries;
        private bool _isOld;
        private bool _isAsked;
        private bool _isSuspended;
        private long _turnEndUs;

        /// <summary>A sweep, to be used again and again.</summary>
        public Dlt645SweepTask(Dlt645Master master)
        {
            _master = master;
        }

        /// <summary>The meter; on a line with one meter its address may be
        /// <see cref="Dlt645Address.Any"/>.</summary>
        public Dlt645Meter Meter { get; set; }

        /// <summary>Requests for each speed and edition, 1 or more.</summary>
        public int Tries { get; set; } = 2;

        /// <summary>After this time, in microseconds, the line is given back with result Incomplete; queue
        /// the task again to go on. 0 = in one piece.</summary>
        public long TurnUs { get; set; }

        /// <summary>Ok = found, and the meter has speed, edition and the address by which it answered; Silent
        /// = nowhere; PortFailed.</summary>
        public Dlt645Result Result { get; private set; }

        /// <inheritdoc/>
        public long ResumeUs
        {
            get { return 0; }
        }

        /// <summary>Begins anew when queued next, also in the middle of a sweep.</summary>
        public void Restart()
        {
            _isSuspended = false;
        }

        /// <inheritdoc/>
        public void Begin(long nowUs)
        {
            Result = Dlt645Result.Incomplete;
            _turnEndUs = TurnUs > 0 ? nowUs + TurnUs : long.MaxValue;
            _isAsked = false;
            if (_isSuspended)
            {
                _isSuspended = false;
                return;
            }

            _rateIndex = 0;
            _tries = 0;
            _isOld = false;
        }

        /// <inheritdoc/>
        public LineVerb Next(SerialExchange exchange, long nowUs)
        {
            if (_isAsked && !GoOn(_master.Judge(exchange)))
            {
                return LineVerb.Done;
            }

            if (nowUs >= _turnEndUs)
            {
                _isSuspended = true;
                return LineVerb.Done;
            }

            _isAsked = true;
            _master.Read(exchange, _isOld ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007, _rateIndex,
                Meter.Address, _isOld ? Dlt645ReadTask.Probe1997 : Dlt645ReadTask.Probe2007);
            return LineVerb.Send;
        }

        private bool GoOn(Dlt645Result result)
        {
            if (result == Dlt645Result.Ok || result == Dlt645Result.Refused)
            {
                Meter.RateIndex = _rateIndex;
                Meter.Edition = _isOld ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007;
                Meter.AnsweredAs = _master.Frame.Address;
                Meter.WasHeard = true;
                Meter.Answers++;
                Result = Dlt645Result.Ok;
                return false;
            }

            Meter.Failures++;
            if (result == Dlt645Result.PortFailed)
            {
                Result = result;
                return false;
            }

            if (++_tries < Tries)
            {
                return true;
            }

            _tries = 0;
            _rateIndex += _isOld ? 1 : 0;
            _isOld = !_isOld;
            Result = _rateIndex < _master.Rates.Count ? Dlt645Result.Incomplete : Dlt645Result.Silent;
            return _rateIndex < _master.Rates.Count;
        }
    }
}
