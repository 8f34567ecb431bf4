// From bytes to numbers and times: BCD with its sign bit, dates, words. Bytes come low byte first.
namespace Gateway.Link.Dlt645
{
    /// <summary>Decodes single values.</summary>
    public sealed class ValueDecoder
    {
        private const int Invalid = -1;

        /// <summary>Fills number and time of a value, by its format; its place and size are set.</summary>
        /// <param name="value">What to fill.</param>
        /// <param name="data">Holds the value's bytes.</param>
        /// <param name="at">The first of them.</param>
        /// <param name="index">Which of repeated values it is, from 0.</param>
        public void Decode(RegisterValue value, byte[] data, int at, int index)
        {
            RegisterFormat format = value.Info.Format;
            int count = value.Count;
            if (format != RegisterFormat.Raw && format != RegisterFormat.Bits && IsAllOnes(data, at, count))
            {
                value.State = RegisterState.NotAvailable;
                return;
            }

            switch (format)
            {
                case RegisterFormat.Raw:
                case RegisterFormat.Text:
                    break;
                case RegisterFormat.Bcd:
                case RegisterFormat.SignedBcd:
                case RegisterFormat.Digits:
                    Number(value, data, at, count, format == RegisterFormat.SignedBcd);
                    value.HasNumber &= format != RegisterFormat.Digits;
                    break;
                case RegisterFormat.Demand:
                case RegisterFormat.SignedDemand:
                    Demand(value, data, at, format == RegisterFormat.SignedDemand);
                    break;
                case RegisterFormat.Bits:
                    Word(value, data, at, count);
                    break;
                case RegisterFormat.CountsAndMinutes:
                    Number(value, data, at, count, false);
                    value.Unit = (index & 1) == 1 ? RegisterUnit.Minute : RegisterUnit.None;
                    value.Phase = PhaseOfCount(value.Identifier, index);
                    break;
                case RegisterFormat.Powers:
                    Number(value, data, at, count, true);
                    value.Quantity = index >= 4 ? RegisterQuantity.ReactivePower : value.Quantity;
                    value.Unit = index >= 4 ? RegisterUnit.Kilovar : value.Unit;
                    value.Phase = index & 3;
                    break;
                default:
                    Time(value, format, data, at);
                    break;
            }
        }

        // Counters of DI2 05 .. 0A are for all phases.
        private static int PhaseOfCount(uint identifier, int index)
        {
            int kind = (int)(identifier >> 16) & 255;
            return kind >= 5 && kind <= 10 ? 0 : (index >> 1) + 1;
        }

        private static bool IsAllOnes(byte[] data, int at, int count)
        {
            for (int i = at; i < at + count; i++)
            {
                if (data[i] != 0xFF)
                {
                    return false;
                }
            }

            return count > 0;
        }

        private static void Number(RegisterValue value, byte[] data, int at, int count, bool isSigned)
        {
            long number = 0;
            bool isNegative = isSigned && (data[at + count - 1] & 0x80) != 0;
            for (int i = at + count - 1; i >= at; i--)
            {
                int two = data[i];
                if (isNegative && i == at + count - 1)
                {
                    two &= 0x7F;
                }

                int high = two >> 4;
                int low = two & 15;
                if (high > 9 || low > 9)
                {
                    value.State = RegisterState.InvalidDigit;
                    return;
                }

                number = (number * 100) + (high * 10) + low;
            }

            value.Mantissa = isNegative ? -number : number;
            value.HasNumber = true;
        }

        private static void Word(RegisterValue value, byte[] data, int at, int count)
        {
            long word = 0;
            for (int i = at + count - 1; i >= at; i--)
            {
                word = (word << 8) | data[i];
            }

            value.Mantissa = word;
            value.HasNumber = true;
        }

        // A demand that never was has the time 0.
        private static void Demand(RegisterValue value, byte[] data, int at, bool isSigned)
        {
            Number(value, data, at, 3, isSigned);
            if ((data[at + 3] | data[at + 4] | data[at + 5] | data[at + 6] | data[at + 7]) != 0 &&
                value.State == RegisterState.Ok)
            {
                Time(value, RegisterFormat.DateMinute, data, at + 3);
            }
        }

