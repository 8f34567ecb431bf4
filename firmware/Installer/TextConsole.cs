// The same answers as text on a serial line, for a laptop with a cable: a line in, some lines out. The
// code comes first here too, the same with the same limits; what is typed is echoed, the code is not.
using System.Text;
using Gateway.Core;

namespace Gateway.Installer
{
    /// <summary>A console.</summary>
    public sealed class TextConsole
    {
        private const int MaxLineBytes = 64;
        private const int BufferBytes = 1024;
        private const int MostBytesAStep = 32;
        private const int WriteBytes = 128;
        private const long PollUs = 50000;
        private const string CodeWord = "code ";

        private readonly IGatewayFacts _facts;
        private readonly InstallerAccess _access;
        private readonly ISerialPort _port;
        private readonly Topics _topics;
        private readonly PlainAnswer _answer;
        private readonly byte[] _input = new byte[MostBytesAStep];
        private readonly byte[] _line = new byte[MaxLineBytes];
        private readonly TopicRequest _asked = new TopicRequest();
        private readonly GatewayFacts _now = new GatewayFacts();
        private int _inputCount;
        private int _inputAt;
        private int _count;
        private int _sent;
        private byte _last;
        private bool _isIn;
        private int _closings; // of the access, when it was entered
        private Topic _topic;

        /// <summary>Opens the line: 115,200 bit/s, 8 data bits, no parity.</summary>
        public TextConsole(IGatewayFacts facts, InstallerAccess access, ISerialPort port, Texts texts)
        {
            _facts = facts;
            _access = access;
            _port = port;
            _topics = new Topics(facts);
            _answer = new PlainAnswer(new byte[BufferBytes], texts);
            _port.Configure(new SerialSettings(115200, 8, SerialParity.None, 1));
        }

        /// <summary>When it looks at the line again.</summary>
        public long NextWakeUs { get; private set; }

        /// <summary>One slice.</summary>
        public void Step(long nowUs)
        {
            NextWakeUs = nowUs;
            if (_answer.Length > _sent)
            {
                Send();
                NextWakeUs = nowUs + (PollUs / 4);
            }
            else
            {
                _answer.Reset(0);
                _sent = 0;
                if (_topic != null)
                {
                    GoOn(nowUs);
                }
                else
                {
                    Listen(nowUs);
                }
            }
        }

        private void Send()
        {
            int count = _answer.Length - _sent;
            count = count < WriteBytes ? count : WriteBytes;
            if (_port.Write(_answer.Bytes, _sent, count))
            {
                _sent += count;
            }
        }

        private void GoOn(long nowUs)
        {
            if (!_topic.Step(_answer, nowUs))
            {
                _topic = null;
                _answer.Put("> ");
            }
        }

        private void Listen(long nowUs)
        {
            if (_inputAt == _inputCount)
            {
                _inputAt = 0;
                _inputCount = _port.Read(_input, 0, MostBytesAStep);
                if (_inputCount == 0)
                {
                    NextWakeUs = nowUs + PollUs;
                }
            }

            while (_inputAt < _inputCount)
            {
                byte b = _input[_inputAt];
                _inputAt++;
                bool isEnd = b == 13 || (b == 10 && _last != 13);
                _last = b;
                if (isEnd)
                {
                    string line = Encoding.UTF8.GetString(_line, 0, _count);
                    _count = 0;
                    _answer.Put("\r\n");
                    Take(line.Trim(), nowUs);
                    return; // what follows waits for the answer
                }

                if ((b == 8 || b == 127) && _count > 0)
                {
                    _count--;
                    _answer.Put("\b \b");
                }
                else if (b >= 32 && b < 127 && _count < MaxLineBytes)
                {
                    _line[_count] = b;
                    _count++;
                    bool isSecret = _count > CodeWord.Length && _line[0] == 'c' && _line[1] == 'o';
                    _answer.Put(isSecret ? "*" : ((char)b).ToString());
                }
            }
        }

        private void Take(string line, long nowUs)
        {
            _access.Advance(nowUs);
            _isIn = _isIn && _access.IsOpen(nowUs) && _closings == _access.Closings;
            int space = line.IndexOf(' ');
            string word = space < 0 ? line : line.Substring(0, space);
            string rest = space < 0 ? string.Empty : line.Substring(space + 1).Trim();
            if (word == "lang")
            {
                _answer.Language = Texts.Find(rest, _answer.Language);
                Say(_isIn ? TextId.Welcome : TextId.CodeFirst);
            }
            else if (!_isIn)
            {
                Enter(word, rest, nowUs);
            }
            else if (word.Length == 0)
            {
                _answer.Put("> ");
            }
            else if (word == "exit")
            {
                _isIn = false;
                Say(TextId.CodeFirst);
            }
            else
            {
                _access.Touch(nowUs);
                Ask(word, rest, nowUs);
            }
        }

        private void Enter(string word, string code, long nowUs)
        {
            bool isOpen = _access.IsOpen(nowUs);
            if (isOpen && word == "code" && _access.TryEnter(code, null, nowUs))
            {
                _isIn = true;
                _closings = _access.Closings;
                Say(TextId.Welcome);
                return;
            }

            int lockedS = _access.LockedS(nowUs);
            if (isOpen && lockedS > 0)
            {
                _answer.Text(TextId.Locked);
                _answer.Put(" " + lockedS.ToString() + "\r\n> ");
                return;
            }

            Say(!_access.HasCode ? TextId.NoCode : !isOpen ? TextId.Closed
                : word == "code" ? TextId.WrongCode : TextId.CodeFirst);
        }

        private void Ask(string word, string rest, long nowUs)
        {
            int space = rest.IndexOf(' ');
            string first = space < 0 ? rest : rest.Substring(0, space);
            string second = space < 0 ? string.Empty : rest.Substring(space + 1);
            bool isSearch = word == "search";
            bool isFile = word == "survey" && first == "csv";
            Topic topic = isFile ? _topics.SurveyFile : _topics.Find(isSearch ? "wired" : word);
            if (topic == null)
            {
                Say(word == "help" ? TextId.Help : TextId.UnknownCommand);
                return;
            }

            _asked.Clear();
            _asked.Digits = word == "listen" ? second : first;
            if (word == "wired" || isSearch)
            {
                _asked.Line = PageQuery.Number(first);
                _asked.Meter = isSearch ? -1 : PageQuery.Number(second);
                _asked.Search = !isSearch ? null : second.Length == 0 ? "addresses" : second;
            }
            else
            {
                int time = word == "hear" ? -1 : PageQuery.Number(first);
                _asked.Time = time > 0 ? time : 0;
                _asked.Hours = time;
            }

            _facts.Read(_now, nowUs);
            _topic = topic;
            topic.Begin(_asked, _now, nowUs);
            if (!isFile)
            {
                _answer.Begin(topic.Title, topic.LeftS);
            }
        }

        private void Say(TextId text)
        {
            _answer.Text(text);
            _answer.Put("\r\n> ");
        }
    }
}
