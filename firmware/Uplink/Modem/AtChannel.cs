// One command at a time over the UART of a modem: send, wait for the prompt and send the data, wait for OK
// and, where a command has one, for its result line, which may come before or after OK. A slice sends or
// reads one chunk and looks at one line. What is no answer goes to the listener.

using Gateway.Core;

namespace Gateway.Uplink.Modem
{
    /// <summary>The dialogue with the modem.</summary>
    internal sealed class AtChannel
    {
        private const long BusyPollUs = 20_000;
        private const long IdlePollUs = 50_000;

        // A block of 10 KB takes 0.9 s at 115,200 baud.
        private const long BlockUs = 2_000_000;

        private readonly ISerialPort _port;
        private readonly SerialSettings _settings;
        private readonly IAtListener _listener;
        private readonly ModemCounters _counters;
        private readonly AtInput _input = new AtInput();
        private string _resultPrefix;
        private byte[] _data;
        private int _dataLength;
        private bool _awaitsPrompt;
        private bool _hasOk;
        private bool _hasResult;
        private bool _isFlush;
        private long _dueUs;
        private long _blockDueUs;
        private long _nextWriteUs;
        private long _pollUs;

        public AtChannel(
            ISerialPort port, SerialSettings settings, IAtListener listener, ModemCounters counters)
        {
            _port = port;
            _settings = settings;
            _listener = listener;
            _counters = counters;
        }

        /// <summary>The command to be begun.</summary>
        public AtOutput Output { get; } = new AtOutput();

        /// <summary>Whether a command runs.</summary>
        public bool IsBusy { get; private set; }

        /// <summary>How the last command ended.</summary>
        public AtOutcome Outcome { get; private set; }

        /// <summary>Number of its result line or of its +CME ERROR; −1 = there was none.</summary>
        public int Code { get; private set; }

        /// <summary>Whether OK came and only the result line is waited for.</summary>
        public bool IsAwaitingResult => IsBusy && _hasOk;

        /// <summary>Whether the last command ended while the modem may still be waiting for its
        /// data.</summary>
        public bool MayAwaitData { get; private set; }

        /// <summary>Time of the next slice.</summary>
        public long NextWakeUs
        {
            get
            {
                if (!_input.IsEmpty)
                {
                    return 0;
                }

                long wakeUs = Output.IsSending && _nextWriteUs < _pollUs ? _nextWriteUs : _pollUs;
                return IsBusy && _dueUs < wakeUs ? _dueUs : wakeUs;
            }
        }

        /// <summary>Opens the port.</summary>
        public bool Open()
        {
            return _port.Configure(_settings);
        }

        /// <summary>Begins the command in <see cref="Output"/>.</summary>
        /// <param name="timeoutUs">Most time until its end.</param>
        /// <param name="resultPrefix">Begins its result line; null = it has none.</param>
        /// <param name="data">Sent after the prompt; null = there is no prompt. Not changed until the command
        /// has ended.</param>
        public void Begin(long nowUs, long timeoutUs, string resultPrefix, byte[] data)
        {
            Start(nowUs, timeoutUs);
            _resultPrefix = resultPrefix;
            _data = data;
            _dataLength = data == null ? 0 : data.Length;
            _awaitsPrompt = data != null;
            _input.WantsPrompt = _awaitsPrompt;
            MayAwaitData = _awaitsPrompt;
            Output.SendCommand();
        }

        /// <summary>Sends line ends: they fill up a command that waits for data, and are nothing to a modem
        /// that does not. Ends as Done.</summary>
        /// <param name="filler">All carriage returns.</param>
        public void Flush(long nowUs, byte[] filler, int count)
        {
            Start(nowUs, _settings.BytesUs(count) * 2);
            _isFlush = true;
            MayAwaitData = false;
            Output.Send(filler, count);
        }

        /// <summary>Forgets the command and all that was half read.</summary>
        public void Reset()
        {
            IsBusy = false;
            Outcome = AtOutcome.None;
            Output.Stop();
            _input.Reset();
            _isFlush = false;
        }

