using Gateway.Filter;

namespace Gateway.Installer
{
    /// <summary>What is on the air here, known or not.</summary>
    public sealed class SurveyTopic : Topic
    {
        // As many as a page of 30 KB has room for; the command and its CSV tell all.
        private const int MaxRows = 60;
        private const int HeadRows = 6;

        private readonly SurveyEntry _entry = new SurveyEntry();
        private int _index;
        private int _leftS;
        private bool _isRead; // the entry at the index
        private bool _isKnown;
        private int _head; // rows of the head that are written

        /// <summary>The topic.</summary>
        public SurveyTopic(IGatewayFacts facts)
            : base("survey", TextId.MenuSurvey, facts)
        {
        }

        /// <inheritdoc/>
        public override int LeftS
        {
            get { return _leftS; }
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            AirSurvey survey = Facts.Filter.Survey;
            if (request.Time > 0 && (survey == null || !survey.IsRunning || nowUs >= survey.EndUs))
            {
                Facts.Filter.BeginSurvey(
                    request.Time < AirSurvey.MaxMinutes ? request.Time : AirSurvey.MaxMinutes, nowUs);
                survey = Facts.Filter.Survey;
            }

            _leftS = survey != null && survey.IsRunning && survey.EndUs > nowUs
                ? (int)((survey.EndUs - nowUs + 999999) / 1000000) : 0;
            _index = 0;
            _head = 0;
            _isRead = false;
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            AirSurvey survey = Facts.Filter.Survey;
            if (survey == null)
            {
                answer.Note(TextId.SurveyNone);
                return false;
            }

            if (_head < HeadRows)
            {
                Head(answer, survey);
                _head++;
                return _head < HeadRows || survey.Count > 0;
            }

            if (!_isRead)
            {
                _isRead = true;
                survey.Read(_index, _entry);
                _isKnown = Facts.Filter.RuleFor(_entry.Key) >= 0;
                return true;
            }

            _isRead = false;
            answer.Row(_isKnown ? Mark.Ok : Mark.Info, TextId.Meter, BarOf(_entry.RssiDbm), false);
            Who(answer, _entry.Key);
            answer.Put(" \u00B7 " + ModeWord(_entry.Mode) + " \u00B7 ");
            answer.Put(_entry.RssiDbm.ToString() + " dBm \u00B7 " + _entry.Count.ToString() + " \u00B7 ");
            answer.Text(!_entry.IsSound ? TextId.Unverified : _isKnown ? TextId.Known : TextId.Unknown);
            answer.EndRow();
            _index++;
            return _index < survey.Count && _index < MaxRows;
        }

        private void Head(AnswerWriter answer, AirSurvey survey)
        {
            switch (_head)
            {
                case 0:
                    answer.Row(Mark.Info, _leftS > 0 ? TextId.SurveyRunning : TextId.SurveyDone);
                    answer.Text(TextId.TimeLeft);
                    answer.Put(" " + _leftS.ToString() + " s");
                    answer.EndRow();
                    break;
                case 1:
                    Count(answer, Mark.Info, TextId.MetersKnown, survey.Count);
                    break;
                case 2:
                    Count(answer, Mark.Info, TextId.FramesGood, survey.Telegrams);
                    break;
                case 3:
                    Count(answer, Mark.Info, TextId.DamagedFrames, survey.BadFrames);
                    break;
                case 4:
                    Count(answer, Mark.Info, TextId.SurveyLost, survey.Lost);
                    break;
                default:
                    answer.Link(TextId.SurveyFile, "/survey.csv", "survey csv", true);
                    break;
            }
        }
    }
}
