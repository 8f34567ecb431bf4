// One request with its repeats, and whether the reply answers it. Timing by EN 13757-2, as the M-Bus
// usergroup's documentation 4.8 gives it: a slave answers 11 .. 330 bit times + 50 ms after the request, 33
// bit times of quiet before the next one, up to 2 repeats with the same frame count bit.

using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>The master of one line; shared by all its tasks, of which one runs at a time.</summary>
    public sealed partial class MBusMaster : IReplyShape
    {
        private const int LatestAnswerBits = 330;
        private const long LatestAnswerUs = 50000;
        private const int IdleBits = 33;
        private const int FastestBits = 22;
        private const int GapBits = 44;
        private const long GapUs = 20000;
        private const int HeadBytes = 4;

        private readonly byte[] _request = new byte[MBusFrame.MaxBytes];
        private readonly byte[] _address = new byte[SecondaryAddress.Count];
        private readonly LineTiming _timing = new LineTiming();
        private readonly MBusSpeeds _speeds = new MBusSpeeds();
        private int _settingsIndex = -1;
        private long _standardUs;
        private int _requestCount;
        private int _triesLeft;
        private bool _wantsData;
        private bool _mayBeEmpty;
        private int _expectedAddress;
        private MeterAddress _expected;
        private long _timeoutUs;
        private bool _mustWake;
        private bool _keepsGarbled;
        private bool _isParsed;
        private MBusStatus _status;

        /// <summary>A master.</summary>
        /// <param name="options">How it treats the line.</param>
        /// <param name="slaves">The line's slaves.</param>
        public MBusMaster(MBusOptions options, MBusSlaves slaves)
        {
            Options = options;
            Slaves = slaves;
        }

        /// <summary>How the line is treated.</summary>
        public MBusOptions Options { get; }

        /// <summary>The line's slaves.</summary>
        public MBusSlaves Slaves { get; }

        /// <summary>The last reply, taken apart; its bytes are the exchange's.</summary>
        public MBusFrame Frame { get; } = new MBusFrame();

        /// <summary>The address in the last reply of class 1 or 2 data; zero when it had none.</summary>
        public MeterAddress Found { get; } = new MeterAddress();

        /// <summary>How the last request ended.</summary>
        public MBusResult Result { get; private set; }

        /// <summary>From the last request's end to its reply, in microseconds.</summary>
        public long AnswerUs { get; private set; }

        /// <summary>Requests sent, repeats included, since start.</summary>
        public int Requests { get; private set; }

        /// <summary>Repeats among them.</summary>
        public int Repeats { get; private set; }

        /// <summary>Replies whose lost first byte was replaced.</summary>
        public int Repaired { get; private set; }

        /// <summary>Replies from another slave than the one that was asked.</summary>
        public int WrongSlaves { get; private set; }

        int IReplyShape.Missing(byte[] buffer, int count)
        {
            return count > 0 ? MBusFrame.Missing(buffer, count)
                : _wantsData && _deselectedFor < 0 ? HeadBytes : 1;
        }

        bool IReplyShape.Finish(byte[] buffer, int count)
        {
            return true;
        }

        /// <summary>Sets speed and parity of what follows, and forgets an own time to answer.</summary>
        internal void Use(int settingsIndex)
        {
            SetLine(settingsIndex);
            _deselectedFor = -1;
            _timeoutUs = 0;
            _mustWake = true;
        }

        /// <summary>Gives the slave that is asked its own time to answer; 0 = as the standard says.</summary>
        internal void WaitAtMost(int timeoutMs)
        {
            _timeoutUs = timeoutMs * 1000L;
        }

        /// <summary>A request that wants E5h.</summary>
        internal void AskShort(int control, int address, int repeats)
        {
            _requestCount = MBusEncoder.WriteShort(_request, control, address);
            Expect(false, -1, null, repeats);
        }

        /// <summary>A request for data.</summary>
        /// <param name="control">C-field with frame count bit.</param>
        /// <param name="address">A-field.</param>
        /// <param name="expected">Address pattern that the reply must carry if it carries one; null = any.
        /// </param>
        /// <param name="repeats">0 or more.</param>
        internal void AskData(int control, int address, MeterAddress expected, int repeats)
        {
            _requestCount = MBusEncoder.WriteShort(_request, control, address);
            Expect(true, address <= MBusSlaves.MaxPrimary ? address : -1, expected, repeats);
            _mayBeEmpty = (control & ~MBusCField.Fcb) == MBusCField.ReqUd1;
        }

        /// <summary>User data that wants E5h.</summary>
        internal void AskLong(int control, int address, int information, byte[] data, int count, int repeats)
        {
            _requestCount = MBusEncoder.WriteLong(_request, control, address, information, data, count);
            Expect(false, -1, null, repeats);
        }

        /// <summary>A selection that wants E5h.</summary>
        internal void AskSelect(MeterAddress pattern, int repeats)
        {
            SecondaryAddress.Write(pattern, _address, 0);
            AskLong(MBusCField.SndUd, MBusSlaves.SelectedAddress, MBusCiField.Select, _address,
                SecondaryAddress.Count, repeats);
        }

        /// <summary>A garbled answer is an answer: only silence is repeated.</summary>
        internal void KeepGarbled()
        {
            _keepsGarbled = true;
        }

        /// <summary>Hands the request to the line.</summary>
        internal LineVerb Transmit(SerialExchange exchange)
        {
            _isParsed = false;
            if (_selectedIndex >= 0 && MustDeselect)
            {
                return Deselect(exchange);
            }

            System.Array.Copy(_request, 0, exchange.Request, 0, _requestCount);
            exchange.RequestCount = _requestCount;
            _timing.FirstByteUs = _timeoutUs > _standardUs ? _timeoutUs : _standardUs;
            Gateway.Core.SerialSettings settings = _speeds.Get(_settingsIndex);
            exchange.Prepare(settings, _timing, this);
            if (_mustWake && Options.WakeBytes > 0)
            {
                long pauseUs = settings.BitsUs(Options.WakePauseBits);
                exchange.WakeWith(Options.WakeByte, Options.WakeBytes, pauseUs);
            }

            _mustWake = false;
            _triesLeft--;
            Requests++;
            return LineVerb.Send;
        }

        /// <summary>Takes the reply apart, which is dear for a long one, unless that was done.</summary>
        /// <returns>Whether it was done now.</returns>
        internal bool TryParse(SerialExchange exchange)
        {
            if (_isParsed)
            {
                return false;
            }

            _isParsed = true;
            _status = Frame.Parse(exchange.Reply, exchange.ReplyCount);
            return true;
        }

        /// <summary>Judges the exchange.</summary>
        /// <returns>False when the request is to be sent again.</returns>
        internal bool IsSettled(SerialExchange exchange)
        {
            if (_deselectedFor >= 0)
            {
                EndDeselection(exchange);
                return false;
            }

            Result = Judge(exchange);
            if (_hasNoParity)
            {
                NoteSelection();
            }

            AnswerUs = exchange.AnswerUs;
            bool isFinal = Result == MBusResult.Ok || Result == MBusResult.NoData
                || Result == MBusResult.ApplicationError || Result == MBusResult.PortFailed
                || (_keepsGarbled && Result != MBusResult.Silent);
            if (isFinal || _triesLeft <= 0)
            {
                return true;
            }

            _mustWake = true;
            Repeats++;
            return false;
        }

        private void SetLine(int settingsIndex)
        {
            if (settingsIndex != _settingsIndex)
            {
                _settingsIndex = settingsIndex;
                _hasNoParity = MBusSpeeds.HasNoParity(settingsIndex);
                Gateway.Core.SerialSettings settings = _speeds.Get(settingsIndex);
                _standardUs = settings.BitsUs(LatestAnswerBits + settings.BitsPerByte) + LatestAnswerUs;
                _timing.GapUs = settings.BitsUs(GapBits) + GapUs;
                _timing.IdleUs = settings.BitsUs(IdleBits);
                _timing.MinimumUs = settings.BitsUs(FastestBits);
            }
        }

        private void Expect(bool data, int address, MeterAddress expected, int repeats)
        {
            _wantsData = data;
            _keepsGarbled = false;
            _expectedAddress = address;
            _expected = expected;
            _triesLeft = 1 + repeats;
        }

        private MBusResult Judge(SerialExchange exchange)
        {
            switch (exchange.Result)
            {
                case ExchangeResult.Ok:
                    break;
                case ExchangeResult.Silence:
                    return MBusResult.Silent;
                case ExchangeResult.EchoWrong:
                    return MBusResult.EchoWrong;
                case ExchangeResult.PortFailed:
                    return MBusResult.PortFailed;
                default:
                    return MBusResult.Garbled;
            }

            TryParse(exchange);
            if (_status != MBusStatus.Ok)
            {
                return MBusResult.Garbled;
            }

            MBusFrame frame = Frame;
            if (frame.Kind == MBusFrameKind.Acknowledge)
            {
                // To REQ_UD2 it is a late answer to something else.
                return !_wantsData ? MBusResult.Ok
                    : _mayBeEmpty ? MBusResult.NoData : MBusResult.Unexpected;
            }

            if (!MBusCField.IsResponse(frame.Control) || frame.Kind == MBusFrameKind.Short)
            {
                return MBusResult.Unexpected;
            }

            return JudgeData(exchange.Reply);
        }

        private MBusResult JudgeData(byte[] reply)
        {
            MBusFrame frame = Frame;
            Repaired += frame.IsRepaired ? 1 : 0;
            bool hasAddress = SecondaryAddress.TryRead(frame, reply, Found);
            bool isWrong = (_expectedAddress >= 0 && frame.Address != _expectedAddress)
                || (hasAddress && _expected != null && !SecondaryAddress.Matches(_expected, Found));
            if (isWrong)
            {
                WrongSlaves++;
                return MBusResult.WrongSlave;
            }

            if (frame.ControlInformation == MBusCiField.ApplicationError)
            {
                return MBusResult.ApplicationError;
            }

            return _wantsData ? MBusResult.Ok : MBusResult.Unexpected;
        }
    }
}
