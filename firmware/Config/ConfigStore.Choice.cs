// The choice at the start.
using Gateway.Core;

namespace Gateway.Config
{
    /// <content>What is tried in which order.</content>
    public sealed partial class ConfigStore
    {
        /// <summary>Finds the configuration to start with: the candidate of a trial, a file of the installer
        /// that is newer than the set in use, that set, the one before, the firmware's own values; the first
        /// that can be used.</summary>
        public void Open(IConfigUser user)
        {
            _record.Load();
            if (_record.Phase == ConfigRecord.Tried)
            {
                // A restart without proof, whatever the cause, speaks against it.
                RollBack("it restarted before it was proven");
            }

            if (_record.Phase == ConfigRecord.Armed && TryCandidate(user))
            {
                return;
            }

            byte[] installer = LoadInstaller();
            bool isNew = installer != null
                && (_record.Active == ConfigRecord.NoSlot || !IsAdopted());
            if ((isNew && TryInstaller(user, installer)) || TrySlot(user, _record.Active)
                || TrySlot(user, Spare))
            {
                return;
            }

            if (isNew || installer == null || !TryInstaller(user, installer))
            {
                Source = ConfigSource.Default;
                Hash = null;
            }
        }

        private bool TryCandidate(IConfigUser user)
        {
            byte slot = _record.Candidate;
            byte[] document = slot == 1 || slot == 2 ? Slot(slot).Load() : null;
            string refusal = document == null ? "the document is damaged"
                : user.Refusal(document, document.Length, false);
            if (refusal != null)
            {
                EndAttempt(ConfigVerdict.Refused, refusal);
                return false;
            }

            _record.Phase = ConfigRecord.Tried;
            if (!_record.Write())
            {
                // Without the mark a set that kills the firmware would be tried for ever.
                Problem = FlashProblem;
                return false;
            }

            IsTrial = true;
            Use(slot);
            return true;
        }

        private bool EndAttempt(ConfigVerdict verdict, string reason)
        {
            _record.Candidate = ConfigRecord.NoSlot;
            _record.Phase = ConfigRecord.Settled;
            _record.Verdict = verdict;
            _record.IsTold = false;
            _record.Reason = reason;
            return _record.Write();
        }

        private bool TrySlot(IConfigUser user, byte slot)
        {
            if ((slot != 1 && slot != 2) || slot == _record.Candidate)
            {
                return false;
            }

            byte[] document = Slot(slot).Load();
            if (document == null && slot != _record.Active)
            {
                return false;
            }

            bool isBad = document != null && slot == Spare && (!Slot(slot).IsProven
                || (_record.Verdict != ConfigVerdict.Applied
                    && HmacSha256.AreEqual(Slot(slot).Hash, _record.LastHash)));
            string refusal = document == null ? "the set in use is damaged"
                : isBad ? "the set before has not proven itself"
                : user.Refusal(document, document.Length, false);
            if (refusal != null)
            {
                Problem = Problem ?? refusal;
                return false;
            }

            Use(slot);
            return true;
        }

        private void Use(byte slot)
        {
            _current = slot;
            Source = ConfigSource.Set;
            Hash = Slot(slot).Hash;
            Revision = Slot(slot).Revision;
        }

        private bool TryInstaller(IConfigUser user, byte[] document)
        {
            string refusal = user.Refusal(document, document.Length, false);
            if (refusal != null)
            {
                Problem = InstallerFile + ": " + refusal;
                return false;
            }

            Source = ConfigSource.Installer;
            Hash = _installerHash;
            return true;
        }
    }
}
