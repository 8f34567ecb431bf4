// The survey as a file for a spreadsheet (RFC 4180), as far as there is room: the page's memory holds a full
// survey of up to 58 characters a line, which counts below 10,000 do not pass. Letters of a manufacturer
// that are none become question marks: nothing in it can be taken for a formula.
using Gateway.Filter;
using Gateway.Link;

namespace Gateway.Installer
{
    /// <summary>All addresses of the survey, half a line a step.</summary>
    public sealed class SurveyCsv : Topic
    {
        // A line has 62 characters at most, and the last one says what did not fit.
        private const int LineBytes = 100;

        private readonly SurveyEntry _entry = new SurveyEntry();
        private int _index;
        private bool _isHalf; // of a line

        /// <summary>The file.</summary>
        public SurveyCsv(IGatewayFacts facts)
            : base("survey csv", TextId.MenuSurvey, facts)
        {
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            _index = -1;
            _isHalf = false;
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            if (_index < 0)
            {
                _index = 0;
                answer.Put("identification_number,manufacturer,version,device_type,mode,telegrams,bad_crc,"
                    + "rssi_dbm,frequency_offset_hz,encrypted,verified,listed,last_s\r\n");
                return Facts.Filter.Survey != null && Facts.Filter.Survey.Count > 0;
            }

            AirSurvey survey = Facts.Filter.Survey;
            if (!_isHalf && answer.Free < LineBytes)
            {
                answer.Put("more," + (survey.Count - _index).ToString() + "\r\n");
                return false;
            }

            if (_isHalf)
            {
                _isHalf = false;
                Rest(answer);
                _index++;
                return _index < survey.Count;
            }

            _isHalf = true;
            survey.Read(_index, _entry);
            long key = _entry.Key;
            answer.Put(((uint)(key >> 16)).ToString("X8") + ",");
            Letters(answer, ManufacturerCode.ToLetters((int)(key >> 48) & 0x7FFF));
            answer.Put("," + ((int)(key >> 8) & 0xFF).ToString("X2"));
            answer.Put("," + ((int)key & 0xFF).ToString("X2"));
            answer.Put("," + ModeWord(_entry.Mode));
            answer.Put("," + _entry.Count.ToString());
            answer.Put("," + _entry.Bad.ToString());
            return true;
        }

        private void Rest(AnswerWriter answer)
        {
            answer.Put("," + _entry.RssiDbm.ToString());
            answer.Put("," + _entry.FrequencyOffsetHz.ToString());
            answer.Put(_entry.IsEncrypted ? ",1" : ",0");
            answer.Put(_entry.IsSound ? ",1" : ",0");
            answer.Put(Facts.Filter.RuleFor(_entry.Key) >= 0 ? ",1," : ",0,");
            answer.Put(_entry.LastS.ToString() + "\r\n");
        }

        private static void Letters(AnswerWriter answer, string letters)
        {
            for (int i = 0; i < letters.Length; i++)
            {
                char c = letters[i];
                answer.Put(c >= 'A' && c <= 'Z' ? c.ToString() : "?");
            }
        }
    }
}
