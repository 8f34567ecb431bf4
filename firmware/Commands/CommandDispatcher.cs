// From a message on a command topic to its answer: read (by a worker), refuse or begin, step, answer. A
// command is executed at most once: its id is remembered with its answer, and a repeat gets that answer
// again. Answers wait here until the broker has them.
using Gateway.Core;
using Gateway.Uplink;

namespace Gateway.Commands
{
    /// <summary>Carries out commands.</summary>
    public sealed partial class CommandDispatcher : IStage, IMessageSink, IReplySource
    {
        /// <summary>Longest payload.</summary>
        public const int MaxPayloadBytes = 2048;

        /// <summary>How far ahead an authenticated command may expire: a sender with a wrong clock must not
        /// block those that come after it.</summary>
        public const long MaxAheadMs = 3600 * 1000;

        private const int OutboxLength = 8;

        // The lines of a board, and something that takes its time beside them.
        private const int MaxRunning = 6;

        private const long PollUs = 5000;

        private readonly string _root;
        private readonly ICommandCatalogue _commands;
        private readonly RunningCommand[] _running = new RunningCommand[MaxRunning];
        private readonly IWorker _worker;
        private readonly WallClock _clock;
        private readonly ReplayGuard _guard;
        private readonly IEventLog _events;
        private readonly CommandJob _job;
        private readonly CommandMemory _memory;
        private readonly AnswerWriter _answers;
        private readonly byte[][] _outbox = new byte[OutboxLength][];
        private int _outboxFirst;
        private int _outboxCount;
        private Phase _phase;
        private int _turn; // of those that run; 0 = all have had theirs
        private long _stepUs;
        private long _wakeUs = long.MaxValue;
        private bool _isWoken;

        /// <summary>A dispatcher without work.</summary>
        /// <param name="gatewayId">Named in answers.</param>
        /// <param name="root">Topic of commands without their name: ends with a slash.</param>
        /// <param name="commands">What can be done.</param>
        /// <param name="setup">Key, sizes and services.</param>
        public CommandDispatcher(
            string gatewayId, string root, ICommandCatalogue commands, CommandSetup setup)
        {
            _root = root;
            _commands = commands;
            _worker = setup.Worker;
            _clock = setup.Clock;
            _guard = setup.Guard;
            _events = setup.Events;
            _job = new CommandJob(this, setup.Key);
            _memory = new CommandMemory(setup.RememberedIds);
            _answers = new AnswerWriter(gatewayId, setup.AnswerBytes);
        }

        private enum Phase
        {
            Idle,
            Parsing,
            Pausing, // the worker was taken between two parts
            Parsed,
            Guarding,
        }

        /// <summary>What happened since start.</summary>
        public CommandCounters Counters { get; } = new CommandCounters();

        /// <inheritdoc/>
        public long NextWakeUs
        {
            // Asked in every pass of the loop.
            get { return _isWoken ? 0 : _wakeUs; }
        }

        /// <inheritdoc/>
        public bool HasReply
        {
            get { return _outboxCount > 0; }
        }

        /// <inheritdoc/>
        public byte[] PeekReply()
        {
            return _outbox[_outboxFirst];
        }

        /// <inheritdoc/>
        public void ReplyDelivered(byte[] reply)
        {
            // Another one is first when this one had to give way meanwhile.
            if (_outboxCount > 0 && _outbox[_outboxFirst] == reply)
            {
                _outbox[_outboxFirst] = null;
                _outboxFirst = (_outboxFirst + 1) % OutboxLength;
                _outboxCount--;
            }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _stepUs = nowUs;
            _isWoken = false;
            Work(nowUs);
            _wakeUs = WhenNext();
        }

        /// <summary>A part of the message is read. The next one starts at once: what publishes would have the
        /// worker for seconds between two of them.</summary>
        internal void OnPart()
        {
            _isWoken = true;
            _phase = _worker.TryStart(_job) ? Phase.Parsing : Phase.Pausing;
        }

        /// <summary>The worker has read the message.</summary>
        internal void OnParsed()
        {
            _phase = Phase.Parsed;
            _isWoken = true;
        }

        private long WhenNext()
        {
            if (_phase == Phase.Parsed || _answers.IsWriting || _turn > 0)
            {
                return _stepUs;
            }

            bool polls = _inboxCount > 0 || _lost > 0 || _phase == Phase.Guarding || _phase == Phase.Pausing;
            for (int i = 0; i < _running.Length && !polls; i++)
            {
                polls = _running[i] != null;
            }

            return polls ? _stepUs + PollUs : long.MaxValue;
        }

        private void Work(long nowUs)
        {
            if (_answers.IsWriting)
            {
                if (_answers.Step())
                {
                    EndAnswer();
                }

                return;
            }

            if (StepRunning(nowUs))
            {
                return;
            }

            switch (_phase)
            {
                case Phase.Idle:
                    StartParsing();
                    break;
                case Phase.Pausing:
                    OnPart();
                    break;
                case Phase.Parsed:
                    Judge(nowUs);
                    break;
                case Phase.Guarding:
                    StepGuard(nowUs);
                    break;
                default:
                    break;
            }
        }

        private bool StepRunning(long nowUs)
        {
            for (int i = _turn; i < _running.Length; i++)
            {
                RunningCommand running = _running[i];
                if (running != null)
                {
                    // One a slice.
                    Command command = running.Command;
                    CommandStatus status = command.Step(nowUs);
                    _turn = i + 1;
                    if (status != CommandStatus.Running)
                    {
                        _running[i] = null;
                        _answers.Begin(running.Id, command.Name, status, command.Reason, command);
                    }
                    else
                    {
                        TellBegin(running);
                    }

                    return true;
                }
            }

            _turn = 0;
            return false;
        }

        private void TellBegin(RunningCommand running)
        {
            if (!running.IsTold && running.Command.AnswersBegin)
            {
                running.IsTold = true;
                _answers.Begin(running.Id, running.Command.Name, CommandStatus.Running, null, null);
            }
        }

        private string NameIn(string topic)
        {
            return topic.Substring(_root.Length);
        }

        private int FreePlace()
        {
            int place = _running.Length - 1;
            while (place >= 0 && _running[place] != null)
            {
                place--;
            }

            return place;
        }

        private void EndAnswer()
        {
            byte[] answer = _answers.Take();
            if (_answers.Status != CommandStatus.Running && _answers.Id != null)
            {
                _memory.Answer(_answers.Id, answer);
            }

            Post(answer);
        }

        private void Post(byte[] answer)
        {
            if (_outboxCount == OutboxLength)
            {
                // Its sender asks again, with the same id.
                Counters.AnswersDropped++;
                ReplyDelivered(_outbox[_outboxFirst]);
            }

            _outbox[(_outboxFirst + _outboxCount) % OutboxLength] = answer;
            _outboxCount++;
        }
    }
}
