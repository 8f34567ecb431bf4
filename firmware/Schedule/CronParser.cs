// Reads the text of an expression into masks: splits it, decides which of the two orders it has, and walks
// each field element by element. Does not throw, whatever the text: a schedule comes from the network.

namespace Gateway.Schedule
{
    /// <summary>The parser behind <see cref="CronExpression.TryParse"/>. For one use.</summary>
    internal sealed class CronParser
    {
        private const int CrontabCount = 5;
        private const int MostCount = 7;

        private readonly string _text;
        private readonly string _gatewayId;
        private readonly CronFields _fields;
        private CronField _field;
        private bool _isCrontab;

        // Values of the field being read: bit 0 is its least one.
        private readonly uint[] _bits = new uint[5];

        public CronParser(string text, string gatewayId, CronFields fields)
        {
            _text = text;
            _gatewayId = gatewayId;
            _fields = fields;
        }

        /// <summary>Fills the fields; gives null, or the field and what is wrong with it.</summary>
        public string Parse()
        {
            if (_text == null || _text.Length > CronExpression.MaxChars)
            {
                string most = CronExpression.MaxChars.ToString();
                return "schedule: an expression has 1 to " + most + " characters";
            }

            int[] starts = new int[MostCount + 1];
            int[] ends = new int[MostCount + 1];
            int count = Split(starts, ends);
            if (count < CrontabCount || count > MostCount)
            {
                return "schedule: has " + (count > MostCount ? "more than 7" : count.ToString()) +
                    " fields, not 5 (crontab order), 6 or 7 (seconds first)";
            }

            _isCrontab = count == CrontabCount;
            _fields.Seconds = 1;
            FillYears();
            for (int i = 0; i < count; i++)
            {
                _field = CronField.Create(_isCrontab ? i + 1 : i, _isCrontab);
                string error = ParseField(starts[i], ends[i]);
                if (error != null)
                {
                    return _field.Name + ": " + error;
                }
            }

            return null;
        }

        private int Split(int[] starts, int[] ends)
        {
            int count = 0;
            bool inField = false;
            for (int i = 0; i <= _text.Length; i++)
            {
                bool isSpace = i == _text.Length || _text[i] == ' ' || _text[i] == '\t';
                if (!isSpace && !inField)
                {
                    if (count > MostCount)
                    {
                        return count;
                    }

                    starts[count] = i;
                }
                else if (isSpace && inField)
                {
                    ends[count] = i;
                    count++;
                }

                inField = !isSpace;
            }

            return count;
        }

        private void FillYears()
        {
            for (int i = 0; i < _fields.Years.Length; i++)
            {
                _fields.Years[i] = 0xFFFFFFFF;
            }
        }

        private string ParseField(int start, int end)
        {
            for (int i = 0; i < _bits.Length; i++)
            {
                _bits[i] = 0;
            }

            string error = null;
            int from = start;
            for (int i = start; i <= end && error == null; i++)
            {
                if (i == end || _text[i] == ',')
                {
                    CronElement element = new CronElement(_text, from, i, _field, _isCrontab);
                    error = element.Parse(_gatewayId, _fields.Days);
                    Add(element);
                    from = i + 1;
                }
            }

            if (error == null)
            {
                Keep();
            }

            return error;
        }

        /// <summary>Adds first, first + step .. last; past the field's end it goes on at its
        /// start.</summary>
        private void Add(CronElement element)
        {
            int range = _field.Last - _field.Least + 1;
            for (int value = element.First; value <= element.Last; value += element.Step)
            {
                int bit = (value - _field.Least) % range;
                _bits[bit >> 5] |= 1U << (bit & 31);
            }
        }

        private void Keep()
        {
            ulong mask = (((ulong)_bits[1] << 32) | _bits[0]) << Base();
            switch (_field.Index)
            {
                case CronField.Second:
                    _fields.Seconds = mask;
                    break;
                case CronField.Minute:
                    _fields.Minutes = mask;
                    break;
                case CronField.Hour:
                    _fields.Hours = mask;
                    break;
                case CronField.DayOfMonth:
                    _fields.Days.Days = (uint)mask;
                    break;
                case CronField.Month:
                    _fields.Months = mask;
                    break;
                case CronField.DayOfWeek:
                    _fields.Days.Week = (int)mask;
                    break;
                default:
                    for (int i = 0; i < _bits.Length; i++)
                    {
                        _fields.Years[i] = _bits[i];
                    }

                    break;
            }
        }

        /// <summary>Bit of the least value: days of the week count from 0 in both orders.</summary>
        private int Base()
        {
            return _field.Index >= CronField.DayOfWeek ? 0 : _field.Least;
        }
    }
}
