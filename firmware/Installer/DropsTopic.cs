namespace Gateway.Installer
{
    /// <summary>Why telegrams or records were dropped, and how many.</summary>
    public sealed class DropsTopic : Topic
    {
        private GatewayFacts _now;
        private int _row;

        /// <summary>The topic.</summary>
        public DropsTopic(IGatewayFacts facts)
            : base("drops", TextId.MenuDrops, facts)
        {
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            _now = now;
            _row = 0;
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            // What the list and the air drop is as it should be; from there on it is a loss.
            TextId label = TextId.DropDuplicate + _row;
            bool isLoss = label >= TextId.DropOverflow;
            Count(answer, isLoss && _now.Drops[_row] > 0 ? Mark.Warn : Mark.Info, label, _now.Drops[_row]);
            _row++;
            return _row < _now.Drops.Length;
        }
    }
}
