// A piece of a configuration document. It changes nothing unless it is the next one, and the answer says
// which is: a sender follows "next" through losses. Not authenticated by itself: the hash of config load
// decides about the whole, and config apply is authenticated again.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>config-part</c>: the next bytes of the document that is being loaded.</summary>
    public sealed class ConfigPartCommand : Command
    {
        private const int MaxDataChars = (ConfigChange.MaxPieceBytes + 2) / 3 * 4;

        private readonly string[] _keys = { "offset", "bytes" };

        private readonly ConfigChange _change;
        private byte[] _bytes;
        private int _offset;
        private int _count;
        private bool _isAsked;

        /// <summary>The command.</summary>
        public ConfigPartCommand(ConfigChange change)
            : base("config-part", false, false)
        {
            _change = change;
        }

        /// <inheritdoc/>
        public override bool IsRemembered
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            string data = null;
            uint seen = 0;
            int key;
            _offset = -1;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    body.Int("offset", 0, ConfigStore.MaxBytes, ref _offset);
                }
                else
                {
                    body.Text("bytes", 4, MaxDataChars, ref data);
                }
            }

            body.Check(_offset >= 0, "offset", "is missing");
            body.Check(data != null, "bytes", "is missing");
            if (body.Problem == null)
            {
                // Changes are rare: the memory is taken while there is one.
                _bytes = new byte[ConfigChange.MaxPieceBytes];
                _count = Base64Text.Read(data, _bytes);
                body.Check(_count > 0, "bytes", "must be base64 of 1..1024 bytes");
            }
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _isAsked = false;
            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            _isAsked = _isAsked || _change.TryPut(_offset, _bytes, 0, _count);
            if (!_isAsked || _change.IsBusy)
            {
                return CommandStatus.Running;
            }

            _bytes = null;
            Reason = _change.Problem;
            return Reason == null ? CommandStatus.Ok : CommandStatus.Failed;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            json.Name("next");
            json.Number(_change.NextOffset);
            json.Name("size");
            json.Number(_change.Length);
            return false;
        }
    }
}
