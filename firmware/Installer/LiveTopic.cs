using Gateway.Filter;

namespace Gateway.Installer
{
    /// <summary>The telegrams heard last; they are kept only since somebody has asked.</summary>
    public sealed class LiveTopic : Topic
    {
        private int _index;
        private int _leftS;

        /// <summary>The topic.</summary>
        public LiveTopic(IGatewayFacts facts)
            : base("live", TextId.MenuLive, facts)
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
            _index = 0;
            _leftS = 1;
            Facts.Filter.KeepRecent();
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            RecentTelegrams recent = Facts.Filter.Recent;
            if (recent.Count == 0)
            {
                answer.Note(TextId.NoFrames);
                return false;
            }

            answer.Row(Mark.Info, TextId.Meter, BarOf(recent.RssiDbmAt(_index)), false);
            Who(answer, recent.KeyAt(_index));
            answer.Put(" \u00B7 " + ModeWord(recent.ModeAt(_index)) + " \u00B7 "
                + recent.RssiDbmAt(_index).ToString() + " dBm \u00B7 ");
            answer.Put(recent.LengthAt(_index).ToString() + " ");
            answer.Text(TextId.Bytes);
            answer.Put(" \u00B7 ");
            answer.Duration((nowUs - recent.HeardUsAt(_index)) / 1000000);
            answer.EndRow();
            _index++;
            return _index < recent.Count;
        }
    }
}
