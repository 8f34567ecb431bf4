// Finds line speed, parity and edition of a meter that does not answer where its papers say: each speed with
// even parity, then with none and odd, each edition, commonest first. The only meter of a line is asked for
// its address first, which some tell that read no registers by a shortened one.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Looks for one meter at all speeds. Set <see cref="Meter"/>, queue it.</summary>
    public sealed class Dlt645SweepTask : ILineTask
    {
        private readonly Dlt645Master _master;
        private int _rateIndex;
        private int _tries;
        private Question _question;
        private bool _hasNoise;
        private bool _isAsked;
        private bool _isSuspended;
        private long _turnEndUs;

        /// <summary>A sweep, to be used again and again.</summary>
        public Dlt645SweepTask(Dlt645Master master)
        {
            _master = master;
        }

        private enum Question
        {
            Address,
            Register2007,
            Register1997,
        }

        /// <summary>The meter; on a line with one meter its address may be
        /// <see cref="Dlt645Address.Any"/>.</summary>
        public Dlt645Meter Meter { get; set; }

        /// <summary>Requests for each speed, parity and edition, 1 or more.</summary>
        public int Tries { get; set; } = 2;

        /// <summary>After this time, in microseconds, the line is given back with result Incomplete; queue
        /// the task again to go on. 0 = in one piece.</summary>
        public long TurnUs { get; set; }

        /// <summary>Ok = found, and the meter has speed, parity, edition and the address by which it
        /// answered; Silent = nowhere; Garbled = nowhere, but something came: several meters, or noise;
        /// PortFailed.</summary>
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
            _hasNoise = false;
            _question = FirstQuestion;
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
            if (_question == Question.Address)
            {
                _master.ReadAddress(exchange, _rateIndex);
                return LineVerb.Send;
            }

            bool isOld = _question == Question.Register1997;
            _master.Read(exchange, isOld ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007, _rateIndex,
                Meter.Address, isOld ? Dlt645ReadTask.Probe1997 : Dlt645ReadTask.Probe2007);
            return LineVerb.Send;
        }

        private Question FirstQuestion
        {
            get { return Meter.Address == Dlt645Address.Any ? Question.Address : Question.Register2007; }
        }

        private bool GoOn(Dlt645Result result)
        {
            bool isAnswer = result == Dlt645Result.Ok || result == Dlt645Result.Refused;
            if (isAnswer && (_question != Question.Address || Dlt645Address.IsOwn(_master.AnsweredAs)))
            {
                Meter.RateIndex = _rateIndex;
                Meter.Edition = _question == Question.Register1997 ? Dlt645Edition.Edition1997
                    : Dlt645Edition.Edition2007;
                Meter.AnsweredAs = _master.AnsweredAs;
                Meter.WasHeard = true;
                Meter.Answers++;
                Result = Dlt645Result.Ok;
                return false;
            }

            Meter.Failures++;
            _hasNoise |= result != Dlt645Result.Silent;
            if (result == Dlt645Result.PortFailed)
            {
                Result = result;
                return false;
            }

            if (!isAnswer && ++_tries < Tries)
            {
                return true;
            }

            _tries = 0;
            _rateIndex += _question == Question.Register1997 ? 1 : 0;
            _question = _question == Question.Register1997 ? FirstQuestion : _question + 1;
            bool isOver = _rateIndex >= _master.Rates.SettingsCount;
            Result = !isOver ? Dlt645Result.Incomplete
                : _hasNoise ? Dlt645Result.Garbled : Dlt645Result.Silent;
            return !isOver;
        }
    }
}
