namespace Gateway.Installer
{
    /// <summary>Everything that a person at a desk wants to know, one after the other, to be
    /// copied.</summary>
    public sealed class ReportTopic : Topic
    {
        private const int HeadRows = 4;

        private readonly Topic[] _parts;
        private GatewayFacts _now;
        private TopicRequest _request;
        private int _part;
        private int _head;
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
            _head = 0;
            _isBegun = false;
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            if (_part < 0)
            {
                Head(answer);
                _head++;
                _part = _head == HeadRows ? 0 : _part;
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
            bool hasTime = _now.UnixMs != 0;
            answer.Row(_head == 3 && !hasTime ? Mark.Warn : Mark.Info, _head == 0 ? TextId.GatewayName
                : _head == 1 ? TextId.Firmware : _head == 2 ? TextId.Uptime : TextId.Clock);
            if (_head < 2)
            {
                answer.Foreign(_head == 0 ? _now.GatewayId : _now.FirmwareVersion);
            }
            else if (_head == 2)
            {
                answer.Duration(_now.UptimeS);
            }
            else if (hasTime)
            {
                answer.Put((_now.UnixMs / 1000).ToString() + " s (Unix, UTC)");
            }
            else
            {
                answer.Text(TextId.ClockUnset);
            }

            answer.EndRow();
        }
    }
}
