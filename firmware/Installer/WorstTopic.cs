using Gateway.Filter;

namespace Gateway.Installer
{
    /// <summary>The meters that are read worst.</summary>
    public sealed class WorstTopic : Topic
    {
        private const int HeadRows = 5;

        private readonly WorstMeters _worst;
        private MeterReport _report; // null: the next one is to be read
        private int _index;
        private int _hours; // 0 = lately
        private bool _hasHours;
        private int _head; // rows of the head that are written

        /// <summary>The topic.</summary>
        public WorstTopic(IGatewayFacts facts)
            : base("worst", TextId.MenuWorst, facts)
        {
            _worst = new WorstMeters(facts.Filter);
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            _hours = request.Hours <= 0 ? 0 : request.Hours == 1 ? 1 : HearingHours.MaxHours;
            _worst.Begin(_hours);
            _head = 0;
            _index = 0;
            _report = null;
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            if (_worst.IsRunning)
            {
                _worst.Step(nowUs);
                return true;
            }

            if (_head < HeadRows)
            {
                Head(answer);
                _head++;
                return true;
            }

            if (_worst.Kept == 0)
            {
                answer.Note(TextId.NoWorst);
                return false;
            }

            if (_report == null)
            {
                _report = _worst.Read(_index, nowUs);
                _hasHours = _hours == 0;
                return true;
            }

            if (!_hasHours)
            {
                _hasHours = true;
                Facts.Filter.ReadHours(nowUs, _report);
                return true;
            }

            MeterReport r = _report;
            _report = null;
            int received = _hours == 0 ? r.Received : _hours == 1 ? r.HourReceived : r.DayReceived;
            int expected = _hours == 0 ? r.Expected : _hours == 1 ? r.HourExpected : r.DayExpected;
            bool isGood = received * 10 >= expected * 9;
            int percent = expected == 0 ? 0 : received * 100 / expected;
            answer.Row(isGood ? Mark.Ok : Mark.Warn, TextId.Meter, percent > 100 ? 100 : percent, false);
            Who(answer, r.Key);
            answer.Put(" \u00B7 " + received.ToString() + "/" + expected.ToString() + " \u00B7 "
                + r.RssiDbm.ToString() + " dBm");
            answer.EndRow();
            _index++;
            return _index < _worst.Kept;
        }

        private void Head(AnswerWriter answer)
        {
            switch (_head)
            {
                case 0:
                    answer.Row(Mark.Info, TextId.Period);
                    answer.Text(_hours == 0 ? TextId.Lately : _hours == 1 ? TextId.LastHour : TextId.LastDay);
                    answer.EndRow();
                    break;
                case 1:
                    if (_hours > 0 && Facts.Filter.Hours != null)
                    {
                        Count(answer, Mark.Info, TextId.MetersKnown, Facts.Filter.Hours.Count);
                    }

                    break;
                case 2:
                    More(answer, 0, TextId.Lately, "/?t=worst", "worst");
                    break;
                case 3:
                    More(answer, 1, TextId.LastHour, "/?t=worst&h=1", "worst 1");
                    break;
                default:
                    More(answer, HearingHours.MaxHours, TextId.LastDay, "/?t=worst&h=24", "worst 24");
                    break;
            }
        }

        private void More(AnswerWriter answer, int hours, TextId text, string path, string command)
        {
            if (hours != _hours)
            {
                answer.Link(text, path, command, false);
            }
        }
    }
}
