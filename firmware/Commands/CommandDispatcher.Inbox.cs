// Messages that wait to be read. What cannot be taken is answered all the same: a sender without an answer
// cannot tell a command that was refused from a gateway that is not there.
namespace Gateway.Commands
{
    /// <content>The inbox.</content>
    public sealed partial class CommandDispatcher
    {
        /// <summary>Messages that wait at most: their answers, and that of what was lost, fit into the
        /// outbox.</summary>
        public const int InboxLength = OutboxLength - 1;

        // Of all that wait: a small board has no more.
        private const int InboxBytes = 4 * MaxPayloadBytes;

        private readonly string[] _topics = new string[InboxLength];
        private readonly byte[][] _payloads = new byte[InboxLength][]; // null = it was too long
        private int _inboxCount;
        private int _inboxBytes;
        private int _lost;
        private string _lostTopic;

        /// <inheritdoc/>
        public void OnMessage(string topic, byte[] payload)
        {
            Counters.Received++;
            _isWoken = true;
            if (!topic.StartsWith(_root))
            {
                Counters.Dropped++;
                return;
            }

            bool isLong = payload.Length > MaxPayloadBytes;
            int bytes = isLong ? 0 : payload.Length;
            Counters.Dropped += isLong ? 1 : 0;
            if (_inboxCount == InboxLength || _inboxBytes + bytes > InboxBytes)
            {
                Counters.Dropped += isLong ? 0 : 1;
                _lost++;
                _lostTopic = topic;
                return;
            }

            _topics[_inboxCount] = topic;
            _payloads[_inboxCount] = isLong ? null : payload;
            _inboxBytes += bytes;
            _inboxCount++;
        }

        private void StartParsing()
        {
            if (_inboxCount == 0)
            {
                AnswerLost();
                return;
            }

            if (_worker.IsBusy)
            {
                return;
            }

            string name = NameIn(_topics[0]);
            if (_payloads[0] == null)
            {
                Counters.Refused++;
                _answers.Begin(null, name, CommandStatus.BadRequest,
                    "the message is longer than " + MaxPayloadBytes.ToString() + " bytes", null);
                TakeFirst();
                return;
            }

            bool isTaken = FreePlace() < 0 || IsTaken(name);
            _job.Set(_topics[0], _payloads[0], isTaken ? null : _commands.Make(name));
            if (_worker.TryStart(_job))
            {
                _phase = Phase.Parsing;
                TakeFirst();
            }
        }

        private void AnswerLost()
        {
            if (_lost > 0)
            {
                _answers.Begin(null, NameIn(_lostTopic), CommandStatus.Busy,
                    _lost.ToString() + " messages too many came at once and were not read", null);
                _lost = 0;
                _lostTopic = null;
            }
        }

        private void TakeFirst()
        {
            _inboxBytes -= _payloads[0] == null ? 0 : _payloads[0].Length;
            _inboxCount--;
            for (int i = 0; i < _inboxCount; i++)
            {
                _topics[i] = _topics[i + 1];
                _payloads[i] = _payloads[i + 1];
            }

            _topics[_inboxCount] = null;
            _payloads[_inboxCount] = null;
        }

        // One of a kind runs that could not run beside another, whatever they are about.
        private bool IsTaken(string name)
        {
            for (int i = 0; i < _running.Length; i++)
            {
                if (_running[i] != null && _running[i].Command.Name == name
                    && _running[i].Command.Lane == null)
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsRunning(string name, string lane)
        {
            for (int i = 0; i < _running.Length; i++)
            {
                if (_running[i] != null && _running[i].Command.Name == name
                    && _running[i].Command.Lane == lane)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
