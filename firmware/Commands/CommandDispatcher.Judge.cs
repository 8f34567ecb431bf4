// What becomes of a message that was read: an answer that is known already, a refusal, or a beginning.
using Gateway.Core;

namespace Gateway.Commands
{
    /// <content>The decision.</content>
    public sealed partial class CommandDispatcher
    {
        /// <summary>Whether a command runs or an answer is under way: a restart would cut it off.</summary>
        public bool IsTalking
        {
            get
            {
                bool isRunning = false;
                for (int i = 0; i < _running.Length; i++)
                {
                    isRunning |= _running[i] != null;
                }

                return isRunning || _outboxCount > 0 || _answers.IsWriting;
            }
        }

        private void Judge(long nowUs)
        {
            _phase = Phase.Idle;
            CommandRequest request = _job.Request;
            bool isTrusted = _job.Status != CommandStatus.Unauthorised;
            int place = request.Id != null && isTrusted ? _memory.Find(request.Id) : -1;
            if (place >= 0)
            {
                Repeat(place, request.Id);
                return;
            }

            string reason = _job.Reason;
            CommandStatus status = _job.Status;
            if (status == CommandStatus.Ok)
            {
                status = CheckPlace(out reason);
            }

            if (status == CommandStatus.Ok)
            {
                status = CheckTime(request, out reason);
            }

            if (status != CommandStatus.Ok)
            {
                Refuse(request, status, reason);
            }
            else if (IsGuarded)
            {
                _phase = Phase.Guarding;
                _guard.TryAdvance(request.ExpiresMs);
            }
            else
            {
                Begin(nowUs);
            }
        }

        private CommandStatus CheckPlace(out string reason)
        {
            Command command = _job.Command;
            bool isSame = command == null
                ? IsTaken(NameIn(_job.Topic)) : IsRunning(command.Name, command.Lane);
            bool isBusy = isSame || FreePlace() < 0;
            reason = isSame ? "another one is running"
                : isBusy ? "too many others are running"
                : command == null ? "there is no such command" : null;
            return isBusy ? CommandStatus.Busy : command == null ? CommandStatus.Unknown : CommandStatus.Ok;
        }

        private bool IsGuarded
        {
            get { return _job.Command.NeedsMac || _job.Command.IsChange; }
        }

        private CommandStatus CheckTime(CommandRequest request, out string reason)
        {
            reason = null;
            if (request.ExpiresMs == 0)
            {
                return CommandStatus.Ok;
            }

            if (!_job.Command.NeedsClock)
            {
                return CheckOrder(request, out reason);
            }

            if (_clock.Quality == TimeQuality.None)
            {
                reason = "exp: the gateway does not know the time";
                return CommandStatus.NoClock;
            }

            long nowMs = _clock.ToUnixMs(_stepUs);
            if (nowMs >= request.ExpiresMs)
            {
                reason = "exp: was " + ((nowMs - request.ExpiresMs) / 1000).ToString() + " s ago";
                return CommandStatus.Expired;
            }

            if (!IsGuarded)
            {
                return CommandStatus.Ok;
            }

            if (request.ExpiresMs - nowMs > MaxAheadMs)
            {
                reason = "exp: is more than an hour ahead of the gateway's time, " + nowMs.ToString();
                return CommandStatus.BadRequest;
            }

            return CheckOrder(request, out reason);
        }

        private CommandStatus CheckOrder(CommandRequest request, out string reason)
        {
            bool isLater = request.ExpiresMs > _guard.LastMs;
            reason = isLater ? null : "exp: has to be later than " + _guard.LastMs.ToString()
                + ", that of the command before";
            return isLater ? CommandStatus.Ok : CommandStatus.Unauthorised;
        }

        private void StepGuard(long nowUs)
        {
            if (_guard.IsBusy)
            {
                return;
            }

            if (_guard.LastMs != _job.Request.ExpiresMs)
            {
                _guard.TryAdvance(_job.Request.ExpiresMs);
                return;
            }

            _phase = Phase.Idle;
            if (_guard.IsDurable)
            {
                Begin(nowUs);
            }
            else
            {
                Refuse(_job.Request, CommandStatus.Failed, "the flash could not be written");
            }
        }

        private void Begin(long nowUs)
        {
            CommandRequest request = _job.Request;
            Command command = _job.Command;
            _job.Command = null;
            if (command.IsRemembered)
            {
                _memory.Add(request.Id);
            }

            Counters.Begun++;
            CommandStatus status = command.Begin(request, nowUs);
            if (status == CommandStatus.Running)
            {
                RunningCommand running = new RunningCommand(command, request.Id);
                _running[FreePlace()] = running;
                TellBegin(running);
            }
            else
            {
                _answers.Begin(request.Id, command.Name, status, command.Reason, command);
            }
        }

        // Not remembered: who has no right to command must not use up an id, and what was wrong may come
        // again.
        private void Refuse(CommandRequest request, CommandStatus status, string reason)
        {
            Counters.Refused++;
            if (status == CommandStatus.Unauthorised && _events != null)
            {
                JsonWriter json = _events.Begin("security", EventLevel.Alarm);
                json.Name("what");
                json.Word("command_refused");
                json.Name("cmd");
                json.String(NameIn(_job.Topic));
                json.Name("reason");
                json.String(reason);
                _events.End(_stepUs);
            }

            if (_job.Command != null)
            {
                _job.Command.Refused(request, status, reason, _stepUs);
                _job.Command = null;
            }

            _answers.Begin(request.Id, NameIn(_job.Topic), status, reason, null);
        }

        private void Repeat(int place, string id)
        {
            Counters.Repeated++;
            byte[] answer = _memory.AnswerAt(place);
            if (answer != null)
            {
                Post(answer);
            }
            else
            {
                _answers.Begin(id, NameIn(_job.Topic), CommandStatus.Running, null, null);
            }
        }
    }
}
