namespace Gateway.Store
{
    /// <summary>Why a record that was offered to the store will never be forwarded.</summary>
    public enum DropReason
    {
        /// <summary>Refused: the buffer in memory was full, the files were too slow.</summary>
        BufferFull = 0,

        /// <summary>Refused: the log is not open.</summary>
        Closed = 1,

        /// <summary>Refused: more payload than <see cref="LogRecord.MaxPayloadBytes"/>, or an unknown
        /// class.</summary>
        Invalid = 2,

        /// <summary>Refused: all sequence numbers are used up.</summary>
        SeqExhausted = 3,

        /// <summary>Accepted, but the log held nothing less valuable that could make room.</summary>
        LogFull = 4,

        /// <summary>Stored, then given up with its segment, the oldest of its class, to make room.</summary>
        Overwritten = 5,

        /// <summary>Accepted, but the file system refused it again and again.</summary>
        WriteFailed = 6,

        /// <summary>Stored, but what came back from the file failed its check.</summary>
        Corrupt = 7,

        /// <summary>Stored, then wiped by <see cref="LogStore.Format"/>.</summary>
        Wiped = 8,
    }
}
