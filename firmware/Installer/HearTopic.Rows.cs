using Gateway.Filter;
using Gateway.Link;

namespace Gateway.Installer
{
    /// <content>The rows of a meter.</content>
    public partial class HearTopic
    {
        private void Head(AnswerWriter answer, Mark mark, TextId text)
        {
            answer.Row(mark, text, AnswerWriter.NoBar, true);
            Who(answer, _report.Key);
            answer.EndRow();
        }

        private void Excluded(AnswerWriter answer)
        {
            if (_report.Hearing != MeterHearing.Filtered)
            {
                return;
            }

            answer.Row(Mark.Bad, TextId.ExcludedBy);
            if (_report.Rule >= 0)
            {
                answer.Text(TextId.RuleNumber);
                answer.Put(" " + (_report.Rule + 1).ToString());
            }
            else
            {
                answer.Text(TextId.NoRule);
            }

            answer.EndRow();
        }

        private void Power(AnswerWriter answer)
        {
            answer.Row(Mark.Info, TextId.Signal, BarOf(_report.RssiDbm), false);
            answer.Put(_report.RssiDbm.ToString() + " dBm");
            answer.EndRow();
        }

        private void Margin(AnswerWriter answer)
        {
            int noiseDbm = 0;
            for (int i = 0; i < _now.Radios; i++)
            {
                int dbm = _now.NoiseDbm[i];
                noiseDbm = dbm < noiseDbm && dbm > -128 ? dbm : noiseDbm;
            }

            int marginDb = _report.RssiDbm - noiseDbm;
            if (noiseDbm != 0)
            {
                Mark mark = marginDb >= GoodMarginDb ? Mark.Ok
                    : marginDb >= FairMarginDb ? Mark.Warn : Mark.Bad;
                answer.Row(mark, TextId.Margin);
                answer.Put(marginDb.ToString() + " dB");
                answer.EndRow();
            }
        }

        private void LastHeard(AnswerWriter answer)
        {
            answer.Row(Mark.Info, TextId.LastHeard);
            answer.Duration(_report.SilentS);
            answer.Put(" ");
            answer.Text(TextId.Ago);
            answer.EndRow();
        }

        private void Overdue(AnswerWriter answer)
        {
            if (_report.IntervalS > 0 && _report.SilentS > 3 * _report.IntervalS)
            {
                answer.Row(Mark.Warn, TextId.Overdue);
                answer.EndRow();
            }
        }

        private void Share(AnswerWriter answer)
        {
            bool isKnown = _report.IntervalS > 0;
            bool isGood = _report.Received * 10 >= _report.Expected * 9;
            answer.Row(!isKnown ? Mark.Info : isGood ? Mark.Ok : Mark.Warn, TextId.Received);
            answer.Number(_report.Received);
            answer.Put(" ");
            answer.Text(TextId.Of);
            answer.Put(isKnown ? " " + _report.Expected.ToString() : " ?");
            answer.EndRow();
        }

        private static void Period(AnswerWriter answer, TextId label, int received, int expected)
        {
            if (expected == 0)
            {
                return;
            }

            answer.Row(received * 10 >= expected * 9 ? Mark.Ok : Mark.Warn, label);
            answer.Number(received);
            answer.Put(" ");
            answer.Text(TextId.Of);
            answer.Put(" " + expected.ToString());
            answer.EndRow();
        }

        private void Interval(AnswerWriter answer)
        {
            answer.Row(Mark.Info, TextId.Interval);
            if (_report.IntervalS > 0)
            {
                answer.Duration(_report.IntervalS);
            }
            else
            {
                answer.Text(TextId.NotLearned);
            }

            answer.EndRow();
        }

        private static void Alarms(AnswerWriter answer, int status)
        {
            bool isBad = StatusByte.IsPermanentError(status) || StatusByte.IsAlarm(status);
            answer.Row(status == 0 ? Mark.Ok : isBad ? Mark.Bad : Mark.Warn, TextId.AlarmBits);
            answer.Put("0x" + status.ToString("X2") + " ");
            Bit(answer, status == 0, TextId.None);
            Bit(answer, StatusByte.IsAlarm(status), TextId.AbnormalCondition);
            Bit(answer, StatusByte.IsApplicationError(status), TextId.ApplicationError);
            Bit(answer, StatusByte.IsPowerLow(status), TextId.PowerLow);
            Bit(answer, StatusByte.IsPermanentError(status), TextId.PermanentError);
            Bit(answer, StatusByte.IsTemporaryError(status), TextId.TemporaryError);
            Bit(answer, StatusByte.ManufacturerBits(status) != 0, TextId.ManufacturerBits);
            answer.EndRow();
        }

        private static void Bit(AnswerWriter answer, bool isSet, TextId text)
        {
            if (isSet)
            {
                answer.Text(text);
                answer.Put(" ");
            }
        }
    }
}
