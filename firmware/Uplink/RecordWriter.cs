// One record as JSON (MQTT contract, version 1), written in slices, because the hexadecimal digits of a long
// telegram alone take more than a loop slice may: about 26 IL operations a byte. Names and words are written
// as whole pieces: token by token they took four times as long.

using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Writes a log record as one element of <c>t</c>.</summary>
    internal sealed class RecordWriter
    {
        // Payload bytes of a slice. What stands before them, reading the record from the log included, and
        // what stands behind them cost as much as so many.
        private const int SliceBytes = 88;
        private const int HeadBytes = 56;
        private const int TailBytes = 32;
        private const byte ObjectStart = 0x7B;

        /// <summary>Work done: payload bytes, and for heads and tails so many as they cost. Wraps.</summary>
        public uint Work;

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

        public RecordWriter(JsonWriter json, RecordTexts texts)
        {
            _json = json;
            _texts = texts;
            _wired = texts.Values == null ? null : new WiredWriter(json, texts.Values);
        }

        /// <summary>Whether a record is being written.</summary>
        public bool IsBusy => _record != null;

        /// <summary>Takes a record; it must not change until the record is written.</summary>
        /// <param name="isAlone">It is the first of its message: what does not fit now never will.</param>
        public void Begin(LogRecord record, bool isBacklog, bool isAlone)
        {
            _record = record;
            _isBacklog = isBacklog;
            _isAlone = isAlone;
            _hasFrame = false;
            _next = -1;
        }

        /// <summary>Forgets the record.</summary>
        public void Cancel()
        {
            _record = null;
        }

        /// <summary>Writes the next slice; when it is the last, or nothing fits any more, IsBusy
        /// ends.</summary>
        public void Step()
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
                    _record = null;
                    return;
                }

                left -= HeadBytes;
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
            _record = null;
        }

        private void StepWired()
        {
            if (_wired.Step())
            {
                return;
            }

            WriteBoot();
            _json.Raw(_isBacklog ? _texts.BacklogEnd : _texts.FreshEnd, true);
            _record = null;
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
