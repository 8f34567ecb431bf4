// One record as JSON (MQTT contract, version 1), written in slices, because the hexadecimal digits of a long
// telegram alone take more than a loop slice may: about 30 IL operations a byte.

using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Writes a log record as one element of <c>t</c>.</summary>
    internal sealed class RecordWriter
    {
        /// <summary>Payload bytes written in one slice.</summary>
        private const int SliceBytes = 64;

        private readonly JsonWriter _json;
        private LogRecord _record;
        private bool _isBacklog;
        private int _next;

        public RecordWriter(JsonWriter json)
        {
            _json = json;
        }

        /// <summary>Whether a record is being written.</summary>
        public bool IsBusy => _record != null;

        /// <summary>Takes a record; it must not change until the record is written.</summary>
        public void Begin(LogRecord record, bool isBacklog)
        {
            _record = record;
            _isBacklog = isBacklog;
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
            if (_next < 0)
            {
                WriteHead();
                _next = 0;
            }
            else if (_next < _record.PayloadLength)
            {
                int left = _record.PayloadLength - _next;
                int count = left < SliceBytes ? left : SliceBytes;
                _json.HexPart(_record.Payload, _next, count);
                _next += count;
            }
            else
            {
                WriteTail();
                _record = null;
            }

            if (_json.Overflow)
            {
                _record = null;
            }
        }

        private static string TimeQualityWord(TimeQuality quality)
        {
            return quality == TimeQuality.Ntp ? "ntp" : quality == TimeQuality.Rtc ? "rtc" : "none";
        }

        private static string ClassWord(RecordClass value)
        {
            switch (value)
            {
                case RecordClass.Alarm:
                    return "alarm";
                case RecordClass.Priority:
                    return "priority";
                case RecordClass.Event:
                    return "event";
                default:
                    return "regular";
            }
        }

        private static string ProtocolWord(Protocol protocol)
        {
            switch (protocol)
            {
                case Protocol.Wmbus:
                    return "wmbus";
                case Protocol.LinkIq:
                    return "linkiq";
                case Protocol.MBus:
                    return "mbus";
                case Protocol.Dlt645:
                    return "dlt645";
                default:
                    return "gateway";
            }
        }

        private static string ModeWord(LinkMode mode)
        {
            return mode == LinkMode.T1 ? "T1"
                : mode == LinkMode.C1 ? "C1"
                : mode == LinkMode.S1 ? "S1"
                : "LIQ";
        }

        /// <summary>Field that carries the payload: a telegram from the air, a frame from a wire, or
        /// data.</summary>
        private static string PayloadName(Protocol protocol)
        {
            bool wired = protocol == Protocol.MBus || protocol == Protocol.Dlt645;
            return wired ? "frame" : protocol == Protocol.Gateway ? "data" : "telegram";
        }

        private void WriteHead()
        {
            JsonWriter json = _json;
            LogRecord record = _record;
            json.BeginObject();
            json.Name("seq");
            json.Number(record.Seq);
            json.Name("ts");
            json.Number(record.TimeMs);
            json.Name("tq");
            json.Word(TimeQualityWord(record.Quality));
            json.Name("cls");
            json.Word(ClassWord(record.Class));
            json.Name("proto");
            json.Word(ProtocolWord(record.Protocol));
            if (record.Mode != LinkMode.None)
            {
                json.Name("mode");
                json.Word(ModeWord(record.Mode));
            }

            json.Name(PayloadName(record.Protocol));
            json.BeginHex(record.PayloadLength);
        }

        private void WriteTail()
        {
            JsonWriter json = _json;
            LogRecord record = _record;
            json.EndHex();
            if (record.Mode != LinkMode.None)
            {
                if (record.RssiDbm > -128)
                {
                    json.Name("rssi_dbm");
                    json.Number(record.RssiDbm);
                }

                if (record.SecondRssiDbm != 0)
                {
                    json.Name("rssi2_dbm");
                    json.Number(record.SecondRssiDbm);
                }

                if (record.Lqi < 255)
                {
                    json.Name("lqi");
                    json.Number(record.Lqi);
                }

                json.Name("foff_hz");
                json.Number(record.FrequencyOffsetHz);
            }

            json.Name("h");
            json.Number(_isBacklog ? 1 : 0);
            json.EndObject();
        }
    }
}
