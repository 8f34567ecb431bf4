// Which configuration the gateway starts with, and how another one takes its place (firmware/Config/SPEC.md).
// At every moment the flash holds a set that has proven itself, or the installer's file; power may go at any
// byte of what is written here.
using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>The installer's file and two sets. All calls block: at start, or jobs of the file
    /// worker.</summary>
    public sealed partial class ConfigStore
    {
        /// <summary>The file that an installer puts there.</summary>
        public const string InstallerFile = "gateway.json";

        /// <summary>Longest document.</summary>
        public const int MaxBytes = 32 * 1024;

        /// <summary>Most characters of a revision.</summary>
        public const int MaxRevisionChars = ConfigRecord.MaxRevisionChars;

        /// <summary>What is answered when the flash does not take something.</summary>
        internal const string FlashProblem = "the flash could not be written";

        private readonly IFileStore _files;
        private readonly ConfigRecord _record;
        private readonly ConfigSlot[] _slots;
        private byte _current;
        private byte[] _installerHash;

        /// <summary>Nothing is read yet.</summary>
        public ConfigStore(IFileStore files)
        {
            _files = files;
            _record = new ConfigRecord(files);
            _slots = new ConfigSlot[] { new ConfigSlot(files, "cfg-a"), new ConfigSlot(files, "cfg-b") };
        }

        /// <summary>Where the configuration in use came from.</summary>
        public ConfigSource Source { get; private set; }

        /// <summary>It has yet to prove itself.</summary>
        public bool IsTrial { get; private set; }

        /// <summary>Hash of the document in use; null = the firmware's own values.</summary>
        public byte[] Hash { get; private set; }

        /// <summary>Revision of the document in use; empty when it has none.</summary>
        public string Revision { get; private set; } = string.Empty;

        /// <summary>Seconds for the proof of a trial.</summary>
        public int ProveS
        {
            get { return _record.ProveS; }
        }

        /// <summary>What became of the last attempt.</summary>
        public ConfigVerdict Verdict
        {
            get { return _record.Verdict; }
        }

        /// <summary>Why; empty when there is nothing to say.</summary>
        public string Reason
        {
            get { return _record.Reason; }
        }

        /// <summary>Revision of the last attempt.</summary>
        public string LastRevision
        {
            get { return _record.LastRevision; }
        }

        /// <summary>Hash of the last attempt's document.</summary>
        public byte[] LastHash
        {
            get { return _record.LastHash; }
        }

        /// <summary>Whether there is a verdict that no event has told of yet.</summary>
        public bool HasNews
        {
            get { return _record.Verdict != ConfigVerdict.None && !_record.IsTold; }
        }

        /// <summary>Why a configuration that was there is not in use; null when none was passed
        /// over.</summary>
        public string Problem { get; private set; }

        private byte Spare
        {
            get { return _record.Active == 1 ? (byte)2 : (byte)1; }
        }

        /// <summary>Reads the document in use.</summary>
        /// <returns>null = the firmware's own values, or the flash cannot be read.</returns>
        public byte[] Load()
        {
            return Source == ConfigSource.Set ? Slot(_current).Load()
                : Source == ConfigSource.Installer ? LoadInstaller() : null;
        }

        /// <summary>Makes room for a new document.</summary>
        internal bool Begin(int length)
        {
            return Slot(Spare).Begin(length);
        }

        internal bool Put(int at, byte[] bytes, int offset, int count)
        {
            return Slot(Spare).Put(at, bytes, offset, count);
        }

        /// <summary>All of it was put: checks it as a whole.</summary>
        /// <returns>Path and reason; null when it may be armed.</returns>
        internal string End(int length, byte[] hash, string revision, IConfigUser user)
        {
            ConfigSlot slot = Slot(Spare);
            byte[] found = slot.HashOf(length);
            if (found == null || !HmacSha256.AreEqual(found, hash))
            {
                return "sha256: is not that of the document";
            }

            if (!slot.End(length, hash, revision, false))
            {
                return FlashProblem;
            }

            byte[] document = slot.Load();
            string refusal = document == null ? FlashProblem : user.Refusal(document, length, true);
            if (refusal != null)
            {
                slot.Spoil();
            }

            return refusal;
        }

        /// <summary>The new document is tried at the next start.</summary>
        internal bool Arm(int proveS)
        {
            ConfigSlot slot = Slot(Spare);
            _record.Candidate = Spare;
            _record.Phase = ConfigRecord.Armed;
            _record.ProveS = proveS;
            _record.Verdict = ConfigVerdict.None;
            _record.Reason = string.Empty;
            _record.LastRevision = slot.Revision;
            _record.LastHash = slot.Hash;
            return _record.Write();
        }

        /// <summary>The trial has ended well.</summary>
        internal bool Commit()
        {
            if (!Slot(_current).Prove())
            {
                return false;
            }

            _record.Active = _current;
            _record.Candidate = ConfigRecord.NoSlot;
            _record.Phase = ConfigRecord.Settled;
            _record.Verdict = ConfigVerdict.Applied;
            _record.IsTold = false;
            _record.InstallerHash = _installerHash ?? HashOfInstaller() ?? new byte[Sha256.HashBytes];
            bool isDone = _record.Write();
            IsTrial = IsTrial && !isDone;
            return isDone;
        }

        /// <summary>The trial has not: the restart that follows brings the set before back.</summary>
        internal bool RollBack(string reason)
        {
            return EndAttempt(ConfigVerdict.RolledBack, reason);
        }

        /// <summary>The log has the verdict.</summary>
        internal bool Told()
        {
            _record.IsTold = true;
            return _record.Write();
        }

        private byte[] LoadInstaller()
        {
            byte[] bytes = ReadInstaller();
            if (bytes != null)
            {
                Sha256 hash = new Sha256();
                hash.Begin();
                hash.Add(bytes, 0, bytes.Length);
                _installerHash = hash.End();
            }

            return bytes;
        }

        private byte[] ReadInstaller()
        {
            int length = _files.Length(InstallerFile);
            if (length < 0)
            {
                return null;
            }

            if (length > MaxBytes)
            {
                Problem = InstallerFile + ": " + length.ToString() + " bytes are more than "
                    + MaxBytes.ToString();
                return null;
            }

            byte[] bytes = new byte[length];
            if (_files.Read(InstallerFile, 0, bytes, 0, length) != length)
            {
                Problem = InstallerFile + ": cannot be read";
                return null;
            }

            return bytes;
        }

        private byte[] HashOfInstaller()
        {
            LoadInstaller();
            return _installerHash;
        }

        private bool IsAdopted()
        {
            return HmacSha256.AreEqual(_installerHash, _record.InstallerHash);
        }

        private ConfigSlot Slot(byte number)
        {
            return _slots[number - 1];
        }
    }
}