        private static void Time(RegisterValue value, RegisterFormat format, byte[] data, int at)
        {
            switch (format)
            {
                case RegisterFormat.Date:
                    value.Weekday = Bcd(data[at]);
                    Calendar(value, data, at + 1);
                    break;
                case RegisterFormat.Time:
                    Clock(value, data, at);
                    break;
                case RegisterFormat.DateMinute:
                    Minutes(value, data, at);
                    Calendar(value, data, at + 2);
                    break;
                case RegisterFormat.DateSecond:
                    Clock(value, data, at);
                    Calendar(value, data, at + 3);
                    break;
                case RegisterFormat.DateWeekSecond:
                    Clock(value, data, at);
                    value.Weekday = Bcd(data[at + 3]);
                    Calendar(value, data, at + 4);
                    break;
                case RegisterFormat.MonthMinute:
                    Minutes(value, data, at);
                    value.Day = Bcd(data[at + 2]);
                    value.Month = Bcd(data[at + 3]);
                    break;
                case RegisterFormat.DayHour:
                    value.Hour = Bcd(data[at]);
                    value.Day = Bcd(data[at + 1]);
                    break;
                default:
                    Minutes(value, data, at);
                    break;
            }

            value.HasTime = IsPossible(value, format);
            value.State = value.HasTime ? value.State : RegisterState.InvalidTime;
        }

        private static void Clock(RegisterValue value, byte[] data, int at)
        {
            value.Second = Bcd(data[at]);
            Minutes(value, data, at + 1);
        }

        private static void Minutes(RegisterValue value, byte[] data, int at)
        {
            value.Minute = Bcd(data[at]);
            value.Hour = Bcd(data[at + 1]);
        }

        private static void Calendar(RegisterValue value, byte[] data, int at)
        {
            int year = Bcd(data[at + 2]);
            value.Day = Bcd(data[at]);
            value.Month = Bcd(data[at + 1]);
            value.Year = year < 0 ? Invalid : 2000 + year;
        }

        // Each part that the format has is in its range. A settlement day has no month.
        private static bool IsPossible(RegisterValue value, RegisterFormat format)
        {
            bool hasYear = format == RegisterFormat.Date || format == RegisterFormat.DateMinute ||
                format == RegisterFormat.DateSecond || format == RegisterFormat.DateWeekSecond;
            bool hasMonth = hasYear || format == RegisterFormat.MonthMinute;
            bool hasDay = hasMonth || format == RegisterFormat.DayHour;
            bool hasHour = format != RegisterFormat.Date;
            bool hasMinute = hasHour && format != RegisterFormat.DayHour;
            bool hasSecond = format == RegisterFormat.Time || format == RegisterFormat.DateSecond ||
                format == RegisterFormat.DateWeekSecond;
            bool hasWeekday = format == RegisterFormat.Date || format == RegisterFormat.DateWeekSecond;
            return (!hasYear || value.Year >= 2000) &&
                (!hasMonth || IsIn(value.Month, 1, 12)) &&
                (!hasDay || IsIn(value.Day, 1, hasMonth ? DaysIn(value.Month, value.Year) : 31)) &&
                (!hasHour || IsIn(value.Hour, 0, 23)) &&
                (!hasMinute || IsIn(value.Minute, 0, 59)) &&
                (!hasSecond || IsIn(value.Second, 0, 59)) &&
                (!hasWeekday || IsIn(value.Weekday, 0, 6));
        }

        private static bool IsIn(int number, int least, int most)
        {
            return number >= least && number <= most;
        }

        // Without a year, February may have 29 days. Years are 2000 .. 2099.
        private static int DaysIn(int month, int year)
        {
            if (month == 2)
            {
                return year < 0 || (year & 3) == 0 ? 29 : 28;
            }

            return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        }

        private static int Bcd(int two)
        {
            int high = two >> 4;
            int low = two & 15;
            return high > 9 || low > 9 ? Invalid : (high * 10) + low;
        }
    }
}
