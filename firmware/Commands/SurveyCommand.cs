// What is on the air here: a survey is begun, goes on by itself, and is read in parts, while it runs too. It
// changes nothing that is kept, so it needs no authentication.
using Gateway.Config;
using Gateway.Core;
using Gateway.Filter;

namespace Gateway.Commands
{
    /// <summary><c>survey</c>: begins one, ends it, tells how far it is or what it found.</summary>
    public sealed class SurveyCommand : Command
    {
        private const int NoPart = -1;
        private const int TailBytes = 80;

        private readonly string[] _keys = { "minutes", "part", "end" };

        private readonly IMeterService _meters;
        private readonly SurveyEntry _entry = new SurveyEntry();
        private int _minutes;
        private int _part;
        private int _written;
        private bool _isEnd;
        private long _nowUs;

        /// <summary>The command.</summary>
        public SurveyCommand(IMeterService meters)
            : base("survey", false, false)
        {
            _meters = meters;
        }

        /// <inheritdoc/>
        public override bool IsRemembered
        {
            // A repeated beginning would throw away what was found.
            get { return _minutes > 0; }
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            _part = NoPart;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    body.Int("minutes", 1, AirSurvey.MaxMinutes, ref _minutes);
                }
                else if (key == 1)
                {
                    body.Int("part", 0, short.MaxValue, ref _part);
                }
                else
                {
                    body.Bool("end", ref _isEnd);
                    body.Check(_isEnd, "end", "must be true");
                }
            }

            body.Check((seen & (seen - 1)) == 0, "minutes", "give one of minutes, part and end");
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _nowUs = nowUs;
            AirSurvey survey = _meters.Filter.Survey;
            survey?.Advance(nowUs);
            if (_minutes > 0)
            {
                if (survey != null && survey.IsRunning)
                {
                    Reason = "one is running: end it first";
                    return CommandStatus.Busy;
                }

                _meters.Filter.BeginSurvey(_minutes, nowUs);
                return CommandStatus.Ok;
            }

            if (survey == null && (_isEnd || _part != NoPart))
            {
                Reason = "there was no survey since the start";
                return CommandStatus.Failed;
            }

            if (_isEnd)
            {
                survey.Stop(nowUs);
            }

            return CommandStatus.Ok;
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            return CommandStatus.Ok;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            AirSurvey survey = _meters.Filter.Survey;
            if (part == 0)
            {
                WriteState(json, survey);
                if (_part == NoPart)
                {
                    return false;
                }

                json.Name("found");
                json.BeginArray();
                return true;
            }

            // One address a slice.
            int index = _part + _written;
            if (index < survey.Count && json.Free > MeterWriter.MaxBytes + TailBytes)
            {
                survey.Read(index, _entry);
                MeterWriter.WriteSurvey(json, _entry, ListWord(_entry.Key));
                _written++;
                return true;
            }

            json.EndArray();
            if (index < survey.Count)
            {
                MeterWriter.Number(json, "next", index);
            }

            return false;
        }

        private void WriteState(JsonWriter json, AirSurvey survey)
        {
            json.Name("running");
            json.Bool(survey != null && survey.IsRunning);
            if (survey != null)
            {
                MeterWriter.Number(json, "minutes", survey.Minutes);
                MeterWriter.Number(json, "lasted_s", survey.LastedS(_nowUs));
                MeterWriter.Number(json, "addresses", survey.Count);
                MeterWriter.Number(json, "telegrams", survey.Telegrams);
                MeterWriter.Number(json, "bad_crc", survey.BadFrames);
                MeterWriter.Number(json, "lost", survey.Lost);
            }
        }

        private string ListWord(long key)
        {
            int rule = _meters.Filter.RuleFor(key);
            return !_meters.Filter.IsLetOn(rule) ? (rule < 0 ? "unknown" : "denied")
                : rule < 0 ? "unknown_forwarded" : "allowed";
        }
    }
}
