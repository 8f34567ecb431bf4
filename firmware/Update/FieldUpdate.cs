// An update from manifest to proof. Loading: manifest checked, image in chunks, collected to blocks, hashed
// and written by the file worker; the offset on file is what a restart goes on from. Loaded: the hash was the
// manifest's. Starting: the boot loader tries the image at the restart. Trial: the new version proves itself
// by a connection within a time, else the one before comes back; so it does at any restart before that.
using Gateway.Core;

namespace Gateway.Update
{
    /// <summary>The update of the firmware in the field.</summary>
    public sealed partial class FieldUpdate : IStage, IJob
    {
        /// <summary>Most bytes of a chunk.</summary>
        public const int MaxChunkBytes = 1024;

        private const long PollUs = 20000;

        private readonly IUpdater _updater;
        private readonly IWorker _worker;
        private readonly IEventLog _events;
        private readonly UpdateOptions _options;
        private readonly UpdateJournal _journal;
        private readonly UpdateRecord _record;
        private readonly Sha256 _hash = new Sha256();
        private readonly byte[] _block = new byte[UpdateJournal.BlockBytes];
        private UpdateAction _action;
        private UpdateManifest _asked;
        private string _refusedVersion;
        private bool _isRunning;
        private bool _isSession;
        private bool _isProven;
        private int _blockStart;
        private int _fill;
        private long _stepUs;
        private long _deadlineUs = long.MaxValue;

        /// <summary>Nothing is read yet.</summary>
        /// <param name="updater">The slots.</param>
        /// <param name="files">Where progress and outcome are kept.</param>
        /// <param name="worker">Runs what blocks.</param>
        /// <param name="events">Told what happens.</param>
        /// <param name="options">Key, names and times.</param>
        public FieldUpdate(
            IUpdater updater, IFileStore files, IWorker worker, IEventLog events, UpdateOptions options)
        {
            _updater = updater;
            _worker = worker;
            _events = events;
            _options = options;
            _journal = new UpdateJournal(files);
            _record = new UpdateRecord(files);
        }

        /// <summary>Where updates stand.</summary>
        public UpdateState State { get; private set; }

        /// <summary>Grows whenever <see cref="WriteState"/> has something new to say that is worth a
        /// message.</summary>
        public int Revision { get; private set; }

        /// <summary>Whether the last request goes on.</summary>
        public bool IsBusy
        {
            get { return _action != UpdateAction.None; }
        }

        /// <summary>Why the last request failed; null when it did not.</summary>
        public string Problem { get; private set; }

        /// <summary>Version that is loaded, started, or was tried last; empty when there is none.</summary>
        public string TargetVersion
        {
            get { return _journal.Manifest != null ? _journal.Manifest.Version : _record.Version; }
        }

        /// <summary>Bytes of the image that is being loaded; 0 when none is.</summary>
        public int ImageBytes
        {
            get { return _journal.Manifest == null ? 0 : _journal.Manifest.ImageBytes; }
        }

