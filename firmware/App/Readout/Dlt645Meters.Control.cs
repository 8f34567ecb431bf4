// What commands do to meters: breaker, clock, freezing, and what Dlt645Changes makes.
using Gateway.Commands;
using Gateway.Core;
using Gateway.Link.Dlt645;
using Gateway.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.App.Readout
{
    /// <content>Commands that change something.</content>
    public sealed partial class Dlt645Meters
    {
        private const string OneMeter = "body.meter: has to be one of this line's";

        /// <inheritdoc/>
        public override string Explanation
        {
            get
            {
                int word = ErrorWord;
                return word >= 0 ? Reason + ": " + Dlt645Error.ToText(word)
                    : IsGuess ? Reason + ": not heard since start, asked as one of 2007; read it first"
                    : Reason;
            }
        }

        /// <inheritdoc/>
        public override int ErrorWord
        {
            get
            {
                int word = Result != Dlt645Result.Refused ? 0
                    : _kind == Kind.Read ? _read.ErrorWord
                    : _kind == Kind.Control ? _control.ErrorWord : _write.ErrorWord;
                return word == 0 ? -1 : word;
            }
        }

        /// <inheritdoc/>
        public override long FailedRegister
        {
            get { return _kind == Kind.Read && !IsOk ? _read.FailedIdentifier : -1; }
        }

        // A command to a meter whose edition is not known went out in that of 2007.
        private bool IsGuess
        {
            get
            {
                Dlt645Meter meter = _kind == Kind.Control ? _control.Meter
                    : _kind == Kind.Write ? _write.Meter : null;
                return Result == Dlt645Result.Silent && meter != null
                    && meter.Edition == Dlt645Edition.Unknown;
            }
        }

        /// <inheritdoc/>
        public override ILineTask Control(
            int meter, ControlRequest request, long nowMs, long expiresUs, out string problem)
        {
            bool onlyAsks = request.Action == "state";
            int code = ActionOf(request.Action);
            if (code < 0 && !onlyAsks)
            {
                return Change(meter, request, nowMs, expiresUs, out problem);
            }

            problem = meter == All ? OneMeter
                : request.Register != null || request.Value != null
                ? "body.action: has neither register nor value"
                : _authority == null && !onlyAsks ? "body.action: this line has no password" : null;
            if (problem != null)
            {
                return null;
            }

            _kind = Kind.Control;
            _control.Audit = Audit;
            _control.Meter = _meters[meter];
            _control.OnlyAsks = onlyAsks;
            _control.Action = (ControlAction)code;
            _control.Authority = _authority;
            _control.ValidUntil = LocalDigits(request.ExpiresMs);
            _control.ExpiresUs = expiresUs;
            return _control;
        }

        // Time is broadcast only. Nobody answers to a broadcast: Ok means that it was sent. An address goes,
        // as the standard has it, to the only meter of a line (or whose key is pressed), or else to one.
        private ILineTask Change(
            int meter, ControlRequest request, long nowMs, long expiresUs, out string problem)
        {
            string action = request.Action;
            Dlt645Meter target = meter != All ? _meters[meter] : _everybody;
            _write.IsUnsupported = false;
            if (action == "time")
            {
                problem = meter != All ? "body.meter: the time goes to all of a line, *"
                    : request.Register != null || request.Value != null
                    ? "body.action: has neither register nor value" : null;
                _write.Command.MakeTime(LocalDigits(nowMs));
            }
            else if (meter == All && action != "freeze" && action != "address")
            {
                problem = OneMeter;
            }
            else
            {
                target = meter == All && action == "address" ? Sole() : target;
                problem = _changes.Make(request, target.Edition, _write.Command);
                _write.IsUnsupported = !_changes.IsSupported;
            }

            if (problem != null)
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

        private Dlt645Meter Sole()
        {
            _sole.Address = Dlt645Address.Any;
            return _sole;
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
