// An answer: {"gw","id","cmd","code"} and "result" or "error"; written in slices, because a result can be
// long.
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>Writes one answer at a time.</summary>
    internal sealed class AnswerWriter
    {
        private const int MaxReasonChars = 200;
        private const int MaxNameChars = 24;

        private readonly string _gatewayId;
        private readonly int _maxBytes;
        private JsonWriter _json;
        private string _name;
        private string _reason;
        private Command _source;
        private int _part;

        public AnswerWriter(string gatewayId, int maxBytes)
        {
            _gatewayId = gatewayId;
            _maxBytes = maxBytes;
        }

        /// <summary>Whether one is being written.</summary>
        public bool IsWriting { get; private set; }

        /// <summary>Whose it is; may be null.</summary>
        public string Id { get; private set; }

        /// <summary>Its status.</summary>
        public CommandStatus Status { get; private set; }

        /// <summary>Starts an answer.</summary>
        /// <param name="source">Writes the result when the status is Ok; may be null.</param>
        public void Begin(string id, string name, CommandStatus status, string reason, Command source)
        {
            Id = id;
            Status = status;
            _name = name.Length > MaxNameChars ? name.Substring(0, MaxNameChars) : name;
            _reason = reason != null && reason.Length > MaxReasonChars
                ? reason.Substring(0, MaxReasonChars) : reason;
            _source = status == CommandStatus.Ok ? source : null;
            _part = -1;

            // Answers are rare, and a small board has better use for the memory in between.
            _json = _json ?? new JsonWriter(new byte[_maxBytes]);
            IsWriting = true;
        }

        /// <summary>Writes a slice.</summary>
        /// <returns>Whether it was the last.</returns>
        public bool Step()
        {
            if (_part < 0)
            {
                WriteHead();
                _part = 0;
                return _source == null && End();
            }

            bool goesOn = _source.WriteResult(_json, _part);
            _part++;
            if (goesOn)
            {
                return false;
            }

            _json.EndObject();
            return End();
        }

        /// <summary>The answer.</summary>
        public byte[] Take()
        {
            if (_json.Overflow)
            {
                Begin(Id, _name, CommandStatus.Failed, "the result is too long", null);
                WriteHead();
                End();
            }

            byte[] answer = _json.ToArray();
            _json = null;
            return answer;
        }

        private void WriteHead()
        {
            JsonWriter json = _json;
            json.Reset();
            json.BeginObject();
            json.Name("gw");
            json.Word(_gatewayId);
            if (Id != null)
            {
                json.Name("id");
                json.String(Id);
            }

            json.Name("cmd");
            json.String(_name);
            json.Name("code");
            json.Word(CommandCodes.Word(Status));
            if (_reason != null && Status != CommandStatus.Ok)
            {
                json.Name("error");
                json.String(_reason);
            }

            if (_source != null)
            {
                json.Name("result");
                json.BeginObject();
            }
        }

        private bool End()
        {
            _json.EndObject();
            IsWriting = false;
            return true;
        }
    }
}
