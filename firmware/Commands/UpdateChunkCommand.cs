// A piece of an image. It changes nothing unless it is the next one, and the answer says which is: a sender
// follows "next" through repeats, losses and restarts. Not authenticated by itself: the manifest's hash
// decides about the whole.
using Gateway.Config;
using Gateway.Core;
using Gateway.Update;

namespace Gateway.Commands
{
    /// <summary><c>update-chunk</c>: the next bytes of the image that is being loaded.</summary>
    public sealed class UpdateChunkCommand : Command
    {
        private const int MaxDataChars = (FieldUpdate.MaxChunkBytes + 2) / 3 * 4;
        private const int CrcChars = 8;

        private readonly string[] _keys = { "offset", "bytes", "crc" };

        private readonly FieldUpdate _update;
        private readonly byte[] _bytes = new byte[FieldUpdate.MaxChunkBytes];
        private readonly byte[] _crc = new byte[CrcChars / 2];
        private int _offset;
        private int _count;
        private bool _isAsked;

        /// <summary>The command.</summary>
        /// <param name="update">null where the firmware has one slot: refused with that reason.</param>
        public UpdateChunkCommand(FieldUpdate update)
            : base("update-chunk", false, false)
        {
            _update = update;
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
            string crc = null;
            uint seen = 0;
            int key;
            _offset = -1;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    body.Int("offset", 0, UpdateManifest.MaxImageBytes, ref _offset);
                }
                else if (key == 1)
                {
                    body.Text("bytes", 4, MaxDataChars, ref data);
                }
                else
                {
                    body.Text("crc", CrcChars, CrcChars, ref crc);
                }
            }

            body.Check(_offset >= 0, "offset", "is missing");
            body.Check(data != null, "bytes", "is missing");
            body.Check(crc != null, "crc", "is missing");
            if (body.Problem == null)
            {
                _count = Base64Text.Read(data, _bytes);
                body.Check(_count > 0, "bytes", "must be base64 of 1..1024 bytes");
                body.Check(HexText.TryRead(crc, _crc), "crc", "must be hexadecimal digits");
                body.Check(_count > 0 && IsCrcGood(), "crc", "is not that of the bytes");
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
            if (_update == null)
            {
                Reason = NoUpdater.Reason;
                return CommandStatus.Failed;
            }

            _isAsked = _isAsked || _update.TryPut(_offset, _bytes, _count);
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
            json.Name("next");
            json.Number(_update.NextOffset);
            json.Name("size");
            json.Number(_update.ImageBytes);
            return false;
        }

        private bool IsCrcGood()
        {
            uint crc = Crc32.Compute(_bytes, 0, _count);
            return _crc[0] == (byte)(crc >> 24) && _crc[1] == (byte)(crc >> 16)
                && _crc[2] == (byte)(crc >> 8) && _crc[3] == (byte)crc;
        }
    }
}
