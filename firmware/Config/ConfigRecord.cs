// Which set is in use, which one is being tried, and what became of the last attempt
// (firmware/Config/SPEC.md): two files written in turn, as a cut during the write of one leaves the
// other.
using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>The decisions about configuration sets on file. All calls block.</summary>
    internal sealed class ConfigRecord
    {
        public const byte NoSlot = 0;

        /// <summary>No trial.</summary>
        public const byte Settled = 0;

        /// <summary>The candidate is to be tried at the next start.</summary>
        public const byte Armed = 1;

        /// <summary>It has been started with.</summary>
        public const byte Tried = 2;

        public const int MaxReasonChars = 100;
        public const int MaxRevisionChars = 40;

        private const int FileBytes = 260;
        private const int InstallerHashAt = 12;
        private const int LastHashAt = 44;
        private const int LastRevisionAt = 76;
        private const int ReasonAt = 120;
        private const int CrcAt = FileBytes - 4;

        private readonly string[] _names = { "cfg-0", "cfg-1" };

        private readonly IFileStore _files;
        private uint _sequence;

        public ConfigRecord(IFileStore files)
        {
            _files = files;
            Clear();
        }

        /// <summary>Set in use: 1, 2, or none = the installer's file.</summary>
        public byte Active;

        /// <summary>Set of a trial: 1, 2, or none.</summary>
        public byte Candidate;

        public byte Phase;

        /// <summary>Seconds that the candidate has for its proof.</summary>
        public int ProveS;

        public ConfigVerdict Verdict;

        /// <summary>Whether the log has the verdict.</summary>
        public bool IsTold;

        /// <summary>Hash of the installer's file that was taken over into a set; zeros = of none.</summary>
        public byte[] InstallerHash;

        /// <summary>Hash of the last attempt's document.</summary>
        public byte[] LastHash;

        /// <summary>Revision of the last attempt.</summary>
        public string LastRevision;

        /// <summary>Why the last attempt did not end well; may be empty.</summary>
        public string Reason;

        /// <summary>Reads the newer of the good ones.</summary>
        public void Load()
        {
            byte[] bytes = new byte[FileBytes];
            string newest = null;
            for (int i = 0; i < _names.Length; i++)
            {
                if (Read(_names[i], bytes) && LittleEndian.Get32(bytes, 0) > _sequence)
                {
                    _sequence = LittleEndian.Get32(bytes, 0);
                    newest = _names[i];
                }
            }

            if (newest == null || !Read(newest, bytes))
            {
                return;
            }

            Active = bytes[4];
            Candidate = bytes[5];
            Phase = bytes[6];
            Verdict = (ConfigVerdict)bytes[7];
            ProveS = bytes[8] | (bytes[9] << 8);
            IsTold = bytes[10] != 0;
            InstallerHash = ConfigBytes.GetHash(bytes, InstallerHashAt);
            LastHash = ConfigBytes.GetHash(bytes, LastHashAt);
            LastRevision = ConfigBytes.GetText(bytes, LastRevisionAt, MaxRevisionChars);
            Reason = ConfigBytes.GetText(bytes, ReasonAt, MaxReasonChars);
        }

        /// <summary>Writes what the fields say.</summary>
        /// <returns>Whether it is durable; the one before counts otherwise, and the fields have to be read
        /// again.</returns>
        public bool Write()
        {
            byte[] bytes = new byte[FileBytes];
            uint sequence = _sequence + 1;

            LittleEndian.Put32(bytes, 0, sequence);
            bytes[4] = Active;
            bytes[5] = Candidate;
            bytes[6] = Phase;
            bytes[7] = (byte)Verdict;
            bytes[8] = (byte)ProveS;
            bytes[9] = (byte)(ProveS >> 8);
            bytes[10] = IsTold ? (byte)1 : (byte)0;
            System.Array.Copy(InstallerHash, 0, bytes, InstallerHashAt, Sha256.HashBytes);
            System.Array.Copy(LastHash, 0, bytes, LastHashAt, Sha256.HashBytes);
            ConfigBytes.PutText(bytes, LastRevisionAt, MaxRevisionChars, LastRevision);
            ConfigBytes.PutText(bytes, ReasonAt, MaxReasonChars, Reason);
            LittleEndian.Put32(bytes, CrcAt, Crc32.Compute(bytes, 0, CrcAt));
            string name = _names[(int)(sequence & 1)];
            bool isThere = _files.Length(name) == FileBytes
                || _files.Create(name, FileBytes) == FileStatus.Ok;
            if (!isThere || _files.Write(name, 0, bytes, 0, FileBytes) != FileStatus.Ok)
            {
                Reload();
                return false;
            }

            _sequence = sequence;
            return true;
        }

        private void Reload()
        {
            _sequence = 0;
            Clear();
            Load();
        }

        private void Clear()
        {
            Active = NoSlot;
            Candidate = NoSlot;
            Phase = Settled;
            Verdict = ConfigVerdict.None;
            ProveS = 0;
            IsTold = false;
            InstallerHash = new byte[Sha256.HashBytes];
            LastHash = new byte[Sha256.HashBytes];
            LastRevision = string.Empty;
            Reason = string.Empty;
        }

        private bool Read(string name, byte[] bytes)
        {
            return _files.Read(name, 0, bytes, 0, FileBytes) == FileBytes
                && LittleEndian.Get32(bytes, CrcAt) == Crc32.Compute(bytes, 0, CrcAt);
        }
    }
}
