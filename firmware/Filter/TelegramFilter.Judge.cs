// What becomes of a telegram that somebody wants: class, alarm, data reduction.
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <content>The decision.</content>
    public sealed partial class TelegramFilter
    {
        // Of a telegram that somebody wants: who takes it now.
        private FilterVerdict Judge(Telegram telegram, TelegramFacts facts, long key, int slot, int rule,
            int silentS, long clockS)
        {
            int day = (int)(clockS / SecondsPerDay);
            bool isNewLength = facts.IsEllEncrypted && telegram.Length > 1
                && _meters.IsNewLength(slot, telegram.Length - 1, day, silentS);
            bool isAlarm = (facts.HasStatus && IsNewStatus(facts, slot))
                || (facts.PacketKey != 0 && facts.IsAlarmPacket);

            // A meter that sends packets has chosen their intervals: each passes once.
            bool always = isAlarm || facts.PacketKey != 0;
            FilterVerdict verdict = rule == NotOwn ? FilterVerdict.Reduced
                : Reduce(telegram, key, slot, rule, silentS, clockS, always, isNewLength);
            LastIsOwn = verdict == FilterVerdict.Forward;
            if (_wanting != 0)
            {
                LastClass = LastIsOwn ? LastClass : RecordClass.Regular;
                OfferToTenants(slot, always || isNewLength, clockS, silentS);
            }

            if (isAlarm)
            {
                _counters.Alarms++;
                LastClass = RecordClass.Alarm;
            }

            if (verdict == FilterVerdict.Deferred)
            {
                _counters.Copies += LastTenants != 0 ? 1u : 0;
                return verdict;
            }

            if (LastIsOwn || LastTenants != 0)
            {
                _counters.Accepted++;
                return FilterVerdict.Forward;
            }

            _counters.Reduced++;
            return FilterVerdict.Reduced;
        }

        // Whether the gateway's own list takes it now.
        private FilterVerdict Reduce(Telegram telegram, long key, int slot, int rule,
            int silentS, long clockS, bool always, bool isNewLength)
        {
            Reduction reduction = rule == NoRule ? _config.UnknownReduction : _rules.ReductionOf(rule);
            int intervalS = rule == NoRule ? _config.UnknownIntervalS : _rules.IntervalSOf(rule);
            intervalS = intervalS < Limits.MinIntervalS ? Limits.MinIntervalS
                : intervalS > Limits.MaxIntervalS ? Limits.MaxIntervalS : intervalS;
            LastClass = rule == NoRule ? RecordClass.Regular : _rules.ClassOf(rule);
            int mark = 1 + (int)(clockS / intervalS % IntervalMarks);
            if (always || reduction == Reduction.Every)
            {
                return Pass(slot, mark);
            }

            // Marks repeat after 255 intervals: a meter silent for longer than two has certainly not had this
            // one.
            bool isFirst = _meters.IntervalMark(slot) != mark
                || silentS - (2 * MeterTable.TickS) >= 2 * intervalS;
            if (reduction == Reduction.Last && rule != NoRule && !isNewLength)
            {
                HoldResult result = _held.Hold(key, telegram, clockS, intervalS, LastClass);
                if (result != HoldResult.Full)
                {
                    _counters.Deferred++;
                    _counters.Superseded += result == HoldResult.Superseded ? 1u : 0;
                    _counters.Reduced += result == HoldResult.Superseded ? 1u : 0;
                    return FilterVerdict.Deferred;
                }

                _counters.HoldFull++;
            }

            if (isFirst)
            {
                return Pass(slot, mark);
            }

            if (isNewLength)
            {
                _counters.NewLengths++;
                return Pass(slot, mark);
            }

            return FilterVerdict.Reduced;
        }

        private bool IsNewStatus(TelegramFacts facts, int slot)
        {
            if (!facts.HasStatus || !_config.RaisesStatusAlarms || _meters.StatusOf(slot) == facts.Status)
            {
                return false;
            }

            _meters.SetStatus(slot, facts.Status);
            return true;
        }

        private FilterVerdict Pass(int slot, int mark)
        {
            _meters.SetIntervalMark(slot, mark);
            return FilterVerdict.Forward;
        }
    }
}
