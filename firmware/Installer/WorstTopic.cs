using Gateway.Filter;

namespace Gateway.Installer
{
    /// <summary>The meters that are read worst.</summary>
    public sealed class WorstTopic : Topic
    {
        private readonly WorstMeters _worst;
        private MeterReport _report; // null: the next one is to be read
        private int _index;

        /// <summary>The topic.</summary>
        public WorstTopic(IGatewayFacts facts)
            : base("worst", TextId.MenuWorst, facts)
        {
            _worst = new WorstMeters(facts.Filter);
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            _worst.Begin();
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

            if (_worst.Kept == 0)
            {
                answer.Note(TextId.NoWorst);
                return false;
            }

            if (_report == null)
            {
                _report = _worst.Read(_index, nowUs);
                return true;
            }

            MeterReport r = _report;
            _report = null;
            bool isGood = r.Received * 10 >= r.Expected * 9;
            int percent = r.Expected == 0 ? 0 : r.Received * 100 / r.Expected;
            answer.Row(isGood ? Mark.Ok : Mark.Warn, TextId.Meter, percent > 100 ? 100 : percent, false);
            Who(answer, r.Key);
            answer.Put(" \u00B7 " + r.Received.ToString() + "/" + r.Expected.ToString() + " \u00B7 "
                + r.RssiDbm.ToString() + " dBm");
            answer.EndRow();
            _index++;
            return _index < _worst.Kept;
        }
    }
}
