namespace Gateway.Installer
{
    /// <summary>Listening with a countdown; one for the whole gateway.</summary>
    public sealed class ListenTopic : HearTopic
    {
        /// <summary>Longest listen, in seconds.</summary>
        public const int MaxSeconds = 3600;

        private long _endUs;
        private uint _frames;
        private uint _badFrames;
        private GatewayFacts _now;
        private bool _hasHead;
        private string _digits = string.Empty;
        private int _leftS;

        /// <summary>The topic.</summary>
        public ListenTopic(IGatewayFacts facts)
            : base("listen", TextId.ListenNow, facts)
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
            if (request.Time > 0)
            {
                int seconds = request.Time < MaxSeconds ? request.Time : MaxSeconds;
                _endUs = nowUs + (seconds * 1000000L);
                _frames = now.AllFrames;
                _badFrames = now.AllBadFrames;
                _digits = request.Digits;
            }

            request.Digits = _digits;
            _now = now;
            _hasHead = false;
            _leftS = _endUs > nowUs ? (int)((_endUs - nowUs + 999999) / 1000000) : 0;
            base.Begin(request, now, nowUs);
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            if (_hasHead)
            {
                return base.Step(answer, nowUs);
            }

            _hasHead = true;
            answer.Row(Mark.Info, _leftS > 0 ? TextId.Listening : TextId.ListenDone);
            answer.Text(TextId.TimeLeft);
            answer.Put(" " + _leftS.ToString() + " s");
            answer.EndRow();
            uint frames = _now.AllFrames - _frames;
            Count(answer, frames > 0 ? Mark.Ok : Mark.Info, TextId.FramesSince, frames);
            Count(answer, Mark.Info, TextId.BadSince, _now.AllBadFrames - _badFrames);
            answer.Note(TextId.IntervalHint);
            return _digits.Length > 0;
        }
    }
}
