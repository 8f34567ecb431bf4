using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>A request of the transparent channel. Reused.</summary>
    public sealed class TransparentRequest
    {
        /// <summary>Most bytes of a request.</summary>
        public const int MaxBytes = 512;

        /// <summary>Name of the port.</summary>
        public string Port;

        /// <summary>Line settings for this request alone.</summary>
        public SerialSettings Settings;

        /// <summary>Whether the line's own speed is meant instead of the settings' one.</summary>
        public bool IsLineSpeed;

        /// <summary>From the request's end to the end of the answer, in milliseconds.</summary>
        public int TimeoutMs;

        /// <summary>Longest pause inside the answer, in milliseconds.</summary>
        public int GapMs;

        /// <summary>Not sent at or after this time, in milliseconds since 1970-01-01 UTC.</summary>
        public long ExpiresMs;

        /// <summary>What to send, [0, <see cref="Count"/>).</summary>
        public readonly byte[] Bytes = new byte[MaxBytes];

        /// <summary>1 .. <see cref="MaxBytes"/>.</summary>
        public int Count;
    }
}
