// The page's handler: takes one request at a time from the server, writes the answer in slices of at most
// 5,000 IL operations between which the radio is looked at, and hands it back. Knows nothing of sockets.
using Gateway.Core;

namespace Gateway.Installer
{
    /// <summary>The installer's page and its JSON endpoint.</summary>
    public sealed partial class InstallerStage : IStage
    {
        private const long WatchUs = 60000000;
        private const long OpenWatchUs = 1000000;
        private const string Html = "text/html; charset=utf-8";
        private const string Json = "application/json; charset=utf-8";
        private const string Csv = "text/csv; charset=utf-8";
        private const string FilePath = "/survey.csv";

        private readonly IGatewayFacts _facts;
        private readonly IPageServer _server; // null: only the console
        private readonly TextConsole _console; // null: there is none
        private readonly Topics _topics; // these and what follows: null without a page
        private readonly PageTemplate _template;
        private readonly HtmlAnswer _html;
        private readonly JsonAnswer _json;
        private readonly PlainAnswer _plain;
        private readonly PageReply _reply;
        private readonly TopicRequest _asked;
        private readonly GatewayFacts _now;
        private PagePhase _phase;
        private AnswerWriter _answer;
        private Topic _topic; // null: none was asked for
        private TextId _problem; // Language: none
        private bool _isIn;
        private bool _isApi;
        private int _piece;
        private int _end;
        private long _watchUs;

        /// <summary>The stage.</summary>
        /// <param name="facts">What it tells of.</param>
        /// <param name="access">Who may ask.</param>
        /// <param name="server">Where requests come from; null = nowhere.</param>
        /// <param name="console">Line for text; null = none.</param>
        /// <param name="pageBytes">Bytes of an answer, at most.</param>
        public InstallerStage(
            IGatewayFacts facts, InstallerAccess access, IPageServer server, ISerialPort console,
            int pageBytes)
        {
            _facts = facts;
            Access = access;
            _server = server;
            Texts texts = new Texts();
            _console = console == null ? null : new TextConsole(facts, access, console, texts);
            if (server == null)
            {
                return;
            }

            byte[] bytes = new byte[pageBytes];
            _topics = new Topics(facts);
            _template = new PageTemplate();
            _asked = new TopicRequest();
            _now = new GatewayFacts();
            _html = new HtmlAnswer(bytes, texts);
            _json = new JsonAnswer(bytes, texts);
            _plain = new PlainAnswer(bytes, texts);
            _reply = new PageReply();
            _reply.Bytes = bytes;
            _reply.Policy = PageTemplate.Policy;
        }

        /// <summary>Who may ask.</summary>
        public InstallerAccess Access { get; }

        /// <summary>Requests answered since boot.</summary>
        public uint Requests { get; private set; }

        /// <summary>Answers that did not fit.</summary>
        public uint Overflows { get; private set; }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                if (_phase != PagePhase.Idle || (_server != null && _server.HasRequest))
                {
                    return 0;
                }

