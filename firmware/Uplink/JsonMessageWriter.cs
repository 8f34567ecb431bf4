// Records as JSON (MQTT contract, version 1): {"gw","lid","fw","t":[ ... ]}. A record is written in slices,
// because the hexadecimal digits of a long telegram alone take more than a loop slice may: about 26 IL
// operations a byte. Names and words are written as whole pieces: token by token they took four times as
// long.

using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Writes messages as JSON.</summary>
    internal sealed class JsonMessageWriter : MessageWriter
    {
        // Payload bytes of a slice, and of one that begins a record. What stands before them, reading the
        // record from the log included, and what stands behind them cost as much as so many.
        private const int SliceBytes = 88;
        private const int FirstBytes = 8;
        private const int HeadBytes = 132;
        private const int TailBytes = 32;
        public const byte ObjectStart = 0x7B;

        private readonly int _maxBytes;
        private readonly JsonWriter _json;
        private readonly RecordTexts _texts;
        private LogRecord _record;
        private readonly WiredWriter _wired;
        private bool _isBacklog;
        private bool _isAlone;
        private bool _isWired;
        private bool _isText;
        private bool _hasFrame;
        private int _next;

        /// <summary>A writer.</summary>
        /// <param name="maxBytes">Most bytes of a message.</param>
        public JsonMessageWriter(int maxBytes, RecordTexts texts)
        {
            _maxBytes = maxBytes;
            _json = new JsonWriter(new byte[maxBytes]);
            _texts = texts;
            _wired = texts.Values == null ? null : new WiredWriter(_json, texts.Values);
        }

        /// <inheritdoc/>
        public override bool Overflow => _json.Overflow;

        /// <inheritdoc/>
        public override byte[] CreateHead(string gatewayId, uint logId, string firmwareVersion)
        {
            JsonWriter json = _json;
            json.Reset();
            json.BeginObject();
            json.Name("gw");
            json.Word(gatewayId);
            json.Name("lid");
            json.HexUInt(logId);
            json.Name("fw");
            json.String(firmwareVersion);
            json.Name("t");
            json.BeginArray();
            return json.ToArray();
        }

        /// <inheritdoc/>
        public override void Open(byte[] head)
        {
            _json.Reset();

            // Two bytes for what closes the message.
            _json.SetLimit(_maxBytes - 2);
            _json.Raw(head, false);
        }

        /// <inheritdoc/>
        public override int Mark()
        {
            return _json.Mark();
        }

        /// <inheritdoc/>
        public override void Restore(int mark)
        {
            _json.Restore(mark);
        }

        /// <inheritdoc/>
        public override byte[] Close(int count)
        {
            _json.SetLimit(_maxBytes);
            _json.EndArray();
            _json.EndObject();
            return _json.ToArray();
        }

        /// <inheritdoc/>
        public override void Begin(LogRecord record, bool isBacklog, bool isAlone)
        {
            _record = record;
            IsBusy = true;
            _isBacklog = isBacklog;
            _isAlone = isAlone;
            _hasFrame = false;
            _next = -1;
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            _record = null;
            IsBusy = false;
        }

        /// <inheritdoc/>
        public override void Step()
        {
            if (_hasFrame)
            {
                StepWired();
                return;
            }

            int left = SliceBytes;
            if (_next < 0)
            {
                if (!_texts.Prepare(_record))
                {
                    return;
                }

                WriteHead();
                if (_json.Overflow)
                {
                    Cancel();
                    return;
                }

                // The names of a wired record were looked for, too.
                left = _isWired ? 0 : FirstBytes;
                Work += HeadBytes;
            }

            int rest = _record.PayloadLength - _next;
            int count = rest < left ? rest : left;
            _json.HexPart(_record.Payload, _next, count);
            _next += count;
            Work += (uint)count;
            if (rest <= left - TailBytes)
            {
                EndPayload();
            }
        }

        private void EndPayload()
        {
            _hasFrame = _isWired;
            if (_isWired)
            {
                _json.EndHex();
                return;
            }

            WriteTail();
            Work += TailBytes;
            Cancel();
        }

        private void StepWired()
        {
            if (_wired.Step())
            {
                return;
            }

            WriteBoot();
            _json.Raw(_isBacklog ? _texts.BacklogEnd : _texts.FreshEnd, true);
            Cancel();
        }

        private void WriteHead()
        {
            JsonWriter json = _json;
            RecordTexts texts = _texts;
            LogRecord record = _record;
            json.Raw(texts.SeqName, false);
            json.Number(record.Seq);
            json.Raw(texts.TimeName, false);
            if (texts.Second == null)
            {
                json.Number(record.TimeMs);
            }
            else
            {
                json.Raw(texts.Second, false);
                json.Digits(texts.Millisecond, 3);
            }

            json.Raw(texts.Kind, false);
            _isWired = _wired != null && _wired.Begin(record, _isAlone);
            _next = _isWired ? _wired.FrameOffset : 0;
            _isText = record.Protocol == Protocol.Gateway && record.PayloadLength > 0
                && record.Payload[0] == ObjectStart;
            if (_isText)
            {
                // An event is JSON already.
                json.Json(record.Payload, 0, record.PayloadLength);
                _next = record.PayloadLength;
            }
            else
            {
                json.BeginHex(record.PayloadLength - _next);
            }
        }

        private void WriteTail()
        {
            JsonWriter json = _json;
            RecordTexts texts = _texts;
            LogRecord record = _record;
            if (!_isText)
            {
                json.EndHex();
            }

            if (record.Mode != LinkMode.None)
            {
                if (record.RssiDbm > -128)
                {
                    json.Raw(texts.RssiName, false);
                    json.Number(record.RssiDbm);
                }

                if (record.SecondRssiDbm != 0)
                {
                    json.Name("rssi2_dbm");
                    json.Number(record.SecondRssiDbm);
                }

                if (record.Lqi < 255)
                {
                    json.Raw(texts.LqiName, false);
                    json.Number(record.Lqi);
                }

                json.Raw(texts.OffsetName, false);
                json.Number(record.FrequencyOffsetHz);
            }

            WriteBoot();
            json.Raw(_isBacklog ? texts.BacklogEnd : texts.FreshEnd, true);
        }

        private void WriteBoot()
        {
            if (_record.Boot != 0)
            {
                _json.Name("boot");
                _json.Number(_record.Boot);
            }
        }
    }
}
