// Who may see the page: whoever knows the code that is printed on the device, while the page is open. Wrong
// codes cost time, whoever sends them: there is one installer. Compared without a hint by how long it takes.
using System.Text;
using Gateway.Core;

namespace Gateway.Installer
{
    /// <summary>Code, sessions, rate limit and closing time.</summary>
    public sealed class InstallerAccess
    {
        /// <summary>Characters of a code, at least.</summary>
        public const int MinCodeChars = 8;

        /// <summary>Characters of a code, at most.</summary>
        public const int MaxCodeChars = 32;

        /// <summary>Wrong codes that cost nothing.</summary>
        public const int FreeTries = 5;

        /// <summary>First lock, in seconds; each further wrong code doubles it.</summary>
        public const int FirstLockS = 60;

        private const int LongestLockS = 3600;
        private const int Sessions = 4;
        private const long MicrosecondsAMinute = 60000000;
        private const long MicrosecondsASecond = 1000000;

        private readonly byte[] _code; // null: there is none
        private readonly long _openUs;
        private readonly byte[] _given = new byte[MaxCodeChars];
        private readonly byte[][] _tokens = new byte[Sessions][];
        private readonly IEventLog _events;
        private readonly bool _isUsable;
        private int _nextToken;
        private int _wrong;
        private int _lockS;
        private long _lockedUntilUs;
        private long _closeUs;

        /// <summary>Closed.</summary>
        /// <param name="code">Printed on the device; null = nobody gets in.</param>
        /// <param name="minutes">Minutes without use after which it closes; 0 = it is off.</param>
        /// <param name="events">Hears of everything that has to do with security.</param>
        public InstallerAccess(string code, int minutes, IEventLog events)
        {
            _events = events;
            _openUs = minutes * MicrosecondsAMinute;
            if (code != null && minutes > 0)
            {
                _code = new byte[MaxCodeChars];
                _isUsable = Normalise(code, _code);
            }
        }

        /// <summary>Whether there is a code at all.</summary>
        public bool HasCode
        {
            get { return _code != null; }
        }

        /// <summary>Sessions begun since boot.</summary>
        public int Entries { get; private set; }

        /// <summary>Times that it has been closed since boot: a session of before is over.</summary>
        public int Closings { get; private set; }

        /// <summary>Wrong codes since boot.</summary>
        public int Refusals { get; private set; }

        /// <summary>Whether a code is taken.</summary>
        public bool IsOpen(long nowUs)
        {
            return _code != null && nowUs < _closeUs;
        }

        /// <summary>Opens: at start, and when somebody presses the button on the device.</summary>
        public void Open(string by, long nowUs)
        {
            if (_code == null)
            {
                return;
            }

            _closeUs = nowUs + _openUs;
            Note("opened", by, nowUs);
        }

        /// <summary>Closes and ends all sessions.</summary>
        public void Close(long nowUs)
        {
            if (_closeUs == 0)
            {
                return;
            }

            _closeUs = 0;
            Closings++;
            for (int i = 0; i < Sessions; i++)
            {
                _tokens[i] = null;
            }

            Note("closed", null, nowUs);
        }

        /// <summary>Ends sessions when nobody has used the page for its time.</summary>
        public void Advance(long nowUs)
        {
            if (_closeUs != 0 && nowUs >= _closeUs)
            {
                Close(nowUs);
            }
        }

        /// <summary>Seconds for which no code is taken; 0 = one is.</summary>
        public int LockedS(long nowUs)
        {
            long leftUs = _lockedUntilUs - nowUs;
            return leftUs <= 0 ? 0 : (int)((leftUs + MicrosecondsASecond - 1) / MicrosecondsASecond);
        }

        /// <summary>Takes a code.</summary>
        /// <param name="code">As it was typed; blanks and hyphens around and in it are left out.</param>
        /// <param name="token">Becomes the session's when the code is right: something that nobody can guess;
        /// null for a console.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public bool TryEnter(string code, string token, long nowUs)
        {
            if (!IsOpen(nowUs) || LockedS(nowUs) > 0)
            {
                return false;
            }

            if (!IsRight(code))
            {
                Refuse(nowUs);
                return false;
            }

            _wrong = 0;
            _lockS = 0;
            Entries++;
            _closeUs = nowUs + _openUs;
            if (token != null)
            {
                _tokens[_nextToken] = Encoding.UTF8.GetBytes(token);
                _nextToken = (_nextToken + 1) % Sessions;
            }

            Note("entered", token == null ? "console" : "page", nowUs);
            return true;
        }

        /// <summary>Whether a token is that of a session; using it keeps the page open.</summary>
        public bool IsSession(string token, long nowUs)
        {
            if (token == null || token.Length == 0 || !IsOpen(nowUs))
            {
                return false;
            }

            byte[] given = Encoding.UTF8.GetBytes(token);
            bool isOne = false;
            for (int i = 0; i < Sessions; i++)
            {
                isOne |= _tokens[i] != null && HmacSha256.AreEqual(_tokens[i], given);
            }

            _closeUs = isOne ? nowUs + _openUs : _closeUs;
            return isOne;
        }

        /// <summary>Somebody at the console works on: it stays open.</summary>
        public void Touch(long nowUs)
        {
            if (IsOpen(nowUs))
            {
                _closeUs = nowUs + _openUs;
            }
        }

        private bool IsRight(string code)
        {
            bool fits = code != null && Normalise(code, _given);
            return HmacSha256.AreEqual(_given, _code) && fits && _isUsable;
        }

        /// <summary>Whether something can be a code.</summary>
        public static bool IsCode(string code)
        {
            return code != null && Normalise(code, new byte[MaxCodeChars]);
        }

        // Printed in capitals and groups, typed on a phone.
        private static bool Normalise(string code, byte[] into)
        {
            int count = 0;
            bool fits = code.Length <= 2 * MaxCodeChars;
            for (int i = 0; i < MaxCodeChars; i++)
            {
                into[i] = 0;
            }

            for (int i = 0; fits && i < code.Length; i++)
            {
                char c = code[i];
                if (c == ' ' || c == '-')
                {
                    continue;
                }

                fits = c > ' ' && c < 0x7F && count < MaxCodeChars;
                if (fits)
                {
                    into[count] = (byte)(c >= 'a' && c <= 'z' ? c - 32 : c);
                    count++;
                }
            }

            return fits && count >= MinCodeChars;
        }

        private void Refuse(long nowUs)
        {
            _wrong++;
            Refusals++;
            if (_wrong >= FreeTries)
            {
                _lockS = _lockS == 0 ? FirstLockS : _lockS > LongestLockS / 2 ? LongestLockS : _lockS * 2;
                _lockedUntilUs = nowUs + (_lockS * MicrosecondsASecond);
            }

            JsonWriter json = _events.Begin("security", EventLevel.Alarm);
            json.Name("what");
            json.Word("wrong_code");
            json.Name("reason");
            json.String("wrong codes: " + _wrong.ToString() + ", locked for " + _lockS.ToString() + " s");
            _events.End(nowUs);
        }

        private void Note(string step, string who, long nowUs)
        {
            JsonWriter json = _events.Begin("page", EventLevel.Note);
            json.Name("step");
            json.Word(step);
            if (who != null)
            {
                json.Name("who");
                json.Word(who);
            }

            _events.End(nowUs);
        }
    }
}