        /// <summary>Offset of the next chunk.</summary>
        public int NextOffset
        {
            get { return _blockStart + _fill; }
        }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                return _isRunning ? long.MaxValue
                    : _isProven || IsBusy ? _stepUs + PollUs : _deadlineUs;
            }
        }

        /// <summary>Finds out what runs and what was going on. Blocks: at start only.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Open(long nowUs)
        {
            _stepUs = nowUs;
            _record.Load();
            _journal.Load();
            UpdaterStatus status = _updater.Status;
            switch (status)
            {
                case UpdaterStatus.Confirmed:
                    OpenConfirmed(nowUs);
                    break;
                case UpdaterStatus.Testing:
                    State = UpdateState.Trial;
                    _deadlineUs = nowUs + _options.TrialUs;
                    Tell("trial", null, nowUs);
                    break;
                case UpdaterStatus.Unknown:
                    State = UpdateState.Unavailable;
                    break;
                default:
                    State = UpdateState.Starting;
                    _deadlineUs = nowUs + _options.RestartDelayUs;
                    break;
            }

            Revision++;
        }

        /// <summary>Asks for an image: starts its download, or goes on with it.</summary>
        /// <returns>False when a request is being carried out.</returns>
        public bool TryLoad(UpdateManifest manifest)
        {
            return TryAsk(UpdateAction.Load, manifest);
        }

        /// <summary>Asks for the trial of what is loaded.</summary>
        /// <returns>False when a request is being carried out.</returns>
        public bool TryStart()
        {
            return TryAsk(UpdateAction.Arm, null);
        }

        /// <summary>Gives a download up.</summary>
        /// <returns>False when a request is being carried out.</returns>
        public bool TryCancel()
        {
            return TryAsk(UpdateAction.Cancel, null);
        }

        /// <summary>Takes a piece of the image, when it is the one at <see cref="NextOffset"/>; any other
        /// changes nothing.</summary>
        /// <param name="imageOffset">Where it belongs.</param>
        /// <param name="bytes">The piece, from 0 on.</param>
        /// <param name="count">1 .. <see cref="MaxChunkBytes"/>.</param>
        /// <returns>False when a request is being carried out.</returns>
        public bool TryPut(int imageOffset, byte[] bytes, int count)
        {
            if (IsBusy)
            {
                return false;
            }

            Problem = null;
            if (!_isSession || State != UpdateState.Loading)
            {
                Problem = "no image is being loaded";
                return true;
            }

            if (imageOffset != NextOffset)
            {
                return true;
            }

            if (count > ImageBytes - imageOffset)
            {
                Problem = "offset: the chunk goes past the image's end";
                return true;
            }

            int room = _block.Length - _fill;
            if (count > room)
            {
                // The rest comes again: what lies in two blocks is taken up to the boundary.
                count = room;
            }

            System.Array.Copy(bytes, 0, _block, _fill, count);
            _fill += count;
            if (_fill == _block.Length || NextOffset == ImageBytes)
            {
                Ask(UpdateAction.Store);
            }

            return true;
        }

        /// <summary>The gateway has reached its headend: what the trial asks for.</summary>
        public void Prove()
        {
            _isProven = State == UpdateState.Trial;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _stepUs = nowUs;
            if (_isRunning)
            {
                return;
            }

            if (!IsBusy && _isProven)
            {
                _isProven = false;
                Ask(UpdateAction.Confirm);
            }
            else if (!IsBusy && nowUs >= _deadlineUs)
            {
                _deadlineUs = long.MaxValue;
                Ask(State == UpdateState.Trial ? UpdateAction.Return : UpdateAction.Restart);
            }

            if (IsBusy)
            {
                // Set first: a worker may run the job and deliver it at once.
                _isRunning = true;
                _isRunning = _worker.TryStart(this) && _isRunning;
            }
        }

        /// <summary>Members of <c>state/fw</c>: the slot that runs, its version, the state, and of an image
        /// its version, size and next offset.</summary>
        /// <param name="json">Inside an object.</param>
        public void WriteState(JsonWriter json)
        {
            json.Name("slot");
            json.Word("primary");
            json.Name("version");
            json.String(_options.RunningVersion);
            json.Name("status");
            json.Word(UpdateWords.Of(State));
            bool isImage = State == UpdateState.Loading || State == UpdateState.Loaded;
            if (isImage || State == UpdateState.Returned || State == UpdateState.Starting)
            {
                json.Name("target");
                json.String(TargetVersion);
            }

            if (isImage)
            {
                json.Name("size");
                json.Number(ImageBytes);
                json.Name("next");
                json.Number(NextOffset);
            }
        }

        private bool TryAsk(UpdateAction action, UpdateManifest manifest)
        {
            if (IsBusy)
            {
                return false;
            }

            Problem = null;
            _asked = manifest;
            Ask(action);
            return true;
        }

        private void Ask(UpdateAction action)
        {
            _action = action;
        }

        private void OpenConfirmed(long nowUs)
        {
            State = _record.Kind == UpdateRecord.Returned ? UpdateState.Returned : UpdateState.Confirmed;
            if (_record.Kind == UpdateRecord.Armed)
            {
                // Power went before the outcome was on file, or the boot loader has brought this one back.
                bool isProven = _record.Version == _options.RunningVersion;
                State = isProven ? UpdateState.Confirmed : UpdateState.Returned;
                _record.Write(isProven ? UpdateRecord.Confirmed : UpdateRecord.Returned, _record.Version);
                _journal.Drop();
                Tell(isProven ? "confirmed" : "returned", null, nowUs);
            }
            else if (_journal.Manifest != null)
            {
                _asked = _journal.Manifest;
                Ask(UpdateAction.Continue);
            }
        }
    }
}
