// A change of the configuration from the document's first byte to its proof (firmware/Config/SPEC.md).
// Loading: in pieces, each on file when it is answered. Armed: checked as a whole, the restart comes.
// Trial: the gateway runs with it and has to reach its broker within a time; else the set before comes
// back, as it does at any restart before that.
using Gateway.Core;
using Gateway.Uplink;

namespace Gateway.Config
{
    /// <summary>Carries a change out, on the loop; what blocks is a job of the file worker.</summary>
    public sealed partial class ConfigChange : IJob, IStateSource
    {
        /// <summary>Most bytes of a piece.</summary>
        public const int MaxPieceBytes = 1024;

        /// <summary>Least time for the proof, in seconds.</summary>
        public const int MinProveS = 60;

        /// <summary>Most time for the proof, in seconds.</summary>
        public const int MaxProveS = 1800;

        /// <summary>Time for the proof when the sender does not say, in seconds.</summary>
        public const int DefaultProveS = 300;

        private const long UsPerS = 1000000;

        private readonly ConfigStore _store;
        private readonly IWorker _worker;
        private readonly IConfigUser _user;
        private readonly IEventLog _events;
        private readonly int _maxBytes;
        private ConfigAction _action;
        private bool _isRunning;
        private bool _hasMore; // parts of the job
        private bool _isAdoptionTried;
        private long _startUs;
        private string _revision;
        private byte[] _hash;
        private bool _isLoading;
        private int _length;
        private int _next;
        private byte[] _piece;
        private int _pieceOffset;
        private int _pieceCount;
        private int _proveS;
        private string _reason;
        private int _exportOffset;
        private int _exportBytes;

        /// <summary>What is going on follows from the store, which has been opened.</summary>
        /// <param name="store">The sets.</param>
        /// <param name="worker">The file worker.</param>
        /// <param name="user">Checks documents.</param>
        /// <param name="events">Told what happens.</param>
        /// <param name="maxBytes">Longest document.</param>
        public ConfigChange(
            ConfigStore store, IWorker worker, IConfigUser user, IEventLog events, int maxBytes)
        {
            _store = store;
            _worker = worker;
            _user = user;
            _events = events;
            _maxBytes = maxBytes;
        }

        /// <summary>The gateway has started: time runs.</summary>
        public void Start(long nowUs)
        {
            _startUs = nowUs;
            Payload = WriteState();
            if (_store.Problem != null)
            {
                // What was passed over at the start; the console has said so too.
                Refuse(_store.Problem, nowUs);
            }

            if (_store.HasNews)
            {
                Tell(nowUs);
                Ask(ConfigAction.Told);
            }
        }

        /// <summary>Makes room for a document; the one that was being loaded is gone.</summary>
        /// <param name="revision">Its name.</param>
        /// <param name="length">Its bytes.</param>
        /// <param name="hash">Its SHA-256.</param>
        /// <returns>False when a request is being carried out: try again.</returns>
        public bool TryLoad(string revision, int length, byte[] hash)
        {
            if (!TryAsk(ConfigAction.Begin))
            {
                return false;
            }

            _revision = revision;
            _length = length;
            _hash = hash;
            _isLoading = true;
            _next = 0;
            return true;
        }

        /// <summary>Takes a piece of the document when it is the one at <see cref="NextOffset"/>; any other
        /// changes nothing.</summary>
        /// <param name="at">Where it belongs.</param>
        /// <param name="bytes">Kept until the request has ended.</param>
        /// <returns>False when a request is being carried out: try again.</returns>
        public bool TryPut(int at, byte[] bytes, int offset, int count)
        {
            if (IsBusy)
            {
                return false;
            }

            Problem = null;
            if (!IsLoading || IsArmed || IsTrial)
            {
                Problem = "no document is being loaded";
            }
            else if (at == _next && count > _length - at)
            {
                Problem = "offset: the piece goes past the document's end";
            }
            else if (at == _next)
            {
                _piece = bytes;
                _pieceOffset = offset;
                _pieceCount = count;
                Ask(ConfigAction.Put);
            }

            return true;
        }

        /// <summary>Checks what was loaded, and tries it after a restart.</summary>
        /// <param name="revision">Has to be that of the document; null = any.</param>
        /// <param name="proveS">Seconds for the proof.</param>
        /// <returns>False when a request is being carried out: try again.</returns>
        public bool TryApply(string revision, int proveS)
        {
            if (IsBusy)
            {
                return false;
            }

            Problem = !IsLoading || _next < _length ? "no document has been loaded in full"
                : revision != null && revision != _revision ? "revision: " + _revision + " has been loaded"
                : null;
            _proveS = proveS;
            if (Problem == null)
            {
                TryAsk(ConfigAction.Apply);
            }

            return true;
        }

        /// <summary>Loads, checks and tries a document that is there as a whole.</summary>
        /// <param name="bytes">Kept until the request has ended.</param>
        /// <returns>False when a request is being carried out: try again.</returns>
        public bool TryWhole(string revision, byte[] bytes, int offset, int count, int proveS)
        {
            if (!TryAsk(ConfigAction.Whole))
            {
                return false;
            }

            _revision = revision;
            _length = count;
            _isLoading = false;
            _piece = bytes;
            _pieceOffset = offset;
            _pieceCount = count;
            _proveS = proveS;
            return true;
        }

        /// <summary>Forgets what was loaded.</summary>
        /// <returns>False when a request is being carried out: try again.</returns>
        public bool TryCancel()
        {
            return TryAsk(ConfigAction.Cancel);
        }

        /// <summary>Writes a part of the configuration in use without its secrets:
        /// <see cref="ExportText"/>.</summary>
        /// <param name="offset">Characters before it.</param>
        /// <param name="maxBytes">Most bytes of it.</param>
        /// <returns>False when a request is being carried out: try again.</returns>
        public bool TryExport(int offset, int maxBytes)
        {
            if (!TryAsk(ConfigAction.Export))
            {
                return false;
            }

            _exportOffset = offset;
            _exportBytes = maxBytes;
            return true;
        }

        /// <summary>The export is not wanted any more.</summary>
        public void ForgetExport()
        {
            ExportText = null;
        }

        /// <summary>The gateway has reached its broker.</summary>
        public void Prove()
        {
            if (!IsBusy && IsTrial && !IsGivenUp)
            {
                Ask(ConfigAction.Commit);
            }
            else if (!IsBusy && _store.Source == ConfigSource.Installer && !_isAdoptionTried && !IsArmed
                && !IsLoading)
            {
                // A document that is being loaded has the place.
                _isAdoptionTried = true;
                Ask(ConfigAction.Adopt);
            }
        }

        /// <summary>A slice: starts jobs and watches the time.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="trouble">Why there is no connection, for a person; null when nobody can say.</param>
        public void Step(long nowUs, string trouble)
        {
            if (_isRunning)
            {
                return;
            }

            if (!IsBusy && IsTrial && !IsGivenUp && nowUs - _startUs >= _store.ProveS * UsPerS)
            {
                _reason = trouble ?? "no connection within " + _store.ProveS.ToString() + " s";
                Ask(ConfigAction.RollBack);
            }

            if (IsBusy)
            {
                // Set first: a worker may run the job and deliver it at once.
                _isRunning = true;
                _isRunning = _worker.TryStart(this) && _isRunning;
            }
        }

        private bool TryAsk(ConfigAction action)
        {
            if (IsBusy)
            {
                return false;
            }

            Problem = null;
            Ask(action);
            return true;
        }

        private void Ask(ConfigAction action)
        {
            _action = action;
        }
    }
}
