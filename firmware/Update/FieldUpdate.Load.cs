// Loading: where a download begins or goes on, and what becomes of a block. Run by the worker.
using Gateway.Core;

namespace Gateway.Update
{
    /// <content>The download.</content>
    public sealed partial class FieldUpdate
    {
        private void Load()
        {
            Problem = UpdateCheck.Refusal(_asked, _options, State);
            if (Problem != null)
            {
                return;
            }

            bool isSame = _journal.Manifest != null && _asked.IsSameAs(_journal.Manifest);
            if (isSame && _isSession)
            {
                // Both ends agree already; the sender asks where to go on.
                return;
            }

            if (!isSame || !TryResume())
            {
                StartAnew();
            }
        }

        private void Continue()
        {
            // What is on file was checked before it was written; since then the version may have changed.
            string refusal = UpdateCheck.Refusal(_asked, _options, State);
            if (refusal != null)
            {
                _journal.Drop();
            }
            else if (!TryResume())
            {
                StartAnew();
                Problem = null;
            }
        }

        private bool TryResume()
        {
            if (_journal.Count == 0)
            {
                return false;
            }

            UpdateManifest manifest = _journal.Manifest;
            int known = _journal.ImageOffset;
            if (_updater.Resume(manifest.ImageBytes, _journal.Head, UpdateJournal.HeadBytes)
                != UpdaterResult.Success)
            {
                return false;
            }

            int stored = _updater.NextOffset;
            bool isWhole = stored == manifest.ImageBytes && known == stored;
            if (!isWhole && (stored == 0 || stored > known || stored % UpdateJournal.BlockBytes != 0))
            {
                _updater.Abort(true);
                return false;
            }

            if (!isWhole && !_journal.Rewind(stored / UpdateJournal.BlockBytes))
            {
                _updater.Abort(true);
                return false;
            }

            _hash.Resume(_journal.State, 0, stored);
            _blockStart = stored;
            _fill = 0;
            _isSession = true;
            _next = isWhole ? UpdateState.Loaded : UpdateState.Loading;
            return true;
        }

        private void StartAnew()
        {
            UpdateManifest manifest = _asked;
            _isSession = false;
            _blockStart = 0;
            _fill = 0;
            _next = _record.Kind == UpdateRecord.Returned ? UpdateState.Returned : UpdateState.Confirmed;
            if (!_journal.Drop())
            {
                Problem = UpdateCheck.FileProblem;
                return;
            }

            UpdaterResult result = _updater.Start(manifest.ImageBytes);
            if (result != UpdaterResult.Success)
            {
                Problem = UpdateCheck.Text(result);
                return;
            }

            if (!_journal.Begin(manifest))
            {
                Problem = UpdateCheck.FileProblem;
                return;
            }

            _hash.Begin();
            _isSession = true;
            _next = UpdateState.Loading;
            _step = "loading";
        }

        private void Store()
        {
            int end = NextOffset;
            bool isLast = end == _journal.Manifest.ImageBytes;
            _hash.Add(_block, 0, _fill);
            byte[] state = new byte[Sha256.HashBytes];
            if (isLast)
            {
                state = _hash.End();
                if (!HmacSha256.AreEqual(state, _journal.Manifest.Hash))
                {
                    GiveUp("the image is not the one of the manifest");
                    return;
                }
            }
            else
            {
                _hash.Save(state, 0);
            }

            // The head belongs to the first entry; the entry comes before its block (UpdateJournal).
            bool isKept = (_blockStart > 0 || _journal.WriteHead(_block)) && _journal.Append(state);
            UpdaterResult result = isKept ? _updater.Write(_block, 0, _fill) : UpdaterResult.FlashError;
            if (result == UpdaterResult.Success)
            {
                _blockStart = end;
                _fill = 0;
                _next = isLast ? UpdateState.Loaded : UpdateState.Loading;
                _step = isLast ? "loaded" : null;
            }
            else if (result == UpdaterResult.FlashError)
            {
                // What is on file may still be good: the same manifest goes on from there.
                Problem = UpdateCheck.Text(result);
                _isSession = false;
                _fill = 0;
            }
            else
            {
                GiveUp(UpdateCheck.Text(result));
            }
        }
    }
}
