// "Does this box hear meter 67211530?", and the same while somebody waits for it.
using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;

namespace Gateway.Installer
{
    /// <summary>HEARD, NOT YET, FILTERED, HEARD WITH BAD CRC.</summary>
    public partial class HearTopic : Topic
    {
        private const int GoodMarginDb = 10;
        private const int FairMarginDb = 5;
        private const int RowsAMeter = 16;

        // EN 13757-4 leaves the interval to the meter; these are the longest usual ones.
        private const int UsualC1S = 96;
        private const int UsualT1S = 900;

        private readonly MeterLookup _lookup;
        private readonly MeterReport _report = new MeterReport();
        private GatewayFacts _now;
        private int _meter;
        private int _row;
        private bool _isNumber;
        private bool _isRead;

        /// <summary>The topic.</summary>
        public HearTopic(IGatewayFacts facts)
            : this("hear", TextId.Ask, facts)
        {
        }

        /// <summary>A topic that has more to tell.</summary>
        protected HearTopic(string name, TextId title, IGatewayFacts facts)
            : base(name, title, facts)
        {
            _lookup = new MeterLookup(facts.Filter);
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            _now = now;
            _meter = 0;
            _row = 0;
            _isRead = false;
            _isNumber = _lookup.TryBegin(request.Digits);
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            if (!_isNumber)
            {
                answer.Note(TextId.BadNumber);
                return false;
            }

            if (_lookup.IsRunning)
            {
                _lookup.Step();
                return true;
            }

            if (_lookup.Kept == 0)
            {
                return NotHeard(answer);
            }

            if (!_isRead)
            {
                _lookup.Read(_meter, nowUs, _report);
                _isRead = true;
                return true;
            }

            if (_report.Hearing == MeterHearing.BadCrc)
            {
                Damaged(answer);
            }
            else
            {
                Write(answer, nowUs);
            }

            _row++;
            if (_row == RowsAMeter)
            {
                _row = 0;
                _isRead = false;
                _meter++;
            }

            return _meter < _lookup.Kept || EndList(answer);
        }

        private bool EndList(AnswerWriter answer)
        {
            if (_lookup.Found > _lookup.Kept)
            {
                Count(answer, Mark.Warn, TextId.MoreFound, _lookup.Found);
            }

            return false;
        }

        private bool NotHeard(AnswerWriter answer)
        {
            answer.Row(Mark.Warn, TextId.NotYet, AnswerWriter.NoBar, true);
            answer.EndRow();
            bool isT1 = false;
            for (int i = 0; i < _now.Radios; i++)
            {
                isT1 |= _now.HearsT1C1[i];
            }

            if (isT1)
            {
                answer.Row(Mark.Info, TextId.ExpectedWithin);
                answer.Put(UsualC1S.ToString() + " s (C1), " + UsualT1S.ToString() + " s (T1)");
                answer.EndRow();
            }

            answer.Row(Mark.Info, TextId.ListenedFor);
            answer.Duration(_now.UptimeS);
            answer.EndRow();
            answer.Note(TextId.IntervalHint);
            return false;
        }

        private void Write(AnswerWriter answer, long nowUs)
        {
            MeterReport r = _report;
            switch (_row)
            {
                case 0:
                    Head(answer, r.Hearing == MeterHearing.Heard ? Mark.Ok : Mark.Bad,
                        r.Hearing == MeterHearing.Heard ? TextId.Heard : TextId.Filtered);
                    break;
                case 1:
                    Excluded(answer);
                    break;
                case 2:
                    Power(answer);
                    break;
                case 3:
                    Margin(answer);
                    break;
                case 4:
                    LastHeard(answer);
                    break;
                case 5:
                    Overdue(answer);
                    break;
                case 6:
                    Share(answer);
                    break;
                case 7:
                    Interval(answer);
                    break;
                case 8:
                    Facts.Filter.ReadHours(nowUs, r);
                    break;
                case 9:
                    Period(answer, TextId.LastHour, r.HourReceived, r.HourExpected);
                    Period(answer, TextId.LastDay, r.DayReceived, r.DayExpected);
                    break;
                default:
                    WriteMore(answer, r);
                    break;
            }
        }

        private void WriteMore(AnswerWriter answer, MeterReport r)
        {
            switch (_row)
            {
                case 10:
                    answer.Row(Mark.Info, TextId.Mode);
                    answer.Put(r.HasDetails ? ModeWord(r.Mode) : "?");
                    answer.EndRow();
                    break;
                case 11:
                    answer.Row(Mark.Info, TextId.DeviceType);
                    answer.Text(TypeWord((int)r.Key & 0xFF));
                    answer.EndRow();
                    break;
                case 12:
                    answer.Row(Mark.Info, TextId.Encrypted);
                    answer.Text(!r.HasDetails ? TextId.StepUnknown : r.IsEncrypted ? TextId.Yes : TextId.No);
                    answer.EndRow();
                    break;
                case 13:
                    answer.Row(Mark.Info, TextId.Offset);
                    answer.Put(r.HasDetails ? (r.FrequencyOffsetHz / 1000).ToString() + " kHz" : "?");
                    answer.EndRow();
                    break;
                case 14:
                    Alarms(answer, r.Status);
                    break;
                default:
                    if (r.Bad > 0)
                    {
                        Count(answer, Mark.Info, TextId.DamagedFrames, r.Bad);
                    }

                    break;
            }
        }

        private void Damaged(AnswerWriter answer)
        {
            switch (_row)
            {
                case 0:
                    Head(answer, Mark.Bad, TextId.BadCrc);
                    break;
                case 1:
                    Power(answer);
                    break;
                case 2:
                    Margin(answer);
                    break;
                case 3:
                    LastHeard(answer);
                    break;
                case 4:
                    Count(answer, Mark.Info, TextId.DamagedFrames, _report.Bad);
                    break;
                case 5:
                    if (!_report.IsAddressSound)
                    {
                        answer.Note(TextId.AddressUnsure);
                    }

                    answer.Note(TextId.BadCrcHint);
                    break;
            }
        }
    }
}
