// A valve or a breaker at work. What the task tells becomes an event each, one a slice; the command ends when
// all are told.
using Gateway.Commands;
using Gateway.Core;
using Gateway.Wired;

namespace Gateway.App.Readout
{
    /// <content>Control and its audit.</content>
    public sealed partial class LineStage
    {
        private const string ExpiredReason = "expired"; // of both protocols

        // More than a task tells between two slices.
        private const int MostSteps = 8;

        // In the order of ControlStep.
        private readonly string[] _stepWords =
        {
            "expired", "unsupported", "not_reached", "sent", "meter_accepted", "meter_refused", "no_answer",
            "state_read", "state_unknown", "confirmed", "not_confirmed",
        };

        private readonly LineRequest _control = new LineRequest();
        private readonly ControlStep[] _steps = new ControlStep[MostSteps];
        private readonly int[] _stepDetails = new int[MostSteps];
        private readonly long[] _stepTimesUs = new long[MostSteps];
        private readonly LineRequest[] _stepOwners = new LineRequest[MostSteps];
        private int _stepCount;

        private bool HasAudit
        {
            get { return _stepCount > 0 || _control.HasEnded || _commission.HasEnded; }
        }

        /// <summary>Works a meter's valve or breaker between the scheduled reads.</summary>
        public void RequestControl(int meter, ControlRequest request, LineTicket ticket, long nowUs)
        {
            _control.Wait(ticket, meter);
            _control.Control = request;
            StartNext(nowUs);
        }

        /// <inheritdoc/>
        public void Step(ControlStep step, int detail, long nowUs)
        {
            if (_stepCount == MostSteps)
            {
                TellStep();
            }

            _steps[_stepCount] = step;
            _stepOwners[_stepCount] = _commission.IsRunning ? _commission : _control;
            _stepDetails[_stepCount] = detail;
            _stepTimesUs[_stepCount] = nowUs;
            _stepCount++;
        }

        private bool StartControl(long nowUs)
        {
            ControlRequest request = _control.Control;
            long nowMs = _clock.ToUnixMs(nowUs);
            long leftMs = request.ExpiresMs - nowMs;
            if (leftMs <= 0)
            {
                _control.End(CommandStatus.Expired, "expired while it waited for the line");
                return false;
            }

            string problem;
            ILineTask task = _meters.Control(
                _control.Meter, request, nowMs, nowUs + (leftMs * 1000), out problem);
            if (task == null)
            {
                _control.End(CommandStatus.BadRequest, problem);
                return false;
            }

            _control.IsRunning = true;
            _line.TryEnqueue(task);
            return true;
        }

        private void EndControl()
        {
            bool isOk = _meters.IsOk;
            _control.Ticket.State = _meters.State;
            string reason = isOk ? null : _meters.Explanation;
            _control.Finish(
                isOk ? CommandStatus.Ok
                : reason == ExpiredReason ? CommandStatus.Expired : CommandStatus.Failed, reason);
        }

        private void TellAudit()
        {
            if (_stepCount > 0)
            {
                TellStep();
            }
            else if (_control.HasEnded)
            {
                _control.Close();
            }
            else
            {
                _commission.Close();
            }
        }

        private void TellStep()
        {
            ControlStep step = _steps[0];
            int detail = _stepDetails[0];
            long timeUs = _stepTimesUs[0];
            LineRequest owner = _stepOwners[0];
            _stepCount--;
            for (int i = 0; i < _stepCount; i++)
            {
                _steps[i] = _steps[i + 1];
                _stepOwners[i] = _stepOwners[i + 1];
                _stepDetails[i] = _stepDetails[i + 1];
                _stepTimesUs[i] = _stepTimesUs[i + 1];
            }

            bool isControl = owner == _control;
            JsonWriter json = _events.Begin(isControl ? "control" : "commission");
            json.Name("step");
            json.Word(_stepWords[(int)step]);
            json.Raw(isControl ? _control.Control.Facts : _commissionRequest.Facts, true);
            bool hasWord = step == ControlStep.Refused || step == ControlStep.StateRead
                || step == ControlStep.Confirmed || step == ControlStep.NotConfirmed;
            if (hasWord && detail >= 0)
            {
                json.Name("word");
                json.HexUInt((uint)detail);
            }

            _events.End(timeUs);
        }
    }
}
