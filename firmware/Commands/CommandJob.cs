// Reading a command's text and checking its authentication tag take more than a slice of the loop, so a
// worker does both.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>Reads one message. Filled by the dispatcher, run by a worker.</summary>
    internal sealed class CommandJob : IJob
    {
        private readonly string[] _keys = { "id", "exp", "body", "mac" };
        private readonly byte[] _emptyBody = { 0x7B, 0x7D };

        private readonly CommandDispatcher _owner;
        private readonly byte[] _key;
        private readonly HmacSha256 _mac;

        public CommandJob(CommandDispatcher owner, byte[] key)
        {
            _owner = owner;
            _key = key;
            _mac = key == null ? null : new HmacSha256();
        }

        /// <summary>Topic of the message.</summary>
        public string Topic;

        /// <summary>What to read it with; null when there is no such command, or it is busy.</summary>
        public Command Command;

        /// <summary>The envelope.</summary>
        public CommandRequest Request { get; } = new CommandRequest();

        /// <summary>Ok, or why the message cannot be carried out.</summary>
        public CommandStatus Status { get; private set; }

        /// <summary>Path and reason; null when Ok.</summary>
        public string Reason { get; private set; }

        /// <inheritdoc/>
        public void Run()
        {
            Status = CommandStatus.Ok;
            Reason = null;
            CommandRequest request = Request;
            ConfigCursor cursor = new ConfigCursor(request.Payload, request.Payload.Length);
            ReadEnvelope(cursor);
            if (cursor.Problem != null)
            {
                Refuse(CommandStatus.BadRequest, cursor.Problem);
                return;
            }

            if (request.Id == null)
            {
                Refuse(CommandStatus.BadRequest, "id: is missing");
            }
            else if (Command == null)
            {
                return;
            }
            else if (Command.NeedsExpiry && request.ExpiresMs == 0)
            {
                Refuse(CommandStatus.BadRequest, "exp: is missing");
            }
            else if (Command.NeedsMac && !IsAuthentic())
            {
                Refuse(CommandStatus.Unauthorised, "mac: is missing or wrong");
            }
            else
            {
                ReadBody();
                CheckChange();
            }
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            if (faulted)
            {
                Refuse(CommandStatus.Failed, "could not be read");
            }

            _owner.OnParsed();
        }

        // Some commands ask for a right by what they are asked to do.
        private void CheckChange()
        {
            if (Status != CommandStatus.Ok || Command.NeedsMac || !Command.IsChange)
            {
                return;
            }

            if (Request.ExpiresMs == 0)
            {
                Refuse(CommandStatus.BadRequest, "exp: is missing");
            }
            else if (!IsAuthentic())
            {
                Refuse(CommandStatus.Unauthorised, "mac: is missing or wrong");
            }
        }

        private void Refuse(CommandStatus status, string reason)
        {
            Status = status;
            Reason = reason;
        }

        private void ReadEnvelope(ConfigCursor cursor)
        {
            CommandRequest request = Request;
            uint seen = 0;
            int key;
            if (!cursor.BeginRoot())
            {
                return;
            }

            while ((key = cursor.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                switch (key)
                {
                    case 0:
                        cursor.Text("id", 1, CommandRequest.MaxIdLength, ref request.Id);
                        break;
                    case 1:
                        cursor.Long("exp", ref request.ExpiresMs);
                        break;
                    case 2:
                        cursor.Object("body", ref request.BodyOffset, ref request.BodyLength);
                        break;
                    default:
                        cursor.Text("mac", 2 * HmacSha256.TagBytes, 2 * HmacSha256.TagBytes, ref request.Mac);
                        break;
                }
            }

            cursor.EndRoot();
        }

        private void ReadBody()
        {
            bool isEmpty = Request.BodyLength == 0;
            ConfigCursor body = isEmpty
                ? new ConfigCursor(_emptyBody, _emptyBody.Length)
                : new ConfigCursor(Request.Payload, Request.BodyOffset, Request.BodyLength);
            if (body.BeginRoot())
            {
                Command.Parse(body);
                body.EndRoot();
            }

            if (body.Problem != null)
            {
                Refuse(CommandStatus.BadRequest, "body." + body.Problem);
            }
        }

        /// <summary>The tag is over topic, id, expiry (decimal digits) and the body's bytes as they stand
        /// in the payload, with a line feed after each of the first three.</summary>
        private bool IsAuthentic()
        {
            CommandRequest request = Request;
            byte[] tag = _key == null || request.Mac == null ? null : Tag(request.Mac);
            if (tag == null)
            {
                return false;
            }

            _mac.Begin(_key);
            _mac.Add(Topic);
            _mac.Add("\n");
            _mac.Add(request.Id);
            _mac.Add("\n");
            _mac.Add(request.ExpiresMs.ToString());
            _mac.Add("\n");
            _mac.Add(request.Payload, request.BodyOffset, request.BodyLength);
            return HmacSha256.AreEqual(_mac.End(), tag);
        }

        private static byte[] Tag(string hex)
        {
            byte[] tag = new byte[HmacSha256.TagBytes];
            return HexText.TryRead(hex, tag) ? tag : null;
        }
    }
}
