// Records as CBOR (RFC 8949, deterministic form) for metered links; the layout is in hostbridge/CBOR.md.
// Numbers instead of names, bytes instead of digits, and of sequence number and time only the difference to
// the first record of the message. Decoded values of wired frames are left out: the frame is there.

using System.Text;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Writes messages as CBOR.</summary>
    internal sealed class CborMessageWriter : MessageWriter
    {
        private const int KeyGateway = 1;
        private const int KeyLog = 2;
        private const int KeyFirmware = 3;
        private const int KeySeq = 4;
        private const int KeyTime = 5;
        private const int KeyRecords = 6;
        private const int MessageKeys = 6;

        private const int MoreSecondRssi = 1;
        private const int MoreBoot = 2;
        private const int MorePort = 3;
        private const int MoreJob = 4;
        private const int MoreMeter = 5;
        private const int MorePart = 6;
        private const int MoreQuality = 7;

        // Members of a record before the map of those that few records have.
        private const int RecordItems = 10;

        // Source: protocol, and of wireless M-Bus the link mode.
        private const int SourceT1 = 3;
        private const int SourceLinkIq = 6;

        // What a record costs, as so many payload bytes in JSON.
        private const uint RecordWork = 64;

        private readonly CborWriter _cbor;
        private readonly WiredPayload _payload = new WiredPayload();
        private LogRecord _record;
        private bool _isBacklog;
        private bool _isFirst;
        private uint _firstSeq;
        private long _firstMs;
        private int _recordsAt;

        /// <summary>A writer.</summary>
        /// <param name="maxBytes">Most bytes of a message.</param>
        public CborMessageWriter(int maxBytes)
        {
            _cbor = new CborWriter(new byte[maxBytes]);
        }

        /// <inheritdoc/>
        public override bool Overflow => _cbor.Overflow;

        /// <inheritdoc/>
        public override byte[] CreateHead(string gatewayId, uint logId, string firmwareVersion)
        {
            CborWriter cbor = _cbor;
            cbor.Reset();
            cbor.BeginMap(MessageKeys);
            cbor.Number(KeyGateway);
            Text(gatewayId);
            cbor.Number(KeyLog);
            cbor.Number(logId);
            cbor.Number(KeyFirmware);
            Text(firmwareVersion);
            return cbor.ToArray();
        }

        /// <inheritdoc/>
        public override void Open(byte[] head)
        {
            _cbor.Reset();
            _cbor.Raw(head);
        }

        /// <inheritdoc/>
        public override int Mark()
        {
            return _cbor.Length;
        }

        /// <inheritdoc/>
        public override void Restore(int mark)
        {
            _cbor.Restore(mark);
        }

        /// <inheritdoc/>
        public override void Begin(LogRecord record, bool isBacklog, bool isAlone)
        {
            _record = record;
            _isBacklog = isBacklog;
            _isFirst = isAlone;
            IsBusy = true;
        }

        /// <inheritdoc/>
        public override void Step()
        {
            LogRecord record = _record;
            CborWriter cbor = _cbor;
            if (_isFirst)
            {
                _firstSeq = record.Seq;
                _firstMs = record.TimeMs;
                cbor.Number(KeySeq);
                cbor.Number(_firstSeq);
                cbor.Number(KeyTime);
                cbor.Number(_firstMs);
                cbor.Number(KeyRecords);
                _recordsAt = cbor.Length;
                cbor.BeginArray(0);
            }

            bool isWired = (record.Protocol == Protocol.MBus || record.Protocol == Protocol.Dlt645)
                && _payload.TryRead(record.Payload, record.PayloadLength);
            int more = MoreCount(record, isWired);
            cbor.BeginArray(more > 0 ? RecordItems + 1 : RecordItems);
            cbor.Number(record.Seq - _firstSeq);
            cbor.Number(record.TimeMs - _firstMs);
            cbor.Number((int)record.Quality);
            cbor.Number((int)record.Class);
            cbor.Number(SourceOf(record));
            WritePayload(record, isWired ? _payload.FrameOffset : 0);
            WriteRadio(record);
            cbor.Number(_isBacklog ? 1 : 0);
            if (more > 0)
            {
                cbor.BeginMap(more);
                WriteMore(record, isWired);
            }

            Work += RecordWork;
            Cancel();
        }

        /// <inheritdoc/>
        public override byte[] Close(int count)
        {
            // A batch has at most Limits.MaxBatchRecords, so that its head is one byte.
            _cbor.Patch(_recordsAt, CborWriter.ArrayHead, count);
            return _cbor.ToArray();
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            _record = null;
            IsBusy = false;
        }

        private static int SourceOf(LogRecord record)
        {
            switch (record.Protocol)
            {
                case Protocol.Wmbus:
                    return SourceT1 + (record.Mode == LinkMode.C1 ? 1 : record.Mode == LinkMode.S1 ? 2 : 0);
                case Protocol.LinkIq:
                    return SourceLinkIq;
                case Protocol.MBus:
                    return 1;
                case Protocol.Dlt645:
                    return 2;
                default:
                    return 0;
            }
        }

        private static int MoreCount(LogRecord record, bool isWired)
        {
            bool isRadio = record.Mode != LinkMode.None;
            return (isRadio && record.SecondRssiDbm != 0 ? 1 : 0) + (record.Boot != 0 ? 1 : 0)
                + (isWired ? MoreQuality - MorePort + 1 : 0);
        }

        private void WritePayload(LogRecord record, int offset)
        {
            bool isText = record.Protocol == Protocol.Gateway && record.PayloadLength > 0
                && record.Payload[0] == JsonMessageWriter.ObjectStart;
            if (isText)
            {
                _cbor.Text(record.Payload, 0, record.PayloadLength);
            }
            else
            {
                _cbor.Bytes(record.Payload, offset, record.PayloadLength - offset);
            }
        }

        private void WriteRadio(LogRecord record)
        {
            bool isRadio = record.Mode != LinkMode.None;
            if (isRadio && record.RssiDbm > -128)
            {
                _cbor.Number(record.RssiDbm);
            }
            else
            {
                _cbor.Null();
            }

            if (isRadio && record.Lqi < 255)
            {
                _cbor.Number(record.Lqi);
            }
            else
            {
                _cbor.Null();
            }

            _cbor.Number(isRadio ? record.FrequencyOffsetHz : 0);
        }

        private void WriteMore(LogRecord record, bool isWired)
        {
            CborWriter cbor = _cbor;
            if (record.Mode != LinkMode.None && record.SecondRssiDbm != 0)
            {
                cbor.Number(MoreSecondRssi);
                cbor.Number(record.SecondRssiDbm);
            }

            if (record.Boot != 0)
            {
                cbor.Number(MoreBoot);
                cbor.Number(record.Boot);
            }

            if (!isWired)
            {
                return;
            }

            cbor.Number(MorePort);
            cbor.Text(record.Payload, _payload.PortOffset, _payload.PortCount);
            cbor.Number(MoreJob);
            cbor.Text(record.Payload, _payload.JobOffset, _payload.JobCount);
            cbor.Number(MoreMeter);
            cbor.Text(record.Payload, _payload.MeterOffset, _payload.MeterCount);
            cbor.Number(MorePart);
            cbor.Number(_payload.Part);
            cbor.Number(MoreQuality);
            cbor.Number(_payload.Quality);
        }

        private void Text(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            _cbor.Text(bytes, 0, bytes.Length);
        }
    }
}
