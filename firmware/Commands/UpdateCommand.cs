// A new firmware for the gateway. The envelope's tag says that this gateway is meant and by whom; the
// manifest's says who made the image. The image itself follows in update-chunk.
using Gateway.Config;
using Gateway.Core;
using Gateway.Update;

namespace Gateway.Commands
{
    /// <summary><c>update</c>: loads an image, starts it, or gives it up.</summary>
    public sealed class UpdateCommand : Command
    {
        private const int HexChars = 2 * Sha256.HashBytes;

        private readonly string[] _keys = { "do", "manifest" };

        private readonly string[] _manifestKeys =
        {
            "version", "board", "size", "sha256", "mac",
        };

        private readonly FieldUpdate _update;
        private UpdateManifest _manifest;
        private string _verb;
        private bool _isAsked;

        /// <summary>The command.</summary>
        /// <param name="update">null where the firmware has one slot: refused with that reason.</param>
        public UpdateCommand(FieldUpdate update)
            : base("update", true, true)
        {
            _update = update;
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            _verb = null;
            _manifest = null;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    body.Text("do", 1, 8, ref _verb);
                }
                else
                {
                    ReadManifest(body);
                }
            }

            bool isKnown = _verb == "load" || _verb == "start" || _verb == "cancel";
            body.Check(_verb != null, "do", "is missing");
            body.Check(isKnown, "do", "must be load, start or cancel");
            body.Check(_manifest == null || _verb == "load", "manifest", "belongs to load");
            body.Check(_manifest != null || _verb != "load", "manifest", "is missing");
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
            if (_update == null)
            {
                Reason = NoUpdater.Reason;
                return CommandStatus.Failed;
            }

            if (!_isAsked)
            {
                _isAsked = _verb == "load" ? _update.TryLoad(_manifest)
                    : _verb == "start" ? _update.TryStart() : _update.TryCancel();
            }

            if (!_isAsked || _update.IsBusy)
            {
                return CommandStatus.Running;
            }

            Reason = _update.Problem;
            return Reason == null ? CommandStatus.Ok : CommandStatus.Failed;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            _update.WriteState(json);
            return false;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            _update?.Refuse(reason, nowUs);
        }

        private void ReadManifest(ConfigCursor body)
        {
            UpdateManifest manifest = new UpdateManifest();
            string hash = null;
            string mac = null;
            uint seen = 0;
            int key;
            body.BeginObject("manifest");
            while ((key = body.NextKey("manifest.", _manifestKeys, ref seen)) >= 0)
            {
                switch (key)
                {
                    case 0:
                        body.Text("manifest.version", 5, UpdateManifest.MaxNameChars, ref manifest.Version);
                        break;
                    case 1:
                        body.Text("manifest.board", 1, UpdateManifest.MaxNameChars, ref manifest.Board);
                        break;
                    case 2:
                        body.Int("manifest.size", UpdateManifest.MinImageBytes, UpdateManifest.MaxImageBytes,
                            ref manifest.ImageBytes);
                        break;
                    case 3:
                        body.Text("manifest.sha256", HexChars, HexChars, ref hash);
                        break;
                    default:
                        body.Text("manifest.mac", HexChars, HexChars, ref mac);
                        break;
                }
            }

            body.Check(manifest.Version != null, "manifest.version", "is missing");
            body.Check(manifest.Board != null && GatewayName.IsValidId(manifest.Board), "manifest.board",
                "must be 1..15 of A-Z, a-z, 0-9, _ and -");
            body.Check(manifest.ImageBytes > 0, "manifest.size", "is missing");
            body.Check(hash != null, "manifest.sha256", "is missing");
            if (body.Problem == null)
            {
                body.Check(FirmwareVersion.Parse(manifest.Version) >= 0, "manifest.version",
                    "must be major.minor.patch");
                manifest.Hash = Bytes(body, "manifest.sha256", hash);
                manifest.Mac = mac == null ? null : Bytes(body, "manifest.mac", mac);
                _manifest = manifest;
            }
        }

        private static byte[] Bytes(ConfigCursor body, string path, string hex)
        {
            byte[] bytes = new byte[Sha256.HashBytes];
            body.Check(HexText.TryRead(hex, bytes), path, "must be hexadecimal digits");
            return bytes;
        }
    }
}
