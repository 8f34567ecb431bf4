// One element of a field, between commas: a value, a range, a step, H, or one of the day fields' own forms,
// which go straight into CronDays.

namespace Gateway.Schedule
{
    /// <summary>Reads one element. For one use.</summary>
    internal sealed class CronElement
    {
        private readonly string _text;
        private readonly int _start;
        private readonly int _end;
        private readonly CronField _field;
        private readonly bool _isCrontab;
        private int _at;

        public CronElement(string text, int start, int end, CronField field, bool isCrontab)
        {
            _text = text;
            _start = start;
            _end = end;
            _field = field;
            _isCrontab = isCrontab;
            _at = start;
            Step = 1;
            First = 1;
        }

        /// <summary>First value; when it is above <see cref="Last"/> there is none.</summary>
        public int First { get; private set; }

        /// <summary>Last value; past the field's last one when the range goes round its end.</summary>
        public int Last { get; private set; }

        /// <summary>From value to value.</summary>
        public int Step { get; private set; }

        /// <summary>Reads the element; gives null, or what is wrong.</summary>
        public string Parse(string gatewayId, CronDays days)
        {
            if (_start == _end)
            {
                return "an element is empty";
            }

            char c = Peek();
            if (c == '*' || (c == '?' && _field.IsDay))
            {
                _at++;
                return c == '?' ? Whole(_field.Least, _field.Last) : Stepped(_field.Least, _field.Last);
            }

            if (c == 'H')
            {
                _at++;
                return Hashed(gatewayId);
            }

            if (c == 'L' && _field.IsDay)
            {
                _at++;
                return FromEnd(days);
            }

            int first;
            string error = Value(out first);
            if (error != null)
            {
                return error;
            }

            if (_at < _end && _field.IsDay && Peek() != '-' && Peek() != '/')
            {
                return SpecialDay(first, days);
            }

            return Range(first);
        }

        private string Range(int first)
        {
            int last = first;
            bool isRange = Take('-');
            if (isRange)
            {
                string error = Value(out last);
                if (error != null)
                {
                    return error;
                }

                if (first > last && _field.Index == CronField.Year)
                {
                    return Quote() + " runs backwards";
                }

                last += first > last ? _field.Last - _field.Least + 1 : 0;
            }
            else if (_at < _end && Peek() == '/')
            {
                last = first > _field.Last ? first : _field.Last;
            }

            return Stepped(first, last);
        }

        /// <summary>After L: in the day of month L, L-n, LW, L-nW; in the day of week Saturday.</summary>
        private string FromEnd(CronDays days)
        {
            if (_field.Index == CronField.DayOfWeek)
            {
                return Whole(_field.Last, _field.Last);
            }

            int before = 0;
            if (Take('-') && (!Number(out before) || before < 1 || before > 30))
            {
                return Quote() + " counts back 1..30 days";
            }

            bool nearest = Take('W');
            if (_at < _end)
            {
                return Unknown();
            }

            days.NearestBeforeLast |= nearest ? 1U << before : 0;
            days.BeforeLast |= nearest ? 0 : 1U << before;
            First = Last + 1;
            return null;
        }

        /// <summary>After a value: nW, nL or n#k.</summary>
        private string SpecialDay(int value, CronDays days)
        {
            bool isWeek = _field.Index == CronField.DayOfWeek;
            int week = (value - _field.Least) % 7;
            if (!isWeek && Take('W'))
            {
                days.NearestWeekday |= 1U << value;
            }
            else if (isWeek && Take('L'))
            {
                days.LastOfWeek |= 1 << week;
            }
            else if (isWeek && Take('#'))
            {
                int number;
                if (!Number(out number) || number < 1 || number > 5)
                {
                    return Quote() + " numbers weeks 1..5";
                }

                days.Numbered |= 1UL << (week + (7 * (number - 1)));
            }

            First = Last + 1;
            return _at < _end ? Unknown() : null;
        }

        private string Hashed(string gatewayId)
        {
            int first = _field.Least;
            int last = _field.LastHashed;
            if (Take('('))
            {
                string error = Value(out first);
                if (error != null)
                {
                    return error;
                }

                if (!Take('-'))
                {
                    return Unknown();
                }

                error = Value(out last);
                if (error != null)
                {
                    return error;
                }

                if (!Take(')') || last < first)
                {
                    return Quote() + " is not H(from-to)";
                }
            }

            bool isStepped = _at < _end && Peek() == '/';
            string problem = Stepped(first, last);
            if (problem != null)
            {
                return problem;
            }

            int choices = last - first + 1;
            choices = isStepped && Step < choices ? Step : choices;
            First = first + CronHash.Choose(gatewayId, _field.Index, choices);
            Last = isStepped ? last : First;
            return null;
        }

        /// <summary>The rest is a step or nothing.</summary>
        private string Stepped(int first, int last)
        {
            if (Take('/'))
            {
                int step;
                int most = _field.Index == CronField.Year ? last - first + 1 : _field.Most;
                if (!Number(out step) || step < 1 || step > most)
                {
                    return "the step of " + Quote() + " is not in 1.." + most.ToString();
                }

                Step = step;
            }

            return Whole(first, last);
        }

        private string Whole(int first, int last)
        {
            First = first;
            Last = last;
            return _at < _end ? Unknown() : null;
        }

        /// <summary>A number or a name, in the field's range.</summary>
        private string Value(out int value)
        {
            if (Number(out value))
            {
                bool fits = value >= _field.Least && value <= _field.Most;
                string range = _field.Least.ToString() + ".." + _field.Most.ToString();
                return fits ? null : value.ToString() + " is not in " + range;
            }

            string names = _field.Names;
            for (int i = 0; names != null && i < names.Length && _at + 3 <= _end; i += 3)
            {
                if (Upper(_at) == names[i] && Upper(_at + 1) == names[i + 1] &&
                    Upper(_at + 2) == names[i + 2])
                {
                    value = _field.Least + (i / 3);
                    _at += 3;
                    return null;
                }
            }

            return Unknown();
        }

        private bool Number(out int value)
        {
            value = 0;
            int from = _at;
            while (_at < _end && _at - from < 5 && _text[_at] >= '0' && _text[_at] <= '9')
            {
                value = (value * 10) + _text[_at] - '0';
                _at++;
            }

            return _at > from;
        }

        private bool Take(char c)
        {
            if (_at < _end && Peek() == c)
            {
                _at++;
                return true;
            }

            return false;
        }

        private char Peek()
        {
            return Upper(_at);
        }

        private char Upper(int at)
        {
            char c = _text[at];
            return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        }

        private string Quote()
        {
            return "'" + _text.Substring(_start, _end - _start) + "'";
        }

        private string Unknown()
        {
            return Quote() + " is not understood";
        }
    }
}
