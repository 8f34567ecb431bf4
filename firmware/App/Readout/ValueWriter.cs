// Decoded values of wired frames for the uplink: {"q":"energy","u":"Wh","v":1234.5}; "f" function, "s"
// storage, "t" tariff, "d" subunit, "p" phase, "di" data identifier and "err" only where there is something
// to say. One value a call. The raw frame stands beside them, so what cannot be told here is not lost.
using Gateway.Core;
using Gateway.Link;
using Gateway.Link.Apl;
using Gateway.Link.Dlt645;

namespace Gateway.App.Readout
{
    /// <summary>Decodes M-Bus and DL/T 645 frames when their records are published.</summary>
    public sealed partial class ValueWriter : IValueWriter
    {
        private const int MaxTextChars = 24;
        private const int LongFrameHead = 6;
        private const int LongFrameTail = 2;
        private const int LongFrameStart = 0x68;

        private readonly AplReader _reader = new AplReader();
        private readonly DataRecord _value = new DataRecord();
        private readonly PayloadHeader _header = new PayloadHeader();
        private readonly FixedData _fixed = new FixedData();
        private readonly Dlt645Frame _frame = new Dlt645Frame();
        private readonly RegisterReader _registers = new RegisterReader();
        private readonly RegisterValue _register = new RegisterValue();
        private Source _source;
        private bool _isRead;
        private int _index;
        private string _problem;

        /// <summary>Makes the tables of words, so that the first record does not.</summary>
        /// <param name="hasMBus">There are M-Bus lines.</param>
        /// <param name="hasDlt645">There are DL/T 645 lines.</param>
        public ValueWriter(bool hasMBus, bool hasDlt645)
        {
            _compact = new CompactFrame(_formats, _reader, _value);
            if (hasMBus)
            {
                AplNames.Prepare();
            }

            if (hasDlt645)
            {
                RegisterNames.Prepare();
            }
        }

        private enum Source
        {
            None,
            Records,
            Format,
            Compact,
            Fixed,
            Frames,
            Registers,
            Problem,
        }

        /// <inheritdoc/>
        public int MaxValueBytes
        {
            get { return 300; }
        }

        /// <inheritdoc/>
        public bool IsWithin { get; private set; }

        /// <inheritdoc/>
        public void Begin(Protocol protocol, byte[] bytes, int offset, int count)
        {
            _source = Source.None;
            _index = 0;
            _isRead = false;
            IsWithin = false;
            if (protocol == Protocol.MBus)
            {
                BeginMBus(bytes, offset, count);
            }
            else if (protocol == Protocol.Dlt645)
            {
                BeginDlt645(bytes, offset, count);
            }
        }

        /// <inheritdoc/>
        public bool WriteNext(JsonWriter json)
        {
            switch (_source)
            {
                case Source.Records:
                    return WriteRecord(json);
                case Source.Format:
                    _source = Source.None;
                    _formats.End();
                    return false;
                case Source.Compact:
                    CheckNext();
                    return true;
                case Source.Fixed:
                    return WriteFixed(json);
                case Source.Frames:
                    CollectNext();
                    return true;
                case Source.Registers:
                    return WriteRegister(json);
                case Source.Problem:
                    _source = Source.None;
                    json.BeginObject();
                    json.Name("err");
                    json.Word(_problem);
                    json.EndObject();
                    return true;
                default:
                    return false;
            }
        }

        private void Fail(string problem)
        {
            _problem = problem;
            _source = Source.Problem;
        }

        private void BeginMBus(byte[] bytes, int offset, int count)
        {
            if (count < LongFrameHead + 1 + LongFrameTail || bytes[offset] != LongFrameStart)
            {
                return;
            }

            int end = offset + count - LongFrameTail;
            if (_header.Parse(bytes, offset + LongFrameHead, end - offset - LongFrameHead) != LinkStatus.Ok)
            {
                Fail("truncated");
                return;
            }

            int at = _header.PayloadOffset;
            if (_header.IsEncrypted)
            {
                Fail("encrypted");
                return;
            }

            switch (_header.Kind)
            {
                case PayloadKind.Records:
                    BeginRecords(bytes, at, end - at);
                    break;
                case PayloadKind.Compact:
                    _source = Source.Compact;
                    TakeStatus(_compact.Begin(bytes, at, end - at));
                    break;
                case PayloadKind.Format:
                    LearnFormat(bytes, at, end - at);
                    break;
                case PayloadKind.Fixed:
                    _source = _fixed.Parse(bytes, at, end - at) == RecordStatus.Ok
                        ? Source.Fixed : Source.None;
                    break;
                case PayloadKind.ApplicationError:
                    Fail(AplNames.OfApplicationError(at < end ? bytes[at] : -1));
                    break;
                default:
                    Fail("unsupported CI-field");
                    break;
            }
        }

        private bool WriteFixed(JsonWriter json)
        {
            if (_index == FixedData.Records)
            {
                return false;
            }

            _fixed.Read(_index, _value);
            _index++;
            if (WriteHead(json))
            {
                WriteTail(json);
            }

            return true;
        }
    }
}