                long consoleUs = _console == null ? long.MaxValue : _console.NextWakeUs;
                return consoleUs < _watchUs ? consoleUs : _watchUs;
            }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (nowUs >= _watchUs)
            {
                _watchUs = nowUs + (Access.IsOpen(nowUs) ? OpenWatchUs : WatchUs);
                _facts.Watch(nowUs);
                Access.Advance(nowUs);
            }
            else if (_phase == PagePhase.Idle)
            {
                if (_server != null && _server.HasRequest)
                {
                    Begin(_server.Request, nowUs);
                }
                else if (_console != null)
                {
                    _console.Step(nowUs);
                }
            }
            else
            {
                GoOn(nowUs);
            }
        }

        private void Begin(PageRequest request, long nowUs)
        {
            Requests++;
            Access.Advance(nowUs);
            _reply.Cookie = null;
            _reply.Location = null;
            _reply.FileName = null;
            _reply.Length = 0;
            _problem = TextId.Language;
            _topic = null;
            string url = request.Url ?? "/";
            int mark = url.IndexOf('?');
            string path = mark < 0 ? url : url.Substring(0, mark);
            string query = mark < 0 ? null : url.Substring(mark + 1);
            bool isPost = request.Method == "POST";
            bool isFile = path == FilePath;
            bool isApi = path == "/api" || isFile;
            int status = url.Length > PageRequest.MaxUrlChars || (isPost && request.Body == null) ? 413
                : path != "/" && !isApi ? 404
                : (!isPost || isFile) && request.Method != "GET" && request.Method != "HEAD" ? 405 : 200;
            if (status != 200)
            {
                Refuse(status);
                return;
            }

            Read(isPost ? request.Body : query, isPost, request.AcceptLanguage);
            bool isIn = Access.IsSession(PageQuery.Cookie(request.Cookie, 's'), nowUs);
            if (isIn && isPost && PageQuery.Field(request.Body, 'x') != null)
            {
                Access.Close(nowUs);
                isIn = false;
            }

            string code = isPost && !isApi ? PageQuery.Field(request.Body, 'c') : null;
            if (!isIn && code != null && TryEnter(code, request.FreshToken, nowUs))
            {
                return;
            }

            if (!isIn)
            {
                _topic = null;
                if (isApi)
                {
                    Refuse(403);
                    return;
                }
            }

            _isIn = isIn;
            _isApi = isApi;
            _topic = isFile ? _topics.SurveyFile : _topic;
            _phase = PagePhase.Prepare;
        }

        private void Read(string fields, bool isPost, string acceptLanguage)
        {
            _html.Language = Texts.Find(PageQuery.Field(fields, 'l'), Texts.Find(acceptLanguage, 0));
            _json.Language = _html.Language;
            _asked.Clear();
            _asked.Topic = PageQuery.Field(fields, 't');
            _asked.Digits = Trim(PageQuery.Field(fields, 'n'));
            _asked.Hours = PageQuery.Number(PageQuery.Field(fields, 'h'));
            if (isPost)
            {
                // What starts something comes by POST only.
                _asked.Line = PageQuery.Number(PageQuery.Field(fields, 'p'));
                _asked.Meter = PageQuery.Number(PageQuery.Field(fields, 'm'));
                _asked.Search = _asked.Line >= 0 && _asked.Meter < 0 ? "addresses" : null;
                int time = PageQuery.Number(PageQuery.Field(fields, 'd'));
                _asked.Time = time > 0 ? time : _asked.Topic == "listen" ? 120 : 0;
            }

            _topic = _topics.Find(_asked.Topic);
        }

        private bool TryEnter(string code, string token, long nowUs)
        {
            if (!Access.TryEnter(code, token, nowUs))
            {
                _problem = TextId.WrongCode;
                return false;
            }

            _reply.Cookie = "s=" + token + "; HttpOnly; SameSite=Strict; Path=/";
            _reply.Location = "/?l=" + Texts.Tag(_html.Language);
            Refuse(303);
            return true;
        }

        private void Prepare(bool isIn, bool isApi, long nowUs)
        {
            _facts.Read(_now, nowUs);
            bool isFile = _topic == _topics.SurveyFile;
            _answer = isFile ? _plain : isApi ? (AnswerWriter)_json : _html;
            _answer.Reset(0);
            _reply.Status = isIn || _problem == TextId.Language ? 200 : 403;
            _reply.ContentType = isFile ? Csv : isApi ? Json : Html;
            _reply.FileName = isFile ? FilePath.Substring(1) : null;
            if (!isIn)
            {
                _problem = !Access.HasCode ? TextId.NoCode : !Access.IsOpen(nowUs) ? TextId.Closed
                    : Access.LockedS(nowUs) > 0 ? TextId.Locked : _problem;
            }

            if (isApi)
            {
                _phase = PagePhase.Begin;
                return;
            }

            // Head, then the part for the login or the one for the questions.
            _piece = 0;
            _end = PageTemplate.Login;
            _phase = PagePhase.Head;
        }

        private static string Trim(string digits)
        {
            string text = digits == null ? string.Empty : digits.Trim();
            return text.Length > 8 ? text.Substring(text.Length - 8) : text;
        }
    }
}
