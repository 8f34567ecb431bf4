// The part that blocks, run by the worker, and what is said of it.
using Gateway.Core;

namespace Gateway.Config
{
    /// <content>Jobs, state and events.</content>
    public sealed partial class ConfigChange
    {
        private const int StateBytes = 640;
        private const string BusyProblem = "a configuration is being tried";

        // Whoever can publish to the topic must not be able to fill the log.
        private const long RefusalPeriodUs = 60000000;

        private ConfigVerdict _toldVerdict;
        private long _nextRefusalUs;
        private int _refusals;

        /// <inheritdoc/>
        public string Name
        {
            get { return "config"; }
        }

        /// <summary>The retained state: status, source, revision and hash of what is in use, and the last
        /// attempt.</summary>
        public byte[] Payload { get; private set; }

        /// <inheritdoc/>
        public void Run()
        {
            string problem = null;
            _hasMore = false;
            bool mayChange = !IsArmed && !IsTrial;
            switch (_action)
            {
                case ConfigAction.Begin:
                    problem = !mayChange ? BusyProblem
                        : _store.Begin(_length) ? null : ConfigStore.FlashProblem;
                    break;
                case ConfigAction.Put:
                    problem = _store.Put(_next, _piece, _pieceOffset, _pieceCount)
                        ? null : ConfigStore.FlashProblem;
                    break;
                case ConfigAction.Apply:
                    problem = mayChange ? Apply() : BusyProblem;
                    break;
                case ConfigAction.Whole:
                    problem = mayChange ? Whole() : BusyProblem;
                    break;
                case ConfigAction.Export:
                    problem = Export();
                    break;
                case ConfigAction.Commit:
                    problem = _store.Commit() ? null : ConfigStore.FlashProblem;
                    break;
                case ConfigAction.RollBack:
                    _store.RollBack(_reason);
                    break;
                case ConfigAction.Adopt:
                    problem = _store.Adopt(out _hasMore) ? null : ConfigStore.FlashProblem;
                    break;
                case ConfigAction.Told:
                    _store.Told();
                    break;
                default:
                    break;
            }

            Problem = problem;
            if ((_action >= ConfigAction.Commit && !_hasMore) || _action == ConfigAction.Apply
                || _action == ConfigAction.Whole)
            {
                Payload = WriteState();
            }
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            ConfigAction action = _action;
            _action = ConfigAction.None;
            _isRunning = false;
            Problem = faulted ? "the configuration could not be handled" : Problem;
            bool isGood = Problem == null;
            switch (action)
            {
                case ConfigAction.Put:
                    _next += isGood ? _pieceCount : 0;
                    _piece = null;
                    break;
                case ConfigAction.Apply:
                case ConfigAction.Whole:
                    EndApply(nowUs);
                    break;
                case ConfigAction.Cancel:
                    Forget();
                    break;
                case ConfigAction.RollBack:

                    // Even when it could not be written: a restart without proof says the same.
                    IsGivenUp = true;
                    break;
                case ConfigAction.Commit:
                    Tell(nowUs);
                    if (_store.HasNews)
                    {
                        Ask(ConfigAction.Told);
                    }

                    break;
                case ConfigAction.Adopt:
                    if (isGood && _hasMore)
                    {
                        Ask(ConfigAction.Adopt);
                    }

                    break;
                default:
                    break;
            }
        }

        /// <summary>A change was refused, here or before: told, at most once a minute.</summary>
        public void Refuse(string reason, long nowUs)
        {
            _refusals++;
            if (nowUs < _nextRefusalUs)
            {
                return;
            }

            _nextRefusalUs = nowUs + RefusalPeriodUs;
            JsonWriter json = _events.Begin("config", EventLevel.Alarm);
            json.Name("step");
            json.Word("refused");
            json.Name("refusals");
            json.Number(_refusals);
            json.Name("reason");
            json.String(reason);
            _events.End(nowUs);
        }

        private string Apply()
        {
            if (IsInUse())
            {
                return null;
            }

            string refusal = _store.End(_length, _hash, _revision, _user);
            return refusal != null ? refusal
                : _store.Arm(_proveS) ? null : ConfigStore.FlashProblem;
        }

        private string Whole()
        {
            // Its hash from the message itself, which was authenticated: nobody else's piece can get between.
            Sha256 hash = new Sha256();
            hash.Begin();
            hash.Add(_piece, _pieceOffset, _pieceCount);
            _hash = hash.End();
            return !_store.Begin(_length) || !_store.Put(0, _piece, _pieceOffset, _pieceCount)
                ? ConfigStore.FlashProblem : Apply();
        }

        private bool IsInUse()
        {
            return _store.Source == ConfigSource.Set && HmacSha256.AreEqual(_hash, _store.Hash)
                && _revision == _store.Revision;
        }

        private void EndApply(long nowUs)
        {
            IsArmed = Problem == null && !IsInUse();
            if (Problem != null)
            {
                Refuse(Problem, nowUs);
            }

            Forget();
        }

        private void Forget()
        {
            _isLoading = false;
            _piece = null;
            _hash = null;
            _revision = null;
        }

        private byte[] WriteState()
        {
            JsonWriter json = new JsonWriter(new byte[StateBytes]);
            json.BeginObject();
            json.Name("status");
            json.Word(IsTrial ? "trial" : _store.Source == ConfigSource.Default ? "default" : "applied");
            if (_store.Hash != null)
            {
                WriteSet(json, _store.Revision, _store.Hash);
            }

            if (_store.LastRevision.Length > 0)
            {
                json.Name("last");
                json.BeginObject();
                WriteSet(json, _store.LastRevision, _store.LastHash);
                json.Name("verdict");
                json.Word(VerdictWord(_store.Verdict));
                if (_store.Reason.Length > 0)
                {
                    json.Name("reason");
                    json.String(_store.Reason);
                }

                json.EndObject();
            }

            json.EndObject();
            return json.ToArray();
        }

        private static void WriteSet(JsonWriter json, string revision, byte[] hash)
        {
            if (revision.Length > 0)
            {
                json.Name("revision");
                json.String(revision);
            }

            json.Name("sha256");
            json.Hex(hash, 0, hash.Length);
        }

        private static string VerdictWord(ConfigVerdict verdict)
        {
            return verdict == ConfigVerdict.Applied ? "applied"
                : verdict == ConfigVerdict.RolledBack ? "rolled_back"
                : verdict == ConfigVerdict.Refused ? "refused" : "pending";
        }

        private void Tell(long nowUs)
        {
            if (_toldVerdict == _store.Verdict)
            {
                return;
            }

            _toldVerdict = _store.Verdict;
            JsonWriter json = _events.Begin(
                "config", _store.Verdict == ConfigVerdict.Applied ? EventLevel.Event : EventLevel.Alarm);
            json.Name("step");
            json.Word(VerdictWord(_store.Verdict));
            json.Name("revision");
            json.String(_store.LastRevision);
            if (_store.Reason.Length > 0)
            {
                json.Name("reason");
                json.String(_store.Reason);
            }

            _events.End(nowUs);
        }
    }
}
