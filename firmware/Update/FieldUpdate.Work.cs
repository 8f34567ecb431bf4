// The part that blocks, run by the worker, and what follows from it on the loop. While a job runs, the loop
// touches nothing of it.
using Gateway.Core;

namespace Gateway.Update
{
    /// <content>Jobs.</content>
    public sealed partial class FieldUpdate
    {
        // Whoever can publish to the topic must not be able to fill the log.
        private const long RefusalPeriodUs = 60000000;

        private UpdateState _next;
        private string _step;
        private long _nextRefusalUs;
        private int _refusals;

        /// <inheritdoc/>
        public void Run()
        {
            _next = State;
            _step = null;
            switch (_action)
            {
                case UpdateAction.Load:
                    Load();
                    break;
                case UpdateAction.Continue:
                    Continue();
                    break;
                case UpdateAction.Store:
                    Store();
                    break;
                case UpdateAction.Arm:
                    Arm();
                    break;
                case UpdateAction.Cancel:
                    Cancel();
                    break;
                case UpdateAction.Confirm:
                    Confirm();
                    break;
                case UpdateAction.Return:
                    Return();
                    break;
                default:
                    _updater.Reboot();
                    break;
            }
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            UpdateAction action = _action;
            _action = UpdateAction.None;
            _isRunning = false;
            if (faulted)
            {
                Problem = "the update failed";
                _isSession = false;
            }

            if (State != _next)
            {
                State = _next;
                Revision++;
            }

            if (State == UpdateState.Starting && action == UpdateAction.Arm && Problem == null)
            {
                _deadlineUs = nowUs + _options.RestartDelayUs;
            }
            else if (action == UpdateAction.Confirm)
            {
                // Tried again at the next proof; without one the version has had its time.
                _deadlineUs = State == UpdateState.Trial ? _deadlineUs : long.MaxValue;
            }

            Report(action, nowUs);
            _asked = null;
        }

        /// <summary>Something was refused before it came here: counted and told like refusals of one's
        /// own.</summary>
        public void Refuse(string reason, long nowUs)
        {
            _refusals++;
            if (nowUs >= _nextRefusalUs)
            {
                _nextRefusalUs = nowUs + RefusalPeriodUs;
                Tell("refused", reason, nowUs);
            }
        }

        private void Report(UpdateAction action, long nowUs)
        {
            if (Problem != null)
            {
                _refusedVersion = action == UpdateAction.Load && _asked != null ? _asked.Version : null;
                Refuse(Problem, nowUs);
                _refusedVersion = null;
            }
            else if (_step != null)
            {
                Tell(_step, null, nowUs);
            }
        }

        private void Tell(string step, string reason, long nowUs)
        {
            JsonWriter json = _events.Begin("update");
            json.Name("step");
            json.Word(step);
            json.Name("version");
            json.String(_options.RunningVersion);
            string target = reason != null && _refusedVersion != null ? _refusedVersion : TargetVersion;
            if (target.Length > 0)
            {
                json.Name("target");
                json.String(target);
            }

            if (reason != null)
            {
                json.Name("refusals");
                json.Number(_refusals);
                json.Name("reason");
                json.String(reason);
            }

            _events.End(nowUs);
        }

        private void Arm()
        {
            if (State != UpdateState.Loaded || !_isSession)
            {
                Problem = "no image is loaded";
                return;
            }

            if (!_record.Write(UpdateRecord.Armed, _journal.Manifest.Version))
            {
                Problem = UpdateCheck.FileProblem;
                return;
            }

            UpdaterResult result = _updater.Complete();
            if (result != UpdaterResult.Success)
            {
                GiveUp(UpdateCheck.Text(result));
                return;
            }

            _isSession = false;
            _next = UpdateState.Starting;
            _step = "starting";
        }

        private void Cancel()
        {
            if (State != UpdateState.Loading && State != UpdateState.Loaded)
            {
                Problem = "no image is being loaded";
                return;
            }

            GiveUp(null);
            _step = "cancelled";
        }

        private void GiveUp(string reason)
        {
            Problem = reason;
            _isSession = false;
            _fill = 0;
            _blockStart = 0;
            bool isReturned = _record.Kind == UpdateRecord.Returned;
            _next = isReturned ? UpdateState.Returned : UpdateState.Confirmed;
            bool isForgotten = _record.Kind != UpdateRecord.Armed
                || _record.Write(UpdateRecord.None, string.Empty);
            if (!isForgotten || !_journal.Drop())
            {
                Problem = UpdateCheck.FileProblem;
            }

            _updater.Abort(true);
        }

        private void Confirm()
        {
            if (!_updater.Confirm())
            {
                Problem = "the boot loader could not be told";
                return;
            }

            // When this fails, Open sees it from what runs.
            _record.Write(UpdateRecord.Confirmed, _options.RunningVersion);
            _journal.Drop();
            _next = UpdateState.Confirmed;
            _step = "confirmed";
        }

        private void Return()
        {
            // May fail: a restart without confirmation brings the version before back anyway.
            _updater.RequestRevert();
            _updater.Reboot();
        }
    }
}
