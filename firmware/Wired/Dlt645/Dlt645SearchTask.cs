// Finds the meters on a line by shortened addresses: low digits given, the rest A. Where several answer at
// once, one more part of the address is given; where bytes were clean, all that answered are known. The
// standard has wildcards of whole bytes; single digits, which many meters take, need a tenth of the
// requests a step. Who was heard is asked once more by the whole address, and only then is found: overlaid
// answers can look like another meter's. Where nobody was found the last request asks for the address,
// which some tell that take no shortened one.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Searches a line at one speed, first in the 2007 edition, then in that of 1997.</summary>
    public sealed partial class Dlt645SearchTask : ILineTask
    {
        // Bytes outside of frames, FE not counted, that are a maker's habit and no second meter.
        private const int OddBytes = 4;

        // Looked at in one slice.
        private const int OddSlice = 150;

        // Patterns kept of those that could not be told apart.
        private const int MaxUnresolved = 16;

        private readonly Dlt645Master _master;
        private readonly Dlt645Frame _frame = new Dlt645Frame();
        private readonly long[] _addresses;
        private readonly byte[] _editions;
        private readonly int[] _values = new int[Dlt645Address.Digits];
        private readonly int[] _heardBefore = new int[Dlt645Address.Digits];
        private Dlt645Edition _edition;
        private int _depth;
        private int _tries;
        private int _patternTries;
        private int _heard;
        private int _candidates;
        private readonly Dlt645Scan _scan = new Dlt645Scan();
        private Dlt645Status _status;
        private int _at;
        private int _odd;
        private readonly long[] _unresolved = new long[MaxUnresolved];
        private bool _asksAddress;
        private bool _isFull;
        private bool _isClear;
        private bool _isAsked;
        private bool _isCollecting;
        private bool _isVerifying;
        private bool _isSuspended;
        private long _turnEndUs;

        // What is asked next; made where there is time for it.
        private long _pattern;

        /// <summary>A search, to be used again and again.</summary>
        /// <param name="master">The line's master.</param>
        /// <param name="capacity">Most meters that it can find, 1 .. 250.</param>
        public Dlt645SearchTask(Dlt645Master master, int capacity)
        {
            _master = master;
            _addresses = new long[capacity];
            _editions = new byte[capacity];
        }

        /// <summary>Index of the line speed in <see cref="Dlt645Rates"/>.</summary>
        public int RateIndex { get; set; }

        /// <summary>Give single digits instead of bytes.</summary>
        public bool ByDigits { get; set; }

        /// <summary>Most requests, after which the search ends with TooLong.</summary>
        public int MaxRequests { get; set; } = 6000;

        /// <summary>After this time, in microseconds, the line is given back with result Incomplete; queue
        /// the task again to go on. 0 = in one piece.</summary>
        public long TurnUs { get; set; }

        /// <summary>Ok; TooLong = there are more meters or more collisions than allowed;
        /// PortFailed.</summary>
        public Dlt645Result Result { get; private set; }

        /// <summary>Meters found.</summary>
        public int Found { get; private set; }

        /// <summary>Requests sent.</summary>
        public int Requests { get; private set; }

        /// <summary>Patterns under which bytes came that could not be told apart: meters with the same
        /// address, or that take no shortened address.</summary>
        public int Unresolved { get; private set; }

        /// <summary>Such a pattern.</summary>
        /// <param name="index">0 .. <see cref="Unresolved"/> − 1, 15 at most.</param>
        public long UnresolvedPattern(int index)
        {
            return _unresolved[index];
        }

        /// <summary>How many such patterns are kept.</summary>
        public int UnresolvedKept
        {
            get { return Unresolved < MaxUnresolved ? Unresolved : MaxUnresolved; }
        }

        /// <summary>Addresses in good frames that nobody answers to.</summary>
        public int Phantoms { get; private set; }

        /// <inheritdoc/>
        public long ResumeUs { get; private set; }

        /// <summary>Begins anew when queued next, also in the middle of a search.</summary>
        public void Restart()
        {
            Found = 0;
            _candidates = 0;
            _isSuspended = false;
        }

        /// <summary>Address of a meter that was found; a pattern when it answers with wildcards.</summary>
        /// <param name="index">0 .. Found − 1.</param>
        public long Address(int index)
        {
            return _addresses[index];
        }

        /// <summary>Its edition.</summary>
        /// <param name="index">0 .. Found − 1.</param>
        public Dlt645Edition Edition(int index)
        {
            return (Dlt645Edition)_editions[index];
        }

        /// <inheritdoc/>
        public void Begin(long nowUs)
        {
            Result = Dlt645Result.Incomplete;
            _isAsked = false;
            _isCollecting = false;
            _turnEndUs = TurnUs > 0 ? nowUs + TurnUs : long.MaxValue;
            if (_isSuspended)
            {
                _isSuspended = false;
                return;
            }

            Found = 0;
            Requests = 0;
            Unresolved = 0;
            Phantoms = 0;
            _candidates = 0;
            _isFull = false;
            _isVerifying = false;
            _edition = Dlt645Edition.Edition2007;
            _asksAddress = false;
            _depth = 0;
            _pattern = Dlt645Address.Any;
            _tries = 0;
            _heard = 0;
        }

        /// <inheritdoc/>
        public LineVerb Next(SerialExchange exchange, long nowUs)
        {
            if (_isAsked || _isCollecting)
            {
                // A frame a slice, and asking is another.
                Take(exchange);
                ResumeUs = nowUs;
                return LineVerb.Wait;
            }

            if (Result != Dlt645Result.Incomplete)
            {
                return LineVerb.Done;
            }

            if (Requests >= MaxRequests)
            {
                Result = Dlt645Result.TooLong;
                return LineVerb.Done;
            }

            if (nowUs >= _turnEndUs)
            {
                _isSuspended = true;
                return LineVerb.Done;
            }

            _isAsked = true;
            Requests++;
            bool isOld = _edition == Dlt645Edition.Edition1997;
            if (_asksAddress && !_isVerifying)
            {
                _master.ReadAddress(exchange, RateIndex);
            }
            else
            {
                _master.Read(exchange, _edition, RateIndex, _isVerifying ? _addresses[Found] : _pattern,
                    isOld ? Dlt645ReadTask.Probe1997 : Dlt645ReadTask.Probe2007);
            }

            if (!_isVerifying)
            {
                _master.Filter.ListenOn();
            }

            return LineVerb.Send;
        }

        private int PartBits
        {
            get { return ByDigits ? 4 : 8; }
        }

        private int MaxDepth
        {
            get { return ByDigits ? Dlt645Address.Digits : Dlt645Address.Size; }
        }

        private long Pattern()
        {
            bool byDigits = ByDigits;
            int bits = PartBits;
            long given = 0;
            for (int i = _depth - 1; i >= 0; i--)
            {
                int value = _values[i];
                given = (given << bits) | (uint)(byDigits ? value : ((value / 10) << 4) | (value % 10));
            }

            int shift = bits * _depth;
            return ((Dlt645Address.Any >> shift) << shift) | given;
        }

        // The wider patterns are explained by it. A meter may answer in the other edition, too.
        private void KeepUnresolved()
        {
            long pattern = Pattern();
            int kept = UnresolvedKept;
            _heard++;
            for (int i = 0; i < kept; i++)
            {
                if (_unresolved[i] == pattern)
                {
                    return;
                }
            }

            if (kept < MaxUnresolved)
            {
                _unresolved[kept] = pattern;
            }

            Unresolved++;
        }

        // The next pattern: the next value of the last part, or of the part above when that was the last one.
        private void Advance()
        {
            _tries = 0;
            int last = ByDigits ? 9 : 99;
            while (_depth > 0 && _values[_depth - 1] == last)
            {
                _depth--;
                if (_heardBefore[_depth] == _heard)
                {
                    KeepUnresolved();
                }
            }

            if (_depth > 0)
            {
                _values[_depth - 1]++;
            }
            else if (_asksAddress)
            {
                Result = Dlt645Result.Ok;
            }
            else if (_edition == Dlt645Edition.Edition2007)
            {
                _edition = Dlt645Edition.Edition1997;
            }
            else if (Found == 0 && Unresolved == 0)
            {
                _asksAddress = true;
                _edition = Dlt645Edition.Edition2007;
            }
            else
            {
                Result = Dlt645Result.Ok;
            }
        }
    }
}
