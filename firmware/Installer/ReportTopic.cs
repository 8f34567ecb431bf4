namespace Gateway.Installer
{
    /// <summary>Everything that a person at a desk wants to know, one after the other, to be
    /// copied.</summary>
    public sealed class ReportTopic : Topic
    {
        private readonly Topic[] _parts;
        private GatewayFacts _now;
        private TopicRequest _request;
        private int _part;
        private bool _isBegun;

        /// <summary>The topic.</summary>
        /// <param name="facts">What it tells of.</param>
        /// <param name="parts">Topics that it goes through.</param>
        public ReportTopic(IGatewayFacts facts, Topic[] parts)
            : base("report", TextId.MenuReport, facts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            _now = now;
            _request = request;
            _part = -1;
            _isBegun = false;
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            if (_part < 0)
            {
                Head(answer);
                _part = 0;
                return true;
            }

            if (!_isBegun)
            {
                _parts[_part].Begin(_request, _now, nowUs);
                _isBegun = true;
                return true;
            }

            if (!_parts[_part].Step(answer, nowUs))
            {
                _part++;
                _isBegun = false;
            }

            return _part < _parts.Length;
        }

        private void Head(AnswerWriter answer)
        {
            answer.Row(Mark.Info, TextId.GatewayName);
            answer.Foreign(_now.GatewayId);
            answer.EndRow();
            answer.Row(Mark.Info, TextId.Firmware);
            answer.Foreign(_now.FirmwareVersion);
            answer.EndRow();
            answer.Row(Mark.Info, TextId.Uptime);
            answer.Duration(_now.UptimeS);
            answer.EndRow();
            answer.Row(_now.UnixMs == 0 ? Mark.Warn : Mark.Info, TextId.Clock);
            if (_now.UnixMs == 0)
            {
                answer.Text(TextId.ClockUnset);
            }
            else
            {
                answer.Put((_now.UnixMs / 1000).ToString() + " s (Unix, UTC)");
            }

            answer.EndRow();
        }
    }
}
