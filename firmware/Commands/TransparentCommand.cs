using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>transparent</c>: bytes to a port and the answer's bytes back. Bytes can work a valve as
    /// <c>control</c> does: where the gateway has a key for that, they need it too, and are in the
    /// audit.</summary>
    public sealed class TransparentCommand : LineCommand
    {
        private const int HexPartBytes = 64;
        private const int LongestMs = 60000;
        private const int UsualBaudRate = 2400;

        // With a name of a port of control characters alone, twice.
        private const int MaxFactsBytes = 800;

        private readonly TransparentRequest _request = new TransparentRequest();
        private readonly RefusalLog _refusals;
        private string _id;
        private byte[] _facts;
        private bool _isTold;
        private string _parity;
        private string _bytes;
        private int _baud;
        private int _dataBits;
        private int _stopBits;

        /// <summary>The command.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        /// <param name="hasKey">Whether the gateway can authenticate commands.</param>
        public TransparentCommand(ILineService lines, RefusalLog refusals, bool hasKey)
            : base(lines, "transparent", true, hasKey, new string[]
            {
                "port", "baud", "data", "parity", "stop", "timeout_ms", "gap_ms", "tx",
            })
        {
            _refusals = refusals;
        }

        /// <inheritdoc/>
        public override string Lane
        {
            get { return _request.Port; }
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _id = request.Id;
            _isTold = false;
            _facts = null;
            _request.ExpiresMs = request.ExpiresMs;
            Ticket.Reset();
            Lines.Transparent(_request, Ticket);
            return Ticket.Status == CommandStatus.Running ? CommandStatus.Running : Step(nowUs);
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            CommandStatus status = base.Step(nowUs);
            if (status == CommandStatus.Running || _isTold || !NeedsMac)
            {
                return status;
            }

            // The event is a slice of its own, and what it says another.
            if (_facts == null)
            {
                WriteFacts(status);
                return CommandStatus.Running;
            }

            _isTold = true;
            JsonWriter json = _refusals.Events.Begin(Name);
            json.Raw(_facts, true);
            _refusals.Events.End(nowUs);
            return CommandStatus.Running;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            if (NeedsMac)
            {
                _refusals.Add(Name, request, status, reason, nowUs);
            }
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            int from = part * HexPartBytes;
            int left = Ticket.ReplyCount - from;
            if (part == 0)
            {
                json.Name("answer_us");
                json.Number(Ticket.AnswerUs);
                json.Name("end");
                json.Word(Ticket.ReplyEnd);
                json.Name("rx");
                if (!json.BeginHex(Ticket.ReplyCount))
                {
                    return false;
                }
            }

            json.HexPart(Ticket.Reply, from, left < HexPartBytes ? left : HexPartBytes);
            if (left > HexPartBytes)
            {
                return true;
            }

            json.EndHex();
            return false;
        }

        /// <inheritdoc/>
        protected override void SetDefaults()
        {
            _request.Port = null;
            _request.TimeoutMs = 1000;
            _request.GapMs = 100;
            _bytes = null;
            _parity = "even";
            _baud = 0;
            _dataBits = 8;
            _stopBits = 1;
        }

        /// <inheritdoc/>
        protected override void CheckMembers(ConfigCursor body)
        {
            Require(body, _request.Port, "port");
            Require(body, _bytes, "tx");
            bool known = _parity == "even" || _parity == "odd" || _parity == "none";
            body.Check(known, "parity", "must be \"even\", \"odd\" or \"none\"");
            if (body.Problem != null)
            {
                return;
            }

            body.Check(
                HexText.TryRead(_bytes, _request.Bytes), "tx", "must be pairs of hexadecimal digits");
            _request.Count = _bytes.Length / 2;
            SerialParity parity = _parity == "even" ? SerialParity.Even
                : _parity == "odd" ? SerialParity.Odd : SerialParity.None;
            _request.IsLineSpeed = _baud == 0;
            _request.Settings = new SerialSettings(
                _request.IsLineSpeed ? UsualBaudRate : _baud, _dataBits, parity, _stopBits);
        }

        /// <inheritdoc/>
        protected override void ReadMember(ConfigCursor body, int key)
        {
            switch (key)
            {
                case 0:
                    body.Text("port", 1, MaxNameChars, ref _request.Port);
                    break;
                case 1:
                    body.Int("baud", 300, 115200, ref _baud);
                    break;
                case 2:
                    body.Int("data", 7, 8, ref _dataBits);
                    break;
                case 3:
                    body.Text("parity", 1, 4, ref _parity);
                    break;
                case 4:
                    body.Int("stop", 1, 2, ref _stopBits);
                    break;
                case 5:
                    body.Int("timeout_ms", 10, LongestMs, ref _request.TimeoutMs);
                    break;
                case 6:
                    body.Int("gap_ms", 1, LongestMs, ref _request.GapMs);
                    break;
                default:
                    body.Text("tx", 2, 2 * TransparentRequest.MaxBytes, ref _bytes);
                    break;
            }
        }

        private void WriteFacts(CommandStatus status)
        {
            JsonWriter json = new JsonWriter(new byte[MaxFactsBytes]);
            json.Name("step");
            json.Word(status == CommandStatus.Ok ? "done" : "failed");
            json.Name("id");
            json.String(_id);
            json.Name("port");
            json.String(_request.Port);
            json.Name("sent");
            json.Number(_request.Count);
            json.Name("received");
            json.Number(Ticket.ReplyCount);
            if (Ticket.Reason != null)
            {
                json.Name("reason");
                json.String(Ticket.Reason);
            }

            _facts = json.ToArray();
        }
    }
}
