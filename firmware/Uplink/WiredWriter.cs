// What a wired record has beside its frame: port, job, meter, how the reading went, and the decoded values,
// one value a slice. When values do not fit they go with the whole record to the next message; a record
// that is alone in its message and still too long says "cut" and keeps what fits, as the raw frame is there
// in any case.
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Writes the tail of a wired record.</summary>
    internal sealed class WiredWriter
    {
        // What may follow the last value: ],"cut":true,"h":1}]}
        private const int ReserveBytes = 32;

        private readonly string[] _qualities = { "ok", "repeated", "bounded" };

        private readonly JsonWriter _json;
        private readonly IValueWriter _values;
        private readonly WiredPayload _payload = new WiredPayload();
        private LogRecord _record;
        private bool _isAlone;
        private bool _hasNames;
        private bool _hasBegun;

        /// <summary>A writer.</summary>
        /// <param name="values">Decodes.</param>
        public WiredWriter(JsonWriter json, IValueWriter values)
        {
            _json = json;
            _values = values;
        }

        /// <summary>Looks at a record.</summary>
        /// <param name="isAlone">It is the first of its message.</param>
        /// <returns>false when it is none of a wire, or of an older firmware: it is written as it
        /// is.</returns>
        public bool Begin(LogRecord record, bool isAlone)
        {
            bool isWired = record.Protocol == Protocol.MBus || record.Protocol == Protocol.Dlt645;
            _record = isWired && _payload.TryRead(record.Payload, record.PayloadLength) ? record : null;
            _isAlone = isAlone;
            _hasNames = false;
            _hasBegun = false;
            return _record != null;
        }

        /// <summary>Where the frame starts in the payload.</summary>
        public int FrameOffset
        {
            get { return _payload.FrameOffset; }
        }

        /// <summary>Writes a slice behind the frame.</summary>
        /// <returns>Whether there is more to write.</returns>
        public bool Step()
        {
            if (!_hasNames)
            {
                WriteNames();
                _hasNames = true;
                return !_json.Overflow;
            }

            if (!_hasBegun)
            {
                _values.Begin(
                    _record.Protocol, _record.Payload, _payload.FrameOffset, _payload.FrameCount);
                _hasBegun = true;
                return true;
            }

            if (_isAlone && !_values.IsWithin && _json.Free < _values.MaxValueBytes + ReserveBytes)
            {
                _json.EndArray();
                _json.Name("cut");
                _json.Bool(true);
                return false;
            }

            if (_values.WriteNext(_json) && !_json.Overflow)
            {
                return true;
            }

            _json.EndArray();
            return false;
        }

        private void WriteNames()
        {
            JsonWriter json = _json;
            byte[] bytes = _record.Payload;
            json.Name("port");
            json.Ascii(bytes, _payload.PortOffset, _payload.PortCount);
            if (_payload.JobCount > 0)
            {
                json.Name("job");
                json.Ascii(bytes, _payload.JobOffset, _payload.JobCount);
            }

            json.Name("meter");
            json.Ascii(bytes, _payload.MeterOffset, _payload.MeterCount);
            json.Name("part");
            json.Number(_payload.Part);
            json.Name("q");
            json.Word(_qualities[_payload.Quality < _qualities.Length ? _payload.Quality : 0]);
            json.Name("values");
            json.BeginArray();
        }
    }
}
