// Another configuration for the gateway (firmware/Config/SPEC.md). A document that fits into the command is
// checked and armed at once; a longer one follows in config-part. The answer goes out, then the gateway
// restarts with it and has to reach its broker in time; state/config tells what became of it.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>config</c>: get, load, apply, cancel, status.</summary>
    public sealed class ConfigCommand : Command
    {
        private const int HexChars = 2 * Sha256.HashBytes;

        private readonly string[] _keys =
        {
            "do", "revision", "size", "sha256", "prove_s", "document", "offset",
        };

        private readonly ConfigChange _change;
        private readonly int _partBytes;
        private string _verb;
        private string _revision;
        private byte[] _hash;
        private int _size;
        private int _proveS;
        private int _offset;
        private int _documentOffset;
        private int _documentLength;
        private byte[] _payload;
        private bool _isAsked;

        /// <summary>The command.</summary>
        /// <param name="change">Carries changes out.</param>
        /// <param name="partBytes">Most bytes of a part of the export.</param>
        public ConfigCommand(ConfigChange change, int partBytes)
            : base("config", true, true)
        {
            _change = change;
            _partBytes = partBytes;
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            string hash = null;
            _verb = null;
            _revision = null;
            _size = 0;
            _offset = 0;
            _documentLength = 0;
            _proveS = ConfigChange.DefaultProveS;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                switch (key)
                {
                    case 0:
                        body.Text("do", 1, 8, ref _verb);
                        break;
                    case 1:
                        body.TextOrNumber("revision", 1, ConfigStore.MaxRevisionChars, ref _revision);
                        body.Check(_revision == null || ConfigCursor.IsPrintable(_revision), "revision",
                            "must be printable ASCII");
                        break;
                    case 2:
                        body.Int("size", 2, _change.MaxBytes, ref _size);
                        break;
                    case 3:
                        body.Text("sha256", HexChars, HexChars, ref hash);
                        break;
                    case 4:
                        body.Int("prove_s", ConfigChange.MinProveS, ConfigChange.MaxProveS, ref _proveS);
                        break;
                    case 5:
                        body.Object("document", ref _documentOffset, ref _documentLength);
                        break;
                    default:
                        body.Int("offset", 0, ConfigExport.MaxBytes, ref _offset);
                        break;
                }
            }

            CheckVerb(body, seen);
            if (body.Problem == null && hash != null)
            {
                _hash = new byte[Sha256.HashBytes];
                body.Check(HexText.TryRead(hash, _hash), "sha256", "must be hexadecimal digits");
            }
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _payload = _documentLength > 0 ? request.Payload : null;
            _isAsked = false;
            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            if (!_isAsked)
            {
                _isAsked = _verb == "status" ? !_change.IsBusy : TryAsk();
                Reason = null;
                return _isAsked && _verb == "status" ? CommandStatus.Ok : CommandStatus.Running;
            }

            if (_change.IsBusy)
            {
                return CommandStatus.Running;
            }

            _payload = null;
            Reason = _change.Problem;
            return Reason == null ? CommandStatus.Ok
                : _change.IsRefusal ? CommandStatus.BadRequest : CommandStatus.Failed;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            if (_verb == "get")
            {
                json.Name("size");
                json.Number(_change.ExportLength);
                json.Name("next");
                json.Number(_change.ExportNext);
                json.Name("text");
                json.Json(_change.ExportText, 0, _change.ExportText.Length);
                _change.ForgetExport();
            }
            else if (_verb == "apply")
            {
                json.Name("restart");
                json.Bool(_change.IsArmed);
            }
            else
            {
                json.Name("size");
                json.Number(_change.Length);
                json.Name("next");
                json.Number(_change.NextOffset);
                if (_verb == "status")
                {
                    json.Name("config");
                    json.Json(_change.Payload, 0, _change.Payload.Length);
                }
            }

            return false;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            _change.Refuse(reason, nowUs);
        }

        private void CheckVerb(ConfigCursor body, uint seen)
        {
            bool isLoad = _verb == "load";
            bool isApply = _verb == "apply";
            bool isKnown = isLoad || isApply || _verb == "get" || _verb == "cancel" || _verb == "status";
            bool hasDocument = (seen & (1U << 5)) != 0;
            body.Check(_verb != null, "do", "is missing");
            body.Check(isKnown, "do", "must be get, load, apply, cancel or status");
            body.Check(isLoad == ((seen & (1U << 2)) != 0), "size", "belongs to load");
            body.Check(isLoad == ((seen & (1U << 3)) != 0), "sha256", "belongs to load");
            body.Check(!hasDocument || isApply, "document", "belongs to apply");
            body.Check(_revision != null || !(isLoad || hasDocument), "revision", "is missing");
            body.Check(_revision == null || isLoad || isApply, "revision", "belongs to load and apply");
            body.Check((seen & (1U << 4)) == 0 || isApply, "prove_s", "belongs to apply");
            body.Check((seen & (1U << 6)) == 0 || _verb == "get", "offset", "belongs to get");
        }

        private bool TryAsk()
        {
            if (_verb == "get")
            {
                return _change.TryExport(_offset, _partBytes);
            }

            if (_verb == "cancel")
            {
                return _change.TryCancel();
            }

            if (_verb == "load")
            {
                return _change.TryLoad(_revision, _size, _hash);
            }

            return _payload != null
                ? _change.TryWhole(_revision, _payload, _documentOffset, _documentLength, _proveS)
                : _change.TryApply(_revision, _proveS);
        }
    }
}