        /// <summary>Ends a command of which only the result line is missing.</summary>
        public void GiveUpResult()
        {
            End(AtOutcome.TimedOut);
        }

        /// <summary>The bytes that follow are a block.</summary>
        public void ReadBlock(long nowUs, byte[] target, int offset, int count)
        {
            _input.BeginBlock(target, offset, count);
            _blockDueUs = nowUs + BlockUs;
        }

        /// <summary>One slice.</summary>
        public void Step(long nowUs)
        {
            if (Output.IsSending && nowUs >= _nextWriteUs)
            {
                SendSlice(nowUs);
                return;
            }

            if (_input.IsEmpty && nowUs >= _pollUs)
            {
                int read = _input.Fill(_port);
                _counters.BytesIn += read;

                // More than a slice waits: the next one follows at once.
                bool isMore = read == AtInput.ChunkBytes;
                _pollUs = nowUs + (isMore ? 0 : IsBusy ? BusyPollUs : IdlePollUs);
            }

            AtToken token = _input.Next();
            if (token == AtToken.Line)
            {
                TakeLine();
            }
            else if (token == AtToken.Prompt)
            {
                _input.WantsPrompt = false;
                _awaitsPrompt = false;
                Output.Send(_data, _dataLength);
                _nextWriteUs = nowUs;
            }
            else if (token == AtToken.Block)
            {
                _listener.OnBlock();
            }

            if (_input.IsInBlock && nowUs >= _blockDueUs)
            {
                _input.CancelBlock();
            }

            if (IsBusy && nowUs >= _dueUs)
            {
                _counters.Silences += _isFlush ? 0 : 1;
                End(AtOutcome.TimedOut);
            }
        }

        private void Start(long nowUs, long timeoutUs)
        {
            IsBusy = true;
            Outcome = AtOutcome.None;
            Code = -1;
            _resultPrefix = null;
            _data = null;
            _awaitsPrompt = false;
            _input.WantsPrompt = false;
            _hasOk = false;
            _hasResult = false;
            _isFlush = false;
            _dueUs = nowUs + timeoutUs;
            _nextWriteUs = nowUs;
            _pollUs = nowUs + BusyPollUs;
        }

        private void SendSlice(long nowUs)
        {
            int sent = Output.SendSlice(_port);
            _counters.BytesOut += sent;
            _nextWriteUs = nowUs + (sent > 0 ? _settings.BytesUs(sent) : BusyPollUs);
            if (_isFlush && !Output.IsSending)
            {
                End(AtOutcome.Done);
            }
        }

        private void TakeLine()
        {
            byte[] line = _input.Line;
            int length = _input.LineLength;
            if (length == 0)
            {
                _counters.UnknownLines++;
                return;
            }

            if (!IsBusy || _isFlush)
            {
                _listener.OnLine(line, length);
            }
            else if (AtText.Is(line, length, "OK"))
            {
                _hasOk = true;
                MayAwaitData = false;
                CheckDone();
            }
            else if (AtText.Is(line, length, "ERROR") || AtText.Starts(line, length, "+CME ERROR"))
            {
                Code = line[0] == '+' ? AtText.Field(line, length, 0) : Code;
                _counters.Refusals++;
                MayAwaitData = false;
                End(AtOutcome.Failed);
            }
            else if (_resultPrefix != null && AtText.Starts(line, length, _resultPrefix))
            {
                Code = AtText.Field(line, length, AtText.FieldCount(line, length) - 1);
                _hasResult = true;
                CheckDone();
            }
            else
            {
                _listener.OnLine(line, length);
            }
        }

        private void CheckDone()
        {
            if (_hasOk && (_resultPrefix == null || _hasResult))
            {
                bool isGood = _resultPrefix == null || Code == 0;
                _counters.Refusals += isGood ? 0 : 1;
                End(isGood ? AtOutcome.Done : AtOutcome.Failed);
            }
        }

        private void End(AtOutcome outcome)
        {
            IsBusy = false;
            Outcome = outcome;
            _isFlush = false;
            _data = null;
            _input.WantsPrompt = false;
            Output.Stop();
        }
    }
}
