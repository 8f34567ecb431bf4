// Reading a command's text and checking its authentication tag take more than a slice of the loop, so a
// worker does both, in parts: each is a job, and the loop looks at the radio between two of them.
using System.Text;
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>Reads one message. Filled by the dispatcher, run by a worker.</summary>
    internal sealed class CommandJob : IJob
    {
        // Of the body a part: some 20 IL operations each, and more for short members.
        private const int PassBytes = 32;

        private readonly string[] _keys = { "id", "exp", "body", "mac" };
        private readonly byte[] _emptyBody = { 0x7B, 0x7D };

        private readonly CommandDispatcher _owner;
        private readonly byte[] _key;
        private readonly HmacWalk _mac;
        private Part _part;
        private ConfigCursor _cursor; // in the envelope, then in the body; null before each
        private uint _seen;
        private bool _isPassing; // the body
        private byte[] _tag; // as the message has it
        private bool _isBodyRead;

        public CommandJob(CommandDispatcher owner, byte[] key)
        {
            _owner = owner;
            _key = key;
            _mac = key == null ? null : new HmacWalk();
        }

        private enum Part
        {
            Envelope,
            Tag,
            Mac,
            Body,
            End,
        }

        /// <summary>Topic of the message.</summary>
        public string Topic { get; private set; }

        /// <summary>What to read it with; null when there is no such command, or it is busy.</summary>
        public Command Command;

        /// <summary>The envelope.</summary>
        public CommandRequest Request { get; } = new CommandRequest();

        /// <summary>Ok, or why the message cannot be carried out.</summary>
        public CommandStatus Status { get; private set; }

        /// <summary>Path and reason; null when Ok.</summary>
        public string Reason { get; private set; }

        /// <summary>Takes a message.</summary>
        public void Set(string topic, byte[] payload, Command command)
        {
            Topic = topic;
            Command = command;
            Request.Clear(payload);
            Status = CommandStatus.Ok;
            Reason = null;
            _part = Part.Envelope;
            _cursor = null;
            _isPassing = false;
            _isBodyRead = false;
        }

        /// <inheritdoc/>
        public void Run()
        {
            switch (_part)
            {
                case Part.Envelope:
                    RunEnvelope();
                    break;
                case Part.Tag:
                    JudgeEnvelope();
                    break;
                case Part.Mac:
                    RunMac();
                    break;
                default:
                    RunBody();
                    break;
            }
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            if (faulted)
            {
                Refuse(CommandStatus.Failed, "could not be read");
            }

            if (_part == Part.End)
            {
                _owner.OnParsed();
            }
            else
            {
                _owner.OnPart();
            }
        }

        // A member, or a piece of the body.
        private void RunEnvelope()
        {
            if (_cursor == null)
            {
                _cursor = new ConfigCursor(Request.Payload, Request.Payload.Length);
                _seen = 0;
                _cursor.BeginRoot();
            }
            else if (_isPassing)
            {
                int end = 0;
                _isPassing = _cursor.PassOn(PassBytes, ref end);
                Request.BodyLength = end - Request.BodyOffset;
            }
            else if (!TryReadMember(_cursor))
            {
                _cursor.EndRoot();
                _part = Part.Tag;
            }

            if (_cursor.Problem != null)
            {
                Refuse(CommandStatus.BadRequest, _cursor.Problem);
            }
        }

        private void JudgeEnvelope()
        {
            _cursor = null;
            if (Request.Id == null)
            {
                Refuse(CommandStatus.BadRequest, "id: is missing");
            }
            else if (CommandRequest.HasControl(Request.Id))
            {
                Refuse(CommandStatus.BadRequest, "id: has control characters");
            }
            else if (Command == null)
            {
                _part = Part.End;
            }
            else if (Command.NeedsExpiry && Request.ExpiresMs == 0)
            {
                Refuse(CommandStatus.BadRequest, "exp: is missing");
            }
            else if (Command.NeedsMac)
            {
                StartMac();
            }
            else
            {
                _part = Part.Body;
            }
        }

        private void RunBody()
        {
            if (_cursor == null)
            {
                bool isEmpty = Request.BodyLength == 0;
                _cursor = isEmpty
                    ? new ConfigCursor(_emptyBody, _emptyBody.Length)
                    : new ConfigCursor(Request.Payload, Request.BodyOffset, Request.BodyLength);
                _cursor.BeginRoot();
                return;
            }

            if (Command.ParseOn(_cursor))
            {
                return;
            }

            ConfigCursor body = _cursor;
            _cursor = null;
            body.EndRoot();
            _isBodyRead = true;
            _part = Part.End;
            if (body.Problem != null)
            {
                Refuse(CommandStatus.BadRequest, "body." + body.Problem);
            }
            else if (!Command.NeedsMac && Command.IsChange)
            {
                // Some commands ask for a right by what they are asked to do.
                if (Request.ExpiresMs == 0)
                {
                    Refuse(CommandStatus.BadRequest, "exp: is missing");
                }
                else
                {
                    StartMac();
                }
            }
        }

        /// <summary>The tag is over topic, id, expiry (decimal digits) and the body's bytes as they stand
        /// in the payload, with a line feed after each of the first three.</summary>
        private void StartMac()
        {
            CommandRequest request = Request;
            _tag = new byte[HmacSha256.TagBytes];
            if (_key == null || request.Mac == null || !HexText.TryRead(request.Mac, _tag))
            {
                Refuse(CommandStatus.Unauthorised, "mac: is missing or wrong");
                return;
            }

            string head = Topic + "\n" + request.Id + "\n" + request.ExpiresMs.ToString() + "\n";
            _mac.Begin(
                _key, Encoding.UTF8.GetBytes(head), request.Payload, request.BodyOffset, request.BodyLength);
            _part = Part.Mac;
        }

        private void RunMac()
        {
            if (_mac.Step())
            {
                return;
            }

            _part = _isBodyRead ? Part.End : Part.Body;
            if (!HmacSha256.AreEqual(_mac.Tag, _tag))
            {
                Refuse(CommandStatus.Unauthorised, "mac: is missing or wrong");
            }
        }

        private void Refuse(CommandStatus status, string reason)
        {
            Status = status;
            Reason = reason;
            _part = Part.End;
        }

        private bool TryReadMember(ConfigCursor cursor)
        {
            CommandRequest request = Request;
            int key = cursor.NextKey(string.Empty, _keys, ref _seen);
            switch (key)
            {
                case 0:
                    cursor.Text("id", 1, CommandRequest.MaxIdLength, ref request.Id);
                    break;
                case 1:
                    cursor.Long("exp", ref request.ExpiresMs);
                    break;
                case 2:
                    cursor.Pass("body", ref request.BodyOffset);
                    _isPassing = true;
                    break;
                case 3:
                    cursor.Text("mac", 2 * HmacSha256.TagBytes, 2 * HmacSha256.TagBytes, ref request.Mac);
                    break;
                default:
                    break;
            }

            return key >= 0;
        }
    }
}
