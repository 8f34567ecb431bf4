namespace Gateway.Installer
{
    /// <summary>The way out, step by step: SIM, registration, IP, TLS, broker, last PUBACK, queue.</summary>
    public sealed class WayTopic : Topic
    {
        private const int OldAckS = 900;

        private GatewayFacts _now;
        private int _row;

        /// <summary>The topic.</summary>
        public WayTopic(IGatewayFacts facts)
            : base("wayout", TextId.MenuWayOut, facts)
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
            switch (_row)
            {
                case 0:
                    WriteStep(answer, TextId.Sim, _now.Sim);
                    break;
                case 1:
                    WriteStep(answer, TextId.Registration, _now.Registration);
                    break;
                case 2:
                    WriteStep(answer, TextId.Ip, _now.Ip);
                    break;
                case 3:
                    WriteStep(answer, TextId.Tls, _now.Tls);
                    break;
                case 4:
                    WriteStep(answer, TextId.Broker, _now.Broker);
                    break;
                case 5:
                    Ack(answer);
                    break;
                case 6:
                    Count(answer, Mark.Info, TextId.Queue, _now.Queued);
                    break;
                default:
                    answer.Row(_now.OldestAgeS > OldAckS ? Mark.Warn : Mark.Info, TextId.Oldest);
                    if (_now.Queued > 0)
                    {
                        answer.Duration(_now.OldestAgeS);
                    }
                    else
                    {
                        answer.Put("\u2013");
                    }

                    answer.EndRow();
                    break;
            }

            _row++;
            return _row < 8;
        }

        private void WriteStep(AnswerWriter answer, TextId label, WayStep step)
        {
            answer.Row(step == WayStep.Ok ? Mark.Ok : step == WayStep.Failed ? Mark.Bad
                : step == WayStep.Working ? Mark.Warn : Mark.Info, label);
            answer.Text(step == WayStep.Ok ? TextId.StepOk : step == WayStep.Failed ? TextId.StepFailed
                : step == WayStep.Working ? TextId.StepWorking : step == WayStep.Waiting ? TextId.StepWaiting
                : step == WayStep.NotUsed ? TextId.StepNotUsed : TextId.StepUnknown);
            if (step == WayStep.Failed && _now.Trouble != TextId.Language)
            {
                answer.Put(": ");
                answer.Text(_now.Trouble);
            }

            if (label == TextId.Ip)
            {
                answer.Put(" (");
                answer.Foreign(_now.Link);
                answer.Put(")");
            }

            if (label == TextId.Registration && _now.ModemRssiDbm != 0)
            {
                answer.Put(", " + _now.ModemRssiDbm.ToString() + " dBm");
            }

            answer.EndRow();
        }

        private void Ack(AnswerWriter answer)
        {
            bool isNever = _now.AckAgeS == GatewayFacts.Never;
            answer.Row(isNever ? Mark.Bad : _now.AckAgeS > OldAckS ? Mark.Warn : Mark.Ok, TextId.LastAck);
            if (isNever)
            {
                answer.Text(TextId.Never);
            }
            else
            {
                answer.Duration(_now.AckAgeS);
                answer.Put(" ");
                answer.Text(TextId.Ago);
            }

            answer.EndRow();
        }
    }
}
