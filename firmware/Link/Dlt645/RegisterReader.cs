// Takes the data of an answer apart: a single register, a block, or a frozen row. Each call gives one value
// in a bounded time; what cannot be told is given raw with its reason. Arithmetic is whole numbers only.
namespace Gateway.Link.Dlt645
{
    /// <summary>Cursor over the values of an answer.</summary>
    public sealed class RegisterReader
    {
        private const int Separator = 0xAA;
        private const int LoadRecords = 6;

        // One or two are usual; more than a slice has time for are no value either.
        private const int MostSeparators = 64;
        private const int LongestRecord = 128;

        private readonly ValueDecoder _decoder = new ValueDecoder();
        private readonly EventRecord _event = new EventRecord();
        private LoadRecord _load;
        private bool _isLoad;
        private bool _isEvent;
        private Dlt645Edition _edition;
        private BlockPosition _position;
        private uint _identifier;
        private byte[] _data;
        private int _at;
        private int _end;
        private int _element;
        private int _index;
        private bool _isRow;
        private bool _isRunning;

        /// <summary>Begins with the data behind the data identifier.</summary>
        /// <param name="edition">Of the meter.</param>
        /// <param name="identifier">What was asked for: single or block.</param>
        /// <param name="data">With 33 taken off, in the order of the link; kept until the last value.</param>
        /// <param name="offset">First byte.</param>
        /// <param name="count">How many, 0 or more.</param>
        public void Begin(Dlt645Edition edition, uint identifier, byte[] data, int offset, int count)
        {
            _edition = edition;
            _identifier = identifier;
            _position = RegisterTable.Block(edition, identifier);
            _data = data;
            _at = offset;
            _end = offset + count;
            _element = 0;
            _index = 0;
            _isRow = false;
            _isRunning = false;
            _isLoad = false;
            _isEvent = false;
        }

        /// <summary>Gives the next value.</summary>
        /// <param name="value">The same object for all values of an answer.</param>
        /// <returns>false when there is none.</returns>
        public bool TryNext(RegisterValue value)
        {
            if (_isEvent)
            {
                return TryNextField(value);
            }

            SkipSeparators();
            if ((_identifier >> 24) == LoadRecords && TryNextLoad(value))
            {
                return true;
            }

            if (_at >= _end)
            {
                return false;
            }

            int found = _position == BlockPosition.Several ? -1
                : _isRunning && RegisterTable.TryStep(_position, _element, value.Info) ? _element
                : RegisterTable.TryFind(_edition, _identifier, _position, _element, value.Info);
            if (found < 0)
            {
                GiveRest(value, RegisterState.Unknown);
                return true;
            }

            bool isBlock = _position != BlockPosition.None;
            if (!isBlock && value.Info.Quantity == RegisterQuantity.EventRecord && TryOpenEvent())
            {
                return TryNextField(value);
            }

            _element = isBlock ? found : 0;
            uint identifier = isBlock
                ? RegisterTable.Element(_edition, _identifier, _position, found) : _identifier;
            int size = value.Info.Size;
            bool repeats = value.Info.Repeats;
            int left = _end - _at;
            if (size == 0)
            {
                size = isBlock ? RecordBytes(left) : left;
            }

            if (size > left || (!isBlock && !repeats && size != left))
            {
                GiveRest(value, RegisterState.WrongLength);
                value.Identifier = identifier;
                return true;
            }

            Take(value, identifier, size);
            _isRunning = isBlock && !repeats;
            _element += isBlock && !repeats ? 1 : 0;
            _index = repeats ? _index + 1 : 0;
            _isRow = isBlock && repeats;
            return true;
        }

        // Load records, one behind the other; made when the first one is met.
        private bool TryNextLoad(RegisterValue value)
        {
            if (!_isLoad || !_load.TryNext())
            {
                _at = _isLoad ? _load.End : _at;
                _load = _load == null ? new LoadRecord() : _load;
                _isLoad = _edition != Dlt645Edition.Edition1997 && _load.TryOpen(_data, _at, _end)
                    && _load.TryNext();
            }

            if (!_isLoad)
            {
                return false;
            }

            int at = _at;
            _at = _load.Offset;
            RegisterTable.TryFind(_edition, _load.Identifier, value.Info);
            Take(value, _load.Identifier, _load.Size);
            _load.SetTime(value);
            _at = at;
            return true;
        }

        private bool TryOpenEvent()
        {
            _isEvent = _event.TryOpen(_identifier, _end - _at);
            return _isEvent;
        }

        private bool TryNextField(RegisterValue value)
        {
            _isEvent = _event.TryNext(value.Info);
            if (_isEvent)
            {
                Take(value, _identifier, value.Info.Size);
            }

            return _isEvent;
        }

        private void Take(RegisterValue value, uint identifier, int size)
        {
            value.Identifier = identifier;
            Head(value, size);
            _decoder.Decode(value, _data, _at, _index);
            _at += size;
        }

        // Between the parts of a block of freezes (2007) or of tariffs (1997) meters send AA.
        private void SkipSeparators()
        {
            bool hasSeparators = _position != BlockPosition.None &&
                (_edition == Dlt645Edition.Edition1997 || (_identifier >> 24) == 5);
            byte[] data = _data;
            int at = _at;
            int end = _end < at + MostSeparators ? _end : at + MostSeparators;
            if (!hasSeparators || at >= end || data[at] != Separator)
            {
                return;
            }

            while (at < end && data[at] == Separator)
            {
                at++;
            }

            _at = at;
            _element += _isRow ? 1 : 0;
            _isRow = false;
            _index = 0;
        }

        // A record without own length ends at the separator; where there is none for long it is all that is
        // left.
        private int RecordBytes(int left)
        {
            byte[] data = _data;
            int from = _at;
            int most = left < LongestRecord ? left : LongestRecord;
            int count = 1;
            while (count < most && data[from + count] != Separator)
            {
                count++;
            }

            return count < LongestRecord ? count : left;
        }

        private void GiveRest(RegisterValue value, RegisterState state)
        {
            if (state == RegisterState.Unknown)
            {
                RegisterInfo info = value.Info;
                info.Quantity = RegisterQuantity.Unknown;
                info.Unit = RegisterUnit.None;
                info.Size = 0;
                info.Decimals = 0;
                info.Tariff = -1;
                info.Storage = -1;
                info.Phase = 0;
                info.Repeats = false;
            }

            value.Identifier = _identifier;
            value.Info.Format = RegisterFormat.Raw;
            Head(value, _end - _at);
            value.State = state;
            _at = _end;
        }

        private void Head(RegisterValue value, int size)
        {
            RegisterInfo info = value.Info;
            value.Unit = info.Unit;
            value.Quantity = info.Quantity;
            value.Phase = info.Phase;
            value.Tariff = info.Tariff >= 0 && info.Repeats ? _index : info.Tariff;
            value.State = RegisterState.Ok;
            value.HasNumber = false;
            value.Mantissa = 0;
            value.Decimals = info.Decimals;
            value.HasTime = false;
            value.Year = -1;
            value.Month = -1;
            value.Day = -1;
            value.Weekday = -1;
            value.Hour = -1;
            value.Minute = -1;
            value.Second = -1;
            value.Offset = _at;
            value.Count = size;
        }
    }
}
