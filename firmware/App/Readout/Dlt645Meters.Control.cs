// What commands do to meters: breaker, clock, freezing.
using Gateway.Core;
using Gateway.Link.Dlt645;
using Gateway.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.App.Readout
{
    /// <content>Commands that change something.</content>
    public sealed partial class Dlt645Meters
    {
        /// <inheritdoc/>
        public override ILineTask Control(
            int meter, string action, long nowMs, long expiresMs, long expiresUs)
        {
            if (action == "time" || action == "freeze")
            {
                return Write(meter, action == "time", nowMs, expiresUs);
            }

            int code = ActionOf(action);
            if (code < 0 || meter == All || _authority == null)
            {
                return null;
            }

            _kind = Kind.Control;
            _control.Audit = Audit;
            _control.Meter = _meters[meter];
            _control.Action = (ControlAction)code;
            _control.Authority = _authority;
            _control.ValidUntil = LocalDigits(expiresMs);
            _control.ExpiresUs = expiresUs;
            return _control;
        }

        // Time is broadcast only. Nobody answers to a broadcast: Ok means that it was sent.
        private ILineTask Write(int meter, bool isTime, long nowMs, long expiresUs)
        {
            Dlt645Meter target = meter == All ? _everybody : _meters[meter];
            bool isMade = isTime
                ? meter == All && _write.Command.MakeTime(LocalDigits(nowMs))
                : _write.Command.MakeFreeze(target.Edition, Dlt645Command.FreezeNow);
            if (!isMade)
            {
                return null;
            }

            _kind = Kind.Write;
            _everybody.RateIndex = _rateIndex;
            _write.Audit = Audit;
            _write.Meter = target;
            _write.ExpiresUs = expiresUs;
            return _write;
        }

        private static int ActionOf(string word)
        {
            switch (word)
            {
                case "disconnect":
                    return (int)ControlAction.Trip;
                case "permit":
                    return (int)ControlAction.PermitClose;
                case "connect":
                    return (int)ControlAction.DirectClose;
                case "alarm":
                    return (int)ControlAction.Alarm;
                case "alarm_end":
                    return (int)ControlAction.AlarmEnd;
                case "keep":
                    return (int)ControlAction.KeepSupply;
                case "keep_end":
                    return (int)ControlAction.KeepSupplyEnd;
                default:
                    return -1;
            }
        }

        /// <summary>YYMMDDhhmmss of the meters' local time as BCD digits.</summary>
        private long LocalDigits(long unixMs)
        {
            long seconds = (unixMs / 1000) + (_offsetMinutes * 60L);
            int days = (int)(seconds / CivilDate.SecondsPerDay);
            int rest = (int)(seconds % CivilDate.SecondsPerDay);
            int year;
            int month;
            int day;
            CivilDate.FromDays(days, out year, out month, out day);
            long digits = Bcd(year % 100);
            digits = (digits << 8) | Bcd(month);
            digits = (digits << 8) | Bcd(day);
            digits = (digits << 8) | Bcd(rest / 3600);
            digits = (digits << 8) | Bcd((rest / 60) % 60);
            return (digits << 8) | Bcd(rest % 60);
        }

        private static uint Bcd(int value)
        {
            return (uint)(((value / 10) << 4) | (value % 10));
        }
    }
}
