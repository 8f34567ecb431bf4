// What can be asked of a change.

namespace Gateway.Config
{
    /// <content>Where it stands.</content>
    public sealed partial class ConfigChange
    {
        /// <summary>Whether a request is being carried out.</summary>
        public bool IsBusy
        {
            get { return _action != ConfigAction.None; }
        }

        /// <summary>Path and reason, when the last request failed; null when it did not.</summary>
        public string Problem { get; private set; }

        /// <summary>Whether a document is being loaded.</summary>
        public bool IsLoading
        {
            get { return _isLoading; }
        }

        /// <summary>Bytes of the document that is being loaded.</summary>
        public int Length
        {
            get { return IsLoading ? _length : 0; }
        }

        /// <summary>Offset of the next piece.</summary>
        public int NextOffset
        {
            get { return IsLoading ? _next : 0; }
        }

        /// <summary>Whether a new configuration waits for the restart.</summary>
        public bool IsArmed { get; private set; }

        /// <summary>Whether the restart is due that brings the set before back.</summary>
        public bool IsGivenUp { get; private set; }

        /// <summary>Whether the gateway runs with a configuration that has yet to prove itself.</summary>
        public bool IsTrial
        {
            get { return _store.IsTrial; }
        }

        /// <summary>A part of the export, as a JSON string; null when there is none.</summary>
        public byte[] ExportText { get; private set; }

        /// <summary>Characters of the whole export.</summary>
        public int ExportLength { get; private set; }

        /// <summary>Offset of the next part.</summary>
        public int ExportNext { get; private set; }

        /// <summary>Whether the last request failed because of its document, not because of the
        /// gateway.</summary>
        public bool IsRefusal
        {
            get { return Problem != null && Problem != ConfigStore.FlashProblem; }
        }

        /// <summary>Most bytes of a document.</summary>
        public int MaxBytes
        {
            get { return _maxBytes; }
        }
    }
}
